"""Questions with a gap in them: *how do volcanoes form* asks for the formation of volcanoes."""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from cache.lexicon import Pattern, reader_of
from cache.lexicon_files import lines, pair
from cache.model import Language
from cache.tokens import Token

_GAP = "*"


class Template(Struct, frozen=True):
    """What stands before the gap and after it, and the words that say the same."""

    before: Pattern
    after: Pattern
    head: Pattern

    def fits(self, texts: Pattern) -> bool:
        opening, closing = len(self.before), len(self.after)
        return (
            len(texts) > opening + closing
            and texts[:opening] == self.before
            and texts[len(texts) - closing :] == self.after
        )

    def fill(self, tokens: Sequence[Token]) -> list[Token]:
        """The head, then what stood in the gap; the first and the last token carry what was typed around them."""
        opening, closing = len(self.before), len(self.after)
        gap = list(tokens[opening : len(tokens) - closing])
        ending = " ".join(token.typed for token in tokens[len(tokens) - closing :])
        gap[-1] = Token(gap[-1].text, gap[-1].kind, f"{gap[-1].typed} {ending}".strip())
        typed = " ".join(token.typed for token in tokens[:opening])
        if not self.head:
            return [Token(gap[0].text, gap[0].kind, f"{typed} {gap[0].typed}".strip()), *gap[1:]]
        return [Token(text, "concept", "" if place else typed) for place, text in enumerate(self.head)] + gap


@cache
def _templates(language: Language) -> dict[str, tuple[Template, ...]]:
    """By the first word, those that say more first."""
    reader = reader_of(language)
    found: dict[str, list[Template]] = {}
    for line in lines(language, "templates"):
        head, questions = pair(line, "~")
        for question in questions.split(" | "):
            before, after = (reader.pattern(part) for part in pair(question, _GAP))
            concept = reader.pattern(head.replace(_GAP, " "))
            found.setdefault(before[0], []).append(Template(before, after, concept))
    return {
        first: tuple(sorted(templates, key=lambda t: -len(t.before) - len(t.after)))
        for first, templates in found.items()
    }


def settle_question(tokens: Sequence[Token], language: Language) -> list[Token]:
    """The tokens with a question of a known kind said as a noun phrase."""
    texts = tuple(token.text for token in tokens)
    templates = _templates(language).get(texts[0], ()) if texts else ()
    fitting = next((template for template in templates if template.fits(texts)), None)
    return list(tokens) if fitting is None else fitting.fill(tokens)
