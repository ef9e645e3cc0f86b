"""The JSON object in a reply of a model that cannot be held to JSON: it may explain itself or draw fences around it."""


class OneObject:
    """Lets the first JSON object of a stream through, and nothing before or after it."""

    def __init__(self) -> None:
        self._depth = 0
        self._is_in_string = False
        self._is_escaped = False
        self._is_over = False

    def feed(self, piece: str) -> str:
        """What of the piece belongs to the object."""
        if self._is_over:
            return ""
        begins = 0 if self._depth else piece.find("{")
        if begins < 0:
            return ""
        for at in range(begins, len(piece)):
            self._read(piece[at])
            if self._depth == 0:
                self._is_over = True
                return piece[begins : at + 1]
        return piece[begins:]

    def _read(self, sign: str) -> None:
        if self._is_in_string:
            self._is_in_string = self._is_escaped or sign != '"'
            self._is_escaped = sign == "\\" and not self._is_escaped
        elif sign == '"':
            self._is_in_string = True
        elif sign in "{[":
            self._depth += 1
        elif sign in "}]":
            self._depth -= 1
