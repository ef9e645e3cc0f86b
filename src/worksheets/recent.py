"""Public worksheets that were served a moment ago, kept in this process: a stored worksheet never changes.

Whether one may be served is asked of the cache for every request; what is spared is reading its text again.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from uuid import UUID

from worksheets.model import StoredWorksheet

_MOST = 512  # about 5 MB
_KEEPS = 60.0  # seconds; a worksheet that is deleted or expires is gone from here after that


class RecentWorksheets:
    """The last worksheets found through the cache, by id."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[UUID, tuple[float, StoredWorksheet]] = OrderedDict()

    def get(self, worksheet_id: UUID) -> StoredWorksheet | None:
        """The worksheet, when it was put here less than a minute ago."""
        put_at, worksheet = self._kept.get(worksheet_id, (0.0, None))
        return worksheet if self._clock() - put_at < _KEEPS else None

    def put(self, worksheet: StoredWorksheet) -> None:
        """Keep the worksheet in the place of the one kept longest."""
        self._kept[worksheet.id] = (self._clock(), worksheet)
        self._kept.move_to_end(worksheet.id)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
