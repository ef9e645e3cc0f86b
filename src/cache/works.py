"""What names a person, a work or an event beyond need: patronymics, the author of a title, the year of a battle.

*«Волк на псарне» Крылова*, *басня И. А. Крылова «Волк на псарне»* and *«Волк на псарне»* ask for one worksheet.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from msgspec import Struct

from cache.lexicon_files import choices, lines, pair
from cache.model import Language
from cache.tokens import Token

Pattern = tuple[str, ...]
Read = Callable[[str], Pattern]
Rules = dict[Pattern, Pattern]
_YEARS = frozenset({"год", "г", "гг"})
_BY = "by"
_JOINING = frozenset({"to", "в", "по"})


class Works(Struct, frozen=True):
    """Titles as rules, and the words that say nothing beside a title."""

    rules: Rules
    implied: dict[str, frozenset[str]]
    titles: frozenset[str]


class Event(Struct, frozen=True):
    """Something that happened once: the tokens that name it, the years that say no more."""

    named: frozenset[str]
    years: frozenset[str]


def _spoken_names(name: str) -> Iterator[str]:
    """`Иван Андреевич Крылов` as it is said: with initials, the surname first, without the patronymic."""
    *given, surname = name.split()
    if not given:
        yield surname
        return
    initials = [" ".join(part[0] for part in given)] if len(given) > 1 else []  # one alone may be a preposition
    for called in dict.fromkeys((" ".join(given), given[0], *initials)):
        yield f"{called} {surname}"
        yield f"{surname} {called}"


def rules_of_people(language: Language, read: Read) -> Rules:
    """Full names by the name that everyone uses: the surname, or what stands after `=`."""
    rules: Rules = {}
    for line in lines(language, "people"):
        name, _, known_as = line.partition(" = ")
        short = ("_".join(read(known_as or name.split()[-1])),)
        for spoken in _spoken_names(name):
            rules.setdefault(read(spoken), short)
    return rules


def _with_author_or_genre(title: str, about: Sequence[str]) -> Iterator[str]:
    """A title that is also a common word is one only beside its author or genre."""
    for count in range(1, min(len(about), 2) + 1):
        for companions in permutations(about, count):
            for place in range(count + 1):
                yield " ".join([*companions[:place], title, *companions[place:]])


def works_of(language: Language, read: Read) -> Works:
    """Titles of books, music, pictures: `title | other title = author, genre`; `!title` is also a common word.

    After a colon stand heroes who are known without the title: *the character of Pechorin*.
    """
    rules: Rules = {}
    implied: dict[str, frozenset[str]] = {}
    titles: set[str] = set()
    for line in lines(language, "works"):
        named, about_text = pair(line, " = ")
        is_common = named.startswith("!")
        about_text, _, characters = about_text.partition(" : ")
        about = [word for part in about_text.split(",") for word in choices(part)]
        variants = [title for part in named.lstrip("!").split(" | ") for title in choices(part)]
        concept = "_".join(read(variants[0])) + ("_title" if is_common else "")
        spoken = [
            said for title in variants for said in (_with_author_or_genre(title, about) if is_common else [title])
        ]
        rules |= {read(said): (concept,) for said in spoken}
        # `Holes by Sachar` is no common word any more, and a title by its author is the title.
        named_so = {(concept,), *map(read, variants)}
        rules |= {(*name, _BY, *read(author)): (concept,) for name in named_so for author in about}
        titles.add(concept)
        heroes = frozenset("_".join(read(name)) for name in characters.split(",") if name)
        for token in ("_".join(read(word)) for word in about):
            implied[token] = implied.get(token, frozenset()) | {concept} | heroes
        implied[concept] = implied.get(concept, frozenset()) | heroes
    return Works(rules, implied, frozenset(titles))


def events_of(language: Language, read: Read) -> tuple[Event, ...]:
    """Events that happened once: `name | other name = years`."""
    return tuple(
        Event(frozenset(read(name)), frozenset(years.split()))
        for line in lines(language, "events")
        for names, years in [pair(line, " = ")]
        for name in names.split(" | ")
    )


def drop_years(tokens: list[Token], events: Sequence[Event]) -> list[Token]:
    """Without the years of an event that happened once: *Ледовое побоище 1242 года*."""
    numbers = {token.text for token in tokens if token.text.isdigit()}
    if not any(len(number) > 2 for number in numbers):
        return tokens
    present = {part for token in tokens for part in token.text.split("_")}
    years = next((e.years for e in events if e.named <= present and e.years == frozenset(numbers) - e.named), None)
    if years is None:
        return tokens
    dated = [token.text in _YEARS or token.text in years for token in tokens]
    return [
        token
        for position, token in enumerate(tokens)
        if not dated[position] and not (token.text in _JOINING and any(dated[position + 1 : position + 2]))
    ]
