"""What may be spent on language models in a day."""

from datetime import UTC, datetime, time, timedelta

from language_models import metrics
from language_models.books import Books
from language_models.errors import BudgetSpent


class Budget:
    """`most` millionths of the currency a day in UTC, on all machines together; None is no limit.

    Calls under way are not counted yet, so what they cost may come on top.
    """

    def __init__(self, most: int | None, books: Books) -> None:
        self._most, self._books = most, books

    async def spent(self) -> BudgetSpent | None:
        """Why no model may be called now; None when one may."""
        if self._most is None or await self._books.spent_today() < self._most:
            return None
        return BudgetSpent(_midnight())

    async def require(self) -> None:
        """Raises BudgetSpent."""
        if (refusal := await self.spent()) is not None:
            metrics.BUDGET_SPENT.inc()
            raise refusal


def _midnight() -> datetime:
    """The next one."""
    return datetime.combine(datetime.now(UTC).date() + timedelta(days=1), time(), UTC)
