"""A reply while it comes: what has been said, why it ended, what it cost."""

from time import monotonic

from language_models.errors import BadReply, Refused, Truncated, Unavailable
from language_models.model import Completion, Prompt, Usage, estimate_usage
from language_models.one_object import OneObject

NOTHING = Usage(0, 0)

# No tokenizer has tokens of more bytes on average; an empty chunk counts as well, or it could come for ever.
_BYTES_OF_A_TOKEN = 32
_BYTES_OF_A_CHUNK = 16
_SPARE = 4096


class Reply:
    """Collects one reply of `model` to `prompt`; `only`, when given, picks out of its text what is meant."""

    def __init__(self, prompt: Prompt, model: str, only: OneObject | None = None) -> None:
        self.usage: Usage | None = None
        self._only = only
        self._room = prompt.max_tokens * _BYTES_OF_A_TOKEN + _SPARE
        self._prompt = prompt
        self._model = model
        self._started = monotonic()
        self._text: list[str] = []
        self._refusal = ""
        self._finish_reason: str | None = None

    def hear(self, content: str | None, refusal: str | None, finish_reason: str | None, model: str | None) -> str:
        """Take in one chunk; what of its text is meant. Raises Truncated when the model does not keep to its limit."""
        text = content or ""
        self._room -= len(text.encode(errors="surrogatepass")) + _BYTES_OF_A_CHUNK
        if self._only is not None:
            text = self._only.feed(text)
        self._text.append(text)
        self._refusal += refusal or ""
        self._finish_reason = finish_reason or self._finish_reason
        self._model = model or self._model
        if self._room < 0:
            raise Truncated(f"model {self._model!r} went on beyond its limit of {self._prompt.max_tokens} tokens")
        return text

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
