"""Whether the process lives, and whether it can do its work."""

import logging
from http import HTTPStatus
from typing import Literal

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from msgspec import Struct
from psycopg import Error as PostgresError
from psycopg_pool import PoolTimeout

from app.services import Services
from database import revision as revisions
from language_models.model import Role
from observability import metrics
from rate_limits.breaker import BreakerState

_log = logging.getLogger(__name__)

PartState = Literal["ok", "degraded", "down", "outdated", "off"]


class Readiness(Struct, frozen=True):
    """Each part with its state. `degraded`: the service goes on without it; `down` or `outdated`: it does not."""

    ready: bool
    parts: dict[str, PartState]


@get("/health/live", tags=["operations"], summary="Whether the process lives")
async def live() -> dict[str, str]:
    return {"status": "alive"}


@get("/health/ready", tags=["operations"], summary="Whether requests can be served, and which part is not ready")
async def ready(services: NamedDependency[SkipValidation[Services]]) -> Response[Readiness]:
    parts: dict[str, PartState] = {
        "database": await _database(services),
        "redis": _redis(services),
        "model": "ok" if services.models.can(Role.AUTHOR) else "off",
    }
    is_ready = not {"down", "outdated"} & set(parts.values())
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return Response(Readiness(is_ready, parts), status_code=status, headers={"Cache-Control": "no-store"})


@get("/metrics", tags=["operations"], summary="Metrics for Prometheus", media_type="text/plain")
async def prometheus() -> Response[bytes]:
    return Response(metrics.exposition(), headers={"Content-Type": metrics.CONTENT_TYPE})


async def _database(services: Services) -> PartState:
    try:
        async with services.pool.connection(timeout=2) as connection:
            revision = await revisions.current_revision(connection)
    except (PostgresError, PoolTimeout):
        _log.warning("database_not_ready", exc_info=True)
        return "down"
    # A newer schema is fine: migrations only ever add what older code does not need.
    return "ok" if revision is not None and revision >= services.newest_revision else "outdated"


def _redis(services: Services) -> PartState:
    return "ok" if services.limiter.breaker_state is BreakerState.CLOSED else "degraded"
