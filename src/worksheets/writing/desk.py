"""Calls of one worksheet: to whom each role speaks, and what time is left."""

from collections.abc import AsyncGenerator
from time import monotonic

from language_models.errors import DeadlineExceeded
from language_models.model import Completion, Models, Prompt, Purpose, Role, Route
from worksheets.writing.model import Assignment

LEAST_TIME = 2.0
"""Seconds without which a call is not begun."""


class Desk:
    """One worksheet's calls. `ends` is a time of the monotonic clock by which all is over."""

    def __init__(self, assignment: Assignment, models: Models, ends: float) -> None:
        self.assignment = assignment
        self._models, self._ends = models, ends
        self._routes: dict[Role, Route] = {}

    @property
    def left(self) -> float:
        """Seconds until all must be over."""
        return max(0.0, self._ends - monotonic())

    @property
    def has_time(self) -> bool:
        return self.left >= LEAST_TIME

    async def complete(self, role: Role, prompt: Prompt, seconds: float) -> Completion:
        """The whole reply within `seconds`, and within the time left. Raises ModelFailed."""
        return await self.route(role).complete(prompt, deadline=self._bounded(seconds))

    def stream(self, role: Role, prompt: Prompt, seconds: float) -> AsyncGenerator[str | Completion, None]:
        """The reply in pieces, as LanguageModel.stream gives it. Raises ModelFailed."""
        return self.route(role).stream(prompt, deadline=self._bounded(seconds))

    def distrust(self, role: Role) -> bool:
        """The next call of this role goes to another model; False when there is none."""
        return self.route(role).distrust()

    def route(self, role: Role) -> Route:
        """The models of this role, and what was learned of them while this worksheet was written."""
        if role not in self._routes:
            request, about = self.assignment.request, self.assignment
            purpose = Purpose(role, request.language, request.subject, about.asker, about.generation_id)
            self._routes[role] = self._models.route(purpose)
        return self._routes[role]

    def _bounded(self, seconds: float) -> float:
        if not self.has_time:
            raise DeadlineExceeded("the time for this worksheet is over")
        return min(seconds, self.left)
