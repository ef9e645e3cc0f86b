"""A reply while it comes: what has been said, why it ended, what it cost."""

from time import monotonic

from language_models.errors import BadReply, Refused, Truncated, Unavailable
from language_models.model import Completion, Prompt, Usage, estimate_usage


class Reply:
    """Collects one reply of `model` to `prompt`."""

    def __init__(self, prompt: Prompt, model: str) -> None:
        self.usage: Usage | None = None
        self._prompt = prompt
        self._model = model
        self._started = monotonic()
        self._text: list[str] = []
        self._refusal = ""
        self._finish_reason: str | None = None

    def hear(self, content: str | None, refusal: str | None, finish_reason: str | None, model: str | None) -> None:
        """Take in one chunk."""
        self._text.append(content or "")
        self._refusal += refusal or ""
        self._finish_reason = finish_reason or self._finish_reason
        self._model = model or self._model

    def so_far(self) -> Completion:
        """What has come, with estimated usage when the provider has not counted."""
        text = "".join(self._text)
        usage = self.usage or estimate_usage(self._prompt, text)
        return Completion(text, self._model, usage, round((monotonic() - self._started) * 1000))

    def whole(self) -> Completion:
        """The finished reply. Raises Refused, Truncated, Unavailable (it broke off) or BadReply, with what came."""
        completion = self.so_far()
        model = f"model {self._model!r}"
        if self._refusal or self._finish_reason == "content_filter":
            raise Refused(f"{model} declined", completion)
        if self._finish_reason == "length":
            raise Truncated(f"{model} reached its limit of {self._prompt.max_tokens} tokens", completion)
        if not completion.text:
            raise BadReply(
                f"{model} answered with no content; check that its address speaks chat.completions", completion
            )
        if self._finish_reason is None:
            raise Unavailable(f"{model} broke off after {len(completion.text)} characters", completion)
        return completion
