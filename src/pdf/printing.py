"""Printing in a worker process, with everything loaded once."""

import logging
import resource
from functools import cache
from uuid import UUID

from cache.model import Language
from pdf.errors import UnprintableSheet
from pdf.model import Sheet
from pdf.order import Order
from pdf.page import page_html
from pdf.press import Press
from questions.model import Subject

_MEMORY = 1536 * 1024 * 1024
"""Address space of one worker in bytes; with all fonts mapped it takes 0.4 GB."""


def prepare() -> None:
    """Set the limits of a new worker and load its fonts."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    _press()


def warm_up() -> None:
    """Print one page, so that the first teacher does not wait for what is loaded late."""
    sheet = Sheet(UUID(int=0), r"\(\frac{1}{2}\) Aа अ", Language.HINDI, Subject.MATHEMATICS, 5, ())
    print_sheet(Order(sheet, with_key=True, page_limit=1))


def print_sheet(order: Order) -> bytes | UnprintableSheet:
    """The PDF, or why the sheet cannot be printed."""
    try:
        html = page_html(order.sheet, with_key=order.with_key)
        return _press().pdf(html, order.sheet.id, order.page_limit)
    except UnprintableSheet as error:
        return error


@cache
def _press() -> Press:
    return Press()
