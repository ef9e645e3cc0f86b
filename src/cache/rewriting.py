"""Rules of a lexicon applied to tokens until nothing changes."""

from collections.abc import Callable, Sequence

from cache.lexicon import AND, NUMBER, Fillers, Lexicon, Pattern, Phrases
from cache.templates import settle_question
from cache.tokens import Token
from cache.works import drop_years

Rule = Callable[[list[Token]], list[Token]]
_ROUNDS = 8
_LONGEST_CUT = 8


def _texts(tokens: Sequence[Token]) -> Pattern:
    return tuple(token.text for token in tokens)


def _replacement(pattern: Pattern, concept: Pattern, matched: Sequence[Token]) -> list[Token]:
    """The tokens of the concept; the first carries what was typed for all of them."""
    typed = " ".join(token.typed for token in matched if token.typed)
    number = next((token.text for wanted, token in zip(pattern, matched, strict=True) if wanted == NUMBER), "")
    texts = [number if text == NUMBER else text for text in concept]
    kinds = ["number" if text[:1].isdigit() else "concept" for text in texts]
    return [
        Token(text, kind, typed if position == 0 else "")
        for position, (text, kind) in enumerate(zip(texts, kinds, strict=True))
    ]


def _rule_at(texts: Pattern, masked: Pattern, position: int, phrases: Phrases) -> tuple[Pattern, Pattern] | None:
    """The longest phrase that stands at `position`, with its concept; `masked` has a sign in place of each number."""
    lengths = phrases.lengths.get(texts[position], ())
    if masked[position] == NUMBER:
        lengths = sorted({*lengths, *phrases.lengths.get(NUMBER, ())}, reverse=True)
    for length in lengths:
        if position + length > len(texts):
            continue
        exact, any_number = texts[position : position + length], masked[position : position + length]
        for said in (exact, (exact[0], *any_number[1:]), any_number):
            if (concept := phrases.rules.get(said)) is not None:
                return said, concept
    return None


def _is_said_in_full(texts: Pattern, position: int, rule: tuple[Pattern, Pattern]) -> bool:
    """Whether the concept already stands there: *friction* is read as *force of friction*, but not within it."""
    pattern, concept = rule
    offsets = (i for i in range(len(concept) - len(pattern) + 1) if concept[i : i + len(pattern)] == pattern)
    return any(texts[position - i : position - i + len(concept)] == concept for i in offsets if i <= position)


def replace_phrases(tokens: Sequence[Token], phrases: Phrases) -> list[Token]:
    """Every phrase of the lexicon becomes its concept, the longest first."""
    written: list[Token] = []
    position = 0
    texts = _texts(tokens)
    masked = tuple(NUMBER if token.kind == "number" else token.text for token in tokens)
    while position < len(tokens):
        rule = _rule_at(texts, masked, position, phrases)
        if rule is None or _is_said_in_full(texts, position, rule):
            written.append(tokens[position])
            position += 1
        else:
            matched = tokens[position : position + len(rule[0])]
            written += _replacement(rule[0], rule[1], matched)
            position += len(rule[0])
    return written


def _cuts_a_phrase(tokens: Sequence[Token], boundary: int, phrases: Phrases) -> bool:
    """Whether a phrase stands across the boundary: *topic sentence* is no sentence on a topic."""
    texts = _texts(tokens)
    masked = tuple(NUMBER if token.kind == "number" else token.text for token in tokens)
    starts = range(max(0, boundary - _LONGEST_CUT), boundary)
    rules = ((start, _rule_at(texts, masked, start, phrases)) for start in starts)
    return any(rule is not None and start + len(rule[0]) > boundary for start, rule in rules)


def _leading(tokens: Sequence[Token], fillers: Fillers, phrases: Phrases) -> int:
    texts = _texts(tokens[: fillers.longest])
    found = (n for n in range(len(texts), 0, -1) if texts[:n] in fillers.leading)
    return next((n for n in found if not _cuts_a_phrase(tokens, n, phrases)), 0)


