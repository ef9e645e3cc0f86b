"""What Granian loads in each of its worker processes."""

from litestar.types import ASGIApp

from app import settings
from app.addresses import configured
from app.application import create_app
from app.parent import DRAIN, end_with_forking_parent
from observability import logs


def create() -> ASGIApp:
    """The application, configured from the environment."""
    end_with_forking_parent(drain=DRAIN)
    chosen = settings.read()
    logs.configure(chosen.log_level)
    return create_app(chosen, configured(chosen))
