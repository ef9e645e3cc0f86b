"""Written answers as printed options: in an order of ours, so that the key's place says nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from msgspec import UNSET, Struct

from questions.checks.sheet_rules import place_of_key
from questions.model import (
    Answer,
    BlanksAnswer,
    ChoiceAnswer,
    NumberAnswer,
    OpenAnswer,
    Option,
    OrderAnswer,
    PairsAnswer,
    Question,
    QuestionType,
    Side,
    TextAnswer,
    TrueFalseAnswer,
)
from worksheets.writing.model import Slot
from worksheets.writing.written import (
    WrittenDistractor,
    WrittenFillBlank,
    WrittenMatching,
    WrittenMultipleChoice,
    WrittenNumeric,
    WrittenOpen,
    WrittenOrdering,
    WrittenQuestion,
    WrittenShortAnswer,
    WrittenSingleChoice,
    WrittenTrueFalse,
)

Options = tuple[Option, ...]


class Shuffler:
    """Lays out the questions of one sheet; keys of single choice take every place about equally often.

    `questions` are those that the sheet has already.
    """

    def __init__(self, random: Random, questions: Iterable[Question] = ()) -> None:
        self._random = random
        self._used = Counter(place for question in questions if (place := place_of_key(question)) is not None)

    def lay_out(self, written: WrittenQuestion, number: int, slot: Slot) -> Question:
        """The question as printed, of the level that its slot says, not yet checked by anything."""
        answer, options = self._answer(written)
        return Question(
            number=number,
            type=QuestionType(written.__struct_config__.tag),
            stem=written.stem,
            answer=answer,
            solution=written.solution,
            points=slot.points,
            bloom_level=slot.bloom_level,
            difficulty=slot.difficulty,
            checked_by=(),
            options=options or UNSET,
        )

    def _answer(self, written: WrittenQuestion) -> tuple[Answer, Options]:
        match written:
            case WrittenSingleChoice():
                return self._single_choice(written)
            case WrittenMultipleChoice():
                return self._multiple_choice(written)
            case WrittenMatching():
                return self._matching(written)
            case WrittenOrdering():
                return self._ordering(written)
            case _:
                return _without_options(written), ()

    def _single_choice(self, written: WrittenSingleChoice) -> tuple[Answer, Options]:
        size = len(written.distractors) + 1
        place = min(range(size), key=lambda place: (self._used[place, size], self._random.random()))
        self._used[place, size] += 1
        choices = [_wrong(distractor) for distractor in self._random.sample(written.distractors, size - 1)]
        choices.insert(place, _Choice(written.correct))
        return _choice(choices)

    def _multiple_choice(self, written: WrittenMultipleChoice) -> tuple[Answer, Options]:
        choices = [_Choice(text) for text in written.correct] + [_wrong(one) for one in written.distractors]
        self._random.shuffle(choices)
        return _choice(choices)

    def _matching(self, written: WrittenMatching) -> tuple[Answer, Options]:
        order = self._unsolved(len(written.pairs))
        left = tuple(Option(f"l{place}", pair.left, Side.LEFT) for place, pair in enumerate(written.pairs, 1))
        right = tuple(Option(f"r{place}", written.pairs[at].right, Side.RIGHT) for place, at in enumerate(order, 1))
        pairs = tuple((left[at].id, option.id) for at, option in sorted(zip(order, right, strict=True)))
        return PairsAnswer(pairs), left + right

    def _ordering(self, written: WrittenOrdering) -> tuple[Answer, Options]:
        order = self._unsolved(len(written.items))
        options = _options([written.items[at] for at in order])
        return OrderAnswer(tuple(options[order.index(at)].id for at in range(len(order)))), options

    def _unsolved(self, size: int) -> list[int]:
        """The numbers below `size` in any order but their own."""
        order = list(range(size))
        while order == sorted(order):
            self._random.shuffle(order)
        return order


class _Choice(Struct, frozen=True):
    """`misconception` is None for a right one."""

    text: str
    misconception: str | None = None


def _wrong(distractor: WrittenDistractor) -> _Choice:
    return _Choice(distractor.text, distractor.misconception)


def _choice(choices: Sequence[_Choice]) -> tuple[Answer, Options]:
    options = tuple(Option(f"o{place}", one.text, None, one.misconception) for place, one in enumerate(choices, 1))
    right = (option.id for option in options if option.misconception is None)
    return ChoiceAnswer(tuple(right)), options


def _options(texts: Sequence[str]) -> Options:
    return tuple(Option(f"o{place}", text) for place, text in enumerate(texts, 1))


def _without_options(
    written: WrittenTrueFalse | WrittenShortAnswer | WrittenNumeric | WrittenFillBlank | WrittenOpen,
) -> Answer:
    match written:
        case WrittenTrueFalse():
            return TrueFalseAnswer(written.value)
        case WrittenShortAnswer():
            return TextAnswer(tuple(written.accepted))
        case WrittenNumeric():
            return NumberAnswer(written.value, written.tolerance, written.unit or None)
        case WrittenFillBlank():
            return BlanksAnswer(tuple(map(tuple, written.blanks)))
        case WrittenOpen():
            return OpenAnswer(written.model_answer, tuple(written.criteria))
