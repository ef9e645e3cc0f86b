"""Refuse what is unfit for a school: our own list first, then the provider where one is configured."""

import asyncio
import logging

from prometheus_client import Counter

from cache.model import Language
from worksheets.errors import UnfitForSchool
from worksheets.model import WorksheetRequest
from worksheets.moderation.errors import ModerationUnavailable
from worksheets.moderation.local_list import unfit
from worksheets.moderation.long_texts import category_of_long
from worksheets.moderation.model import TextField, TextFields, Unfit
from worksheets.moderation.provider import ModerationProvider
from worksheets.personal_data.withholding import withhold, withhold_in_topic

_log = logging.getLogger(__name__)

REFUSED = Counter(
    "tetrad_moderation_refused",
    "Texts refused as unfit for a school, by category and by who said so.",
    ["category", "by"],
)
UNAVAILABLE = Counter(
    "tetrad_moderation_unavailable", "Calls to the moderation provider without a usable answer, by reason.", ["reason"]
)


def texts_of(request: WorksheetRequest) -> list[TextField]:
    """What somebody typed into the request, by its fields."""
    return [(field, text) for field, text in (("topic", request.topic), ("notes", request.notes)) if text]


def refuse_unfit(fields: TextFields) -> None:
    """Raises UnfitForSchool when our list knows one of the texts as unfit. Some 0.2 ms a topic."""
    _refuse(unfit(fields), "local")


async def refuse_unfit_source(field: str, text: str) -> None:
    """Raises UnfitForSchool when a long text is full of what our list refuses. Beside the event loop."""
    category = await asyncio.to_thread(category_of_long, text) if text else None
    _refuse(None if category is None else Unfit(field, category), "local")


class Moderation:
    """The provider's word, where one is configured: it is asked only about what our own list has let pass."""

    def __init__(self, provider: ModerationProvider | None = None) -> None:
        self._provider = provider

    async def refuse_flagged(self, request: WorksheetRequest) -> None:
        """Raises UnfitForSchool when the provider flags a text. While it is away, our own list alone decides."""
        if self._provider is None:
            return
        try:
            found = await self._provider.unfit(_told(request))
        except ModerationUnavailable as error:
            UNAVAILABLE.labels(error.reason).inc()
            _log.warning("moderation_unavailable", extra={"reason": error.reason})
            return
        _refuse(found, "provider")

    async def close(self) -> None:
        """Close the provider's connections."""
        if self._provider is not None:
            await self._provider.close()


def _told(request: WorksheetRequest) -> list[TextField]:
    """The texts without personal data."""
    return [(field, _withheld(field, text, request.language)) for field, text in texts_of(request)]


def _withheld(field: str, text: str, language: Language) -> str:
    return (withhold_in_topic if field == "topic" else withhold)(text, language).text


def _refuse(found: Unfit | None, by: str) -> None:
    if found is not None:
        REFUSED.labels(found.category, by).inc()
        raise UnfitForSchool(found.field, found.category)
