"""The guard that keeps the embedded stack out of production."""

import os

from embedded.errors import NotForProduction


def refuse_production() -> None:
    """Raise NotForProduction when TETRAD_ENVIRONMENT says that this is production."""
    if os.environ.get("TETRAD_ENVIRONMENT", "").strip().lower() == "production":
        raise NotForProduction
