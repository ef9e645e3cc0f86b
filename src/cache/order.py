"""Where the order of a topic's words carries meaning, and where it does not.

*Celsius to Fahrenheit* and *Fahrenheit to Celsius* hold the same words; so do *sum of squares* and *square of a sum*,
or *Act 1 Scene 2* and *Act 2 Scene 1*. A key therefore keeps what stands on which side of a direction word, and the
whole order where two numbers or two words that act on each other meet; all other words are compared as a set.
A number that belongs to a word beside it (*Act 1*, *World War 2*, *3-digit*) goes with that word wherever both stand.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

from cache.lexicon import AND, Lexicon, lexicon_of, reader_of
from cache.model import Language

_LONGEST_KEY = 400
_PARTS = 2
_TURNING = frozenset({"to", "in", "as", "men", "ko"})


def _is_number(token: str) -> bool:
    return token[:1].isdigit()


@cache
def _labels(language: Language) -> frozenset[str]:
    """Words that a number belongs to, in stems."""
    return frozenset(map(reader_of(language).stem, lexicon_of(language).numbered))


def _label_numbers(tokens: Sequence[str], lexicon: Lexicon) -> list[str]:
    """`act 3 scene 1` and `1 scene of act 3` both as `act:3`, `scene:1`."""
    labels = _labels(lexicon.language)
    labelled: list[str] = []
    position = 0
    while position < len(tokens):
        token, after = tokens[position], tokens[position + 1] if position + 1 < len(tokens) else ""
        numbered_word, number = (token, after) if _is_number(after) else (after, token)
        if numbered_word in labels and _is_number(number):
            labelled.append(f"{numbered_word}:{number}")
            position += 1
        else:
            labelled.append(token)
        position += 1
    return labelled


def keeps_order(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Two different numbers, two operators, or a word that gives its neighbours roles."""
    numbers = {token for token in tokens if _is_number(token)}
    operators = {token for token in tokens if not lexicon.ordered.isdisjoint((token, *token.split("_")))}
    return len(numbers) > 1 or len(operators) > 1 or not lexicon.roles.isdisjoint(tokens)


def bind(tokens: Sequence[str], lexicon: Lexicon) -> list[str]:
    """A negator joined with the word that it denies."""
    bound: list[str] = []
    for token in tokens:
        if bound and bound[-1].split(" ")[-1] in lexicon.polarity:
            bound[-1] = f"{bound[-1]} {token}"
        else:
            bound.append(token)
    return bound


def halves(tokens: Sequence[str], lexicon: Lexicon) -> list[tuple[str, tuple[str, ...]]]:
    """What stands before the first direction word, and after each: pairs (direction word or "", its tokens).

    A number after a direction word stays with it alone: *up to 20* may stand anywhere.
    """
    parts: list[tuple[str, list[str]]] = [("", [])]
    for position, token in enumerate(tokens):
        before = tokens[position - 1] if position else ""
        if _is_number(token) and before in lexicon.direction and before not in _TURNING and parts[-1] == (before, []):
            parts.pop()
            parts[-1:] = (
                [(parts[-1][0], [*parts[-1][1], f"{before} {token}"])] if parts else [("", [f"{before} {token}"])]
            )
        elif token in lexicon.direction:
            parts.append((token, []))
        else:
            parts[-1][1].append(token)
    return [(marker, tuple(bind(words, lexicon))) for marker, words in parts if marker or words]


def _arrange(words: Sequence[str], *, is_list: bool) -> tuple[str, ...]:
    """The words as a set; beside *and*, what belongs together stays so: *A of B and C of D* is not A of D."""
    parts = _own_words(_conjuncts(words))
    if is_list or sum(len(part) > 1 for part in parts) < _PARTS:
        return tuple(sorted(set(words)))
    shared = set(words) - {AND} - set().union(*parts)
    return (*sorted(shared), *sorted(" ".join(part) for part in parts))


def _own_words(parts: Sequence[Sequence[str]]) -> list[list[str]]:
    """Each part without what all have: *physical change and chemical change* is *physical and chemical change*."""
    shared = set(parts[0]).intersection(*parts)
    return [sorted(set(part) - shared) for part in parts]


def _conjuncts(words: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word == AND:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def key_of(tokens: Sequence[str], lexicon: Lexicon, *, is_list: bool = False) -> str:
    """Equal for topics that are the same, readable, and never longer than an index entry may be.

    `is_list` tells that commas separated words as *and* does, so that *and* parts nothing.
    """
    labelled = _label_numbers(tokens, lexicon)
    in_order = keeps_order(labelled, lexicon)
    written: list[str] = []
    for marker, words in halves(labelled, lexicon):
        arranged = words if in_order else _arrange(words, is_list=is_list)
        written.append(f"{marker}> {', '.join(arranged)}" if marker else ", ".join(arranged))
    key = " ".join(written)
    if len(key) <= _LONGEST_KEY:
        return key
    return key[: _LONGEST_KEY // 4] + "#" + blake2b(key.encode(), digest_size=16).hexdigest()