def _trailing(tokens: Sequence[Token], fillers: Fillers, phrases: Phrases) -> int:
    texts = _texts(tokens[-fillers.longest :])
    found = (n for n in range(len(texts), 0, -1) if texts[-n:] in fillers.trailing)
    return next((n for n in found if not _cuts_a_phrase(tokens, len(tokens) - n, phrases)), 0)


def _inside(tokens: Sequence[Token], fillers: Fillers) -> list[Token]:
    texts = _texts(tokens)
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        lengths = range(min(fillers.longest_anywhere, len(tokens) - position), 0, -1)
        found = next((n for n in lengths if texts[position : position + n] in fillers.anywhere), 0)
        if not found:
            kept.append(tokens[position])
        position += found or 1
    return kept


def drop_frames(parts: Sequence[Sequence[Token]], lexicon: Lexicon) -> list[Token]:
    """The parts of a topic, which signs divide, in one, each without what frames it: *transformers (practice)*.

    A part of nothing but fillers falls away, unless it is the first: there it may be what the topic is about.
    """
    first, *others = parts
    kept = [_without_ends(first, lexicon) or list(first), *(_without_ends(part, lexicon) for part in others)]
    return [token for part in kept for token in part]


def _without_ends(part: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    kept = list(part[_leading(part, lexicon.fillers, lexicon.synonyms) :])
    return kept[: len(kept) - _trailing(kept, lexicon.fillers, lexicon.synonyms)]


def drop_fillers(tokens: Sequence[Token], fillers: Fillers, phrases: Phrases) -> list[Token]:
    """Without what frames the topic; a topic of nothing but fillers stays as it is."""
    kept = list(tokens)
    kept = kept[_leading(kept, fillers, phrases) :]
    kept = kept[: len(kept) - _trailing(kept, fillers, phrases)]
    return _inside(kept, fillers) or list(tokens)


def _mentioned_from(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """Where the function words begin that a term of grammar names at the end of a topic; the length where none are."""
    start = len(tokens)
    while start and (tokens[start - 1].text in lexicon.function_words or tokens[start - 1].text in lexicon.listed):
        start -= 1
    is_named = start and not lexicon.grammar.isdisjoint((tokens[start - 1].text, *tokens[start - 1].text.split("_")))
    return start if is_named else len(tokens)


def drop_function_words(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Without articles and the like, as long as a word of substance is left; `modal verb can` is about *can*."""
    body = list(tokens[: _mentioned_from(tokens, lexicon)])
    kept = [token for token in body if token.text not in lexicon.function_words] + list(tokens[len(body) :])
    has_substance = any(
        token.text not in lexicon.polarity and token.text not in lexicon.direction and token.text != AND
        for token in kept
    )
    return kept if has_substance else list(tokens)


def drop_redundant(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Without words that another word of the topic already implies (`solve` beside `equation`)."""
    present = {part for token in tokens for part in (token.text, *token.text.split("_"))}
    return [
        token for token in tokens if not (companions := lexicon.redundant.get(token.text)) or not companions & present
    ]


def drop_doubled(tokens: Sequence[Token]) -> list[Token]:
    """Without a word right after itself; what was typed for it stays, for it may have stood for more than the word."""
    kept: list[Token] = []
    for token in tokens:
        if kept and token.text == kept[-1].text and token.kind != "number":
            kept[-1] = _typed_together(kept[-1], token)
        else:
            kept.append(token)
    return kept


def _typed_together(first: Token, second: Token) -> Token:
    typed = dict.fromkeys(part for part in (first.typed, second.typed) if part)
    return Token(first.text, first.kind, " ".join(typed))


def rewrite(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """All rules, again and again until they change nothing."""
    current = replace_phrases(settle_question(tokens, lexicon.language), lexicon.questions)
    for _ in range(_ROUNDS):
        before = _texts(current)
        current = replace_phrases(drop_fillers(current, lexicon.fillers, lexicon.synonyms), lexicon.synonyms)
        current = drop_function_words(current, lexicon)
        current = drop_redundant(drop_doubled(replace_phrases(current, lexicon.synonyms)), lexicon)
        current = drop_years(current, lexicon.events)
        if _texts(current) == before:
            break
    return current
