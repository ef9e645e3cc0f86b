"""One language model for every purpose."""

from collections.abc import AsyncGenerator

from language_models.model import Completion, LanguageModel, Prompt, Purpose


class OneModel:
    """Models of which there is one, and every route over them."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.name = model.name

    def route(self, purpose: Purpose) -> "OneModel":
        """See Models."""
        del purpose
        return self

    def distrust(self) -> bool:
        """See Route: there is no other."""
        return False

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        """See LanguageModel."""
        return await self._model.complete(prompt, deadline=deadline)

    def stream(self, prompt: Prompt, *, deadline: float) -> AsyncGenerator[str | Completion, None]:
        """See LanguageModel."""
        return self._model.stream(prompt, deadline=deadline)
