"""Structured logs: one JSON object a line on stdout, with the request id, never with what people typed."""

import logging
import sys
from collections.abc import MutableMapping
from typing import cast

import msgspec
import structlog

from observability.request_id import current_request_id

Event = MutableMapping[str, object]


def configure(level: str) -> None:
    """Send this process's logs, and those of its libraries, to stdout as JSON from `level` up."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_id,
        structlog.processors.ExceptionRenderer(_describe_exception),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _as_json],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # These write one line a call or more, some of them with addresses and arguments of jobs.
    for noisy in (
        "httpx",
        "httpcore",
        "httpx2",
        "httpcore2",
        "openai",
        "procrastinate",
        "alembic",
        "weasyprint",
        "fontTools",
    ):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _add_request_id(_logger: object, _method: str, event: Event) -> Event:
    if (request_id := current_request_id.get()) is not None:
        event["request_id"] = request_id
    return event


def _describe_exception(exc_info: object) -> str:
    """Type and places only: messages of libraries may quote a request's text."""
    _, error, trace = cast("structlog.typing.ExcInfo", exc_info)
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 2)[-2]}/{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__module__}.{type(error).__qualname__} at {' > '.join(places[-12:])}"


def _as_json(_logger: object, _method: str, event: Event) -> str:
    return msgspec.json.encode(event, enc_hook=repr).decode()
