"""Written answers as printed options: in an order of ours, so that the key's place says nothing."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from msgspec import UNSET

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
from worksheets.writing.written import (
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
    """Lays out the questions of one sheet; keys of single choice take every place about equally often."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._used: Counter[tuple[int, int]] = Counter()

    def lay_out(self, written: WrittenQuestion, number: int) -> Question:
        """The question as printed, not yet checked by anything."""
        answer, options = self._answer(written)
        return Question(
            number=number,
            type=QuestionType(written.__struct_config__.tag),
            stem=written.stem,
            answer=answer,
            solution=written.solution,
            points=written.points,
            bloom_level=written.bloom_level,
            difficulty=written.difficulty,
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
        place = min(range(size), key=lambda place: (self._used[size, place], self._random.random()))
        self._used[size, place] += 1
        texts = self._random.sample(written.distractors, size - 1)
        texts.insert(place, written.correct)
        options = _options(texts)
        return ChoiceAnswer((options[place].id,)), options

    def _multiple_choice(self, written: WrittenMultipleChoice) -> tuple[Answer, Options]:
        marked = [(text, True) for text in written.correct] + [(text, False) for text in written.distractors]
        self._random.shuffle(marked)
        options = _options([text for text, _ in marked])
        return ChoiceAnswer(tuple(o.id for o, (_, right) in zip(options, marked, strict=True) if right)), options

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
