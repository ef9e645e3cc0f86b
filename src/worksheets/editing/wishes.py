"""What is asked of a worksheet's questions, read against the worksheet: which of them change, and into what."""

from collections.abc import Sequence

from msgspec.structs import replace

from questions.model import Difficulty, Question, QuestionType, Subject
from worksheets.editing.model import Anew, EditWish, OneAnew, Rewriting
from worksheets.editing.original import questions_of
from worksheets.errors import EditImpossible, NoSuchQuestion
from worksheets.model import StoredWorksheet
from worksheets.writing.model import Slot
from worksheets.writing.planning import usual_types

_LADDER = tuple(Difficulty)
_STEPS = {EditWish.EASIER: -1, EditWish.HARDER: 1}
_ENDS = {EditWish.EASIER: "easy already, and nothing is easier", EditWish.HARDER: "hard already, and nothing is harder"}
_LONGEST_MODEL_OF_A_TASK = 300


def one_anew(stored: StoredWorksheet, number: int, body: OneAnew) -> Rewriting:
    """Make one question anew. Raises NoSuchQuestion, EditImpossible."""
    questions = questions_of(stored)
    if not 1 <= number <= len(questions):
        raise NoSuchQuestion(number, len(questions))
    return _rewriting(stored, [questions[number - 1]], body)


def anew(stored: StoredWorksheet, body: Anew) -> Rewriting:
    """Make all but the locked questions anew. Raises EditImpossible."""
    questions = questions_of(stored)
    if unknown := sorted({number for number in body.locked if number > len(questions)}):
        named = ", ".join(map(str, unknown))
        raise EditImpossible(
            "locked", f"There is no question {named}: the worksheet has {len(questions)}. Lock numbers from 1 to that."
        )
    chosen = [question for question in questions if question.number not in body.locked]
    if not chosen:
        raise EditImpossible("locked", "Every question is locked, so nothing would change. Leave one unlocked.")
    return _rewriting(stored, chosen, body)


def _rewriting(stored: StoredWorksheet, chosen: Sequence[Question], body: OneAnew | Anew) -> Rewriting:
    """Of the questions chosen, those that can change as wished. Raises EditImpossible when none can."""
    wish = body.wish or (EditWish.ANOTHER if body.type is None else EditWish.OTHER_TYPE)
    if body.type is not None and wish is not EditWish.OTHER_TYPE:
        raise EditImpossible("type", f"A type goes with the wish other_type, not with {wish}. Leave one of them out.")
    able = [question for question in chosen if _may_become(question, wish, body.type)]
    if able:
        return Rewriting(stored.id, tuple(question.number for question in able), wish, body.type)
    if wish in _ENDS:
        subject = f"Question {chosen[0].number} is" if len(chosen) == 1 else "All questions chosen are"
        raise EditImpossible("wish", f"{subject} {_ENDS[wish]}. Ask for another wish.")
    subject = f"Question {chosen[0].number} is" if len(chosen) == 1 else "All questions chosen are"
    raise EditImpossible("type", f"{subject} of the type {body.type} already. Ask for another type.")


def _may_become(question: Question, wish: EditWish, kind: QuestionType | None) -> bool:
    return question.type is not kind and _moved(question.difficulty, wish) is not None


def _moved(difficulty: Difficulty, wish: EditWish) -> Difficulty | None:
    """The difficulty after the wish; None beyond the ends of the ladder."""
    place = _LADDER.index(difficulty) + _STEPS.get(wish, 0)
    return _LADDER[place] if 0 <= place < len(_LADDER) else None


def slot_of(question: Question, *, like: bool = False) -> Slot:
    """The place of the question in the blueprint; its task is the model with `like`, else it is free."""
    return Slot(
        question.type,
        question.bloom_level,
        question.difficulty,
        question.points,
        tests="",
        like=question.stem if like else "",
    )


def wished_slot(question: Question, edit: Rewriting, types: Sequence[QuestionType]) -> Slot:
    """What the question is to become; of `types`, the other one that comes first when none is named."""
    slot = slot_of(question, like=edit.wish is EditWish.PARALLEL)
    if edit.wish in (EditWish.ANOTHER, EditWish.PARALLEL):
        return slot
    kind = question.type
    if edit.wish is EditWish.OTHER_TYPE:
        kind = edit.type or next(other for other in types if other is not question.type)
    return replace(
        slot,
        type=kind,
        difficulty=_moved(question.difficulty, edit.wish) or question.difficulty,
        tests=question.stem[:_LONGEST_MODEL_OF_A_TASK],
    )


def types_by_need(questions: Sequence[Question], subject: Subject | None) -> list[QuestionType]:
    """The usual types of the subject, those that the sheet has least of first."""
    have = [question.type for question in questions]
    return sorted(dict.fromkeys(usual_types(subject)), key=have.count)


def difficulty_of(questions: Sequence[Question], before: Difficulty) -> Difficulty:
    """The sheet's own: what all its questions have, else what it had before."""
    found = {question.difficulty for question in questions}
    return found.pop() if len(found) == 1 else before
