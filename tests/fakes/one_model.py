"""One model for every purpose, as if nothing else were configured."""

from collections.abc import AsyncGenerator

from language_models.model import Completion, LanguageModel, Prompt, Purpose


class OneModel:
    """Models, and its own route. `purposes` are what it was asked for."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.name = model.name
        self.purposes: list[Purpose] = []
        self.distrusted = 0

    def route(self, purpose: Purpose) -> "OneModel":
        self.purposes.append(purpose)
        return self

    def distrust(self) -> bool:
        self.distrusted += 1
        return False

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        return await self._model.complete(prompt, deadline=deadline)

    def stream(self, prompt: Prompt, *, deadline: float) -> AsyncGenerator[str | Completion, None]:
        return self._model.stream(prompt, deadline=deadline)
