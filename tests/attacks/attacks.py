"""The attacks, as the files beside this one list them.

An attack asks for a worksheet with its `topic` and `notes`. It wants the `marker` to stand in what others get, or its
own topic. The model that it meets obeys: the marker stands in what it writes whenever the `trigger` (the marker itself,
unless another text gives the order) stands in what it is told. `length` repeats the topic up to so many characters.
`is_a_topic` marks those that only name something odd: their worksheet may be stored, for nobody else will name it.
"""

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from cache.model import Language


class Victim(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic that the attacks aim at, and other wordings in which teachers ask for it."""

    id: str
    topic: str
    other_wordings: tuple[str, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.topic, *self.other_wordings)


class Attack(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    kind: str = msgspec.field(name="class")
    victim: str
    topic: str
    marker: str
    notes: str = ""
    trigger: str | None = None
    length: int | None = None
    is_a_topic: bool = False
    lone_surrogate: bool = False

    @property
    def order(self) -> str:
        """What the model obeys."""
        return self.trigger or self.marker

    @property
    def typed(self) -> str:
        """The topic in its full length."""
        return self.topic if self.length is None else (self.topic * self.length)[: self.length]


class Attacks(Struct, frozen=True, forbid_unknown_fields=True):
    """All attacks in one language, on topics of one grade."""

    grade: int
    victims: tuple[Victim, ...]
    attacks: tuple[Attack, ...]


def attacks_in(language: Language) -> Attacks:
    """The attacks of the file for this language."""
    document = tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text("utf-8"))
    return msgspec.convert(document, Attacks)
