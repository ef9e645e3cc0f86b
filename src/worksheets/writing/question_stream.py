"""Questions out of a reply that is still coming: one JSON object with one array, cut into the array's elements."""

import re

# The longest question that fits our bounds, with every character escaped, is shorter.
LONGEST_ELEMENT = 40_000
LONGEST_HEAD = 2_000

# Models forget to double backslashes of LaTeX: in JSON `\times` would read as a tab and "imes".
_BACKSLASH = re.compile(
    r"\\\\|\\\"|\\(?=frac|forall|times|theta|text|tan|tfrac|to\b|triangle|beta|bar|begin|binom|rho|right|neq?\b|notin"
    r"|u(?![0-9A-Fa-f]{4})|[^\"\\/bfnrtu])"
)


def mend_backslashes(json_text: str) -> str:
    r"""The JSON text with every backslash that begins a LaTeX command, `\(` or `\)` doubled."""
    return _BACKSLASH.sub(lambda found: found[0] if len(found[0]) == 2 else "\\\\", json_text)


class QuestionStream:
    """Fed with pieces, gives every element as soon as its last brace has come. Skips text before the object."""

    def __init__(self) -> None:
        self.is_over = False
        self._head: list[str] = []
        self._element: list[str] = []
        self._depth = 0
        self._is_in_string = False
        self._is_escaped = False

    @property
    def has_begun_another(self) -> bool:
        """Whether an element has begun and is not finished."""
        return bool(self._element)

    @property
    def head(self) -> str:
        """The object without the array's elements, once the array has begun: `{"title": "…", "questions": []}`."""
        return "".join(self._head) + "]}" if self._depth >= 2 or self.is_over else ""

    def feed(self, piece: str) -> list[str]:
        """The elements that this piece finishes, as JSON texts."""
        finished: list[str] = []
        for character in piece:
            if not self.is_over and (self._depth > 0 or character == "{"):
                self._take(character, finished)
        return finished

    def _take(self, character: str, finished: list[str]) -> None:
        if self._depth >= 3 or (self._depth == 2 and character == "{"):
            self._element.append(character)
        elif self._depth < 2:
            self._head.append(character)
        if self._is_in_string:
            self._read_in_string(character)
        elif character == '"':
            self._is_in_string = True
        elif character in "{[":
            self._depth += 1
        elif character in "}]":
            self._close(finished)
        self.is_over = self.is_over or len(self._element) > LONGEST_ELEMENT or len(self._head) > LONGEST_HEAD

    def _read_in_string(self, character: str) -> None:
        if self._is_escaped:
            self._is_escaped = False
        elif character == "\\":
            self._is_escaped = True
        elif character == '"':
            self._is_in_string = False

    def _close(self, finished: list[str]) -> None:
        self._depth -= 1
        if self._depth == 2 and self._element:
            finished.append("".join(self._element))
            self._element = []
        self.is_over = self._depth <= 1
