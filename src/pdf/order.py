"""What a worker process is asked to do.

The web process imports this module to name the work, so WeasyPrint is imported only where the work is done.
"""

from msgspec import Struct

from pdf.errors import UnprintableSheet
from pdf.model import Sheet


class Order(Struct, frozen=True):
    """One sheet to print."""

    sheet: Sheet
    with_key: bool
    page_limit: int


def prepare() -> None:
    """Make a new process ready to print."""
    from pdf import printing

    printing.prepare()


def warm_up() -> None:
    """Print one page, so that the first teacher does not wait for what is loaded late."""
    from pdf import printing

    printing.warm_up()


def print_sheet(order: Order) -> bytes | UnprintableSheet:
    """The PDF, or why the sheet cannot be printed."""
    from pdf import printing

    return printing.print_sheet(order)
