"""The worksheet that an edit makes: its own id, private, and it says what it was made from."""

from uuid import uuid4

from msgspec.structs import replace

from questions.model import Question
from worksheets import edition, keeping
from worksheets.editing import variants
from worksheets.editing.model import Edit, Translating, Varying
from worksheets.editing.original import request_like
from worksheets.editing.wishes import difficulty_of
from worksheets.keeping import Made
from worksheets.model import Source, StoredWorksheet, WorksheetRequest
from worksheets.writing.model import Draft


def request_for(edit: Edit, stored: StoredWorksheet) -> WorksheetRequest:
    """What is to be written, as the roles of writing are told it."""
    request = request_like(stored)
    return replace(request, language=edit.language) if isinstance(edit, Translating) else request


def computed(edit: Edit, stored: StoredWorksheet, questions: tuple[Question, ...]) -> Made:
    """The new worksheet of computed questions."""
    return _made(edit, stored, Draft(stored.title, questions, (), stored.objectives, None, None, True, ""))


def written(edit: Edit, stored: StoredWorksheet, draft: Draft) -> Made:
    """The new worksheet from what a model wrote."""
    return _made(edit, stored, draft)


def _made(edit: Edit, stored: StoredWorksheet, draft: Draft) -> Made:
    request = replace(request_for(edit, stored), difficulty=difficulty_of(draft.questions, stored.difficulty))
    title = draft.title
    if isinstance(edit, Translating):
        request = replace(request, topic=title)
    elif isinstance(edit, Varying):
        title = f"{title} – {variants.label(stored.language, edit.variant)}"
    worksheet = keeping.finish(
        request,
        title,
        draft.questions,
        Source.GENERATOR if draft.model is None else Source.MODEL,
        model=_writers(stored, draft),
        notice=draft.notice,
        objectives=draft.objectives,
    )
    new_id = variants.id_of(stored.id, edit.variant) if isinstance(edit, Varying) else uuid4()
    made_by = edition.COMPUTED if draft.model is None else edition.written(request.language)
    return Made(
        replace(worksheet, id=new_id, edited_from=stored.id), made_by, (), (), draft.is_checked, draft.model is not None
    )


def _writers(stored: StoredWorksheet, draft: Draft) -> str | None:
    """The models that have a part in it."""
    names = {name for written_by in (stored.model, draft.model) if written_by for name in written_by.split(", ")}
    return ", ".join(sorted(names)) or None
