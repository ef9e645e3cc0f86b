"""A place in a row of tokens, and looking around from it."""

from questions.checks.algebra.tokens import NotMathematics


class Cursor:
    """Every step that does not find what it needs raises NotMathematics."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def is_at_end(self) -> bool:
        return self.at >= len(self.tokens)

    def is_number(self, ahead: int) -> bool:
        at = self.at + ahead
        return at < len(self.tokens) and self.tokens[at].isdecimal()

    def ahead_is(self, ahead: int, token: str) -> bool:
        return self.tokens[self.at + ahead : self.at + ahead + 1] == [token]

    def ahead(self, *wanted: str) -> bool:
        return tuple(self.tokens[self.at : self.at + len(wanted)]) == wanted

    def next(self) -> str:
        if self.is_at_end():
            raise NotMathematics
        return self.tokens[self.at]

    def take(self, *wanted: str) -> str | None:
        if self.is_at_end() or self.tokens[self.at] not in wanted:
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, wanted: str) -> None:
        if not self.take(wanted):
            raise NotMathematics
