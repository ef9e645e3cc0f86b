"""Carry an edit out with models, from where the last worker left it."""

from msgspec.structs import replace

from language_models.model import Models
from worksheets.editing import making, variants
from worksheets.editing.beginning import beginning
from worksheets.editing.model import Edit, Rewriting, Translating, Varying
from worksheets.editing.original import questions_of
from worksheets.keeping import Made
from worksheets.model import StoredWorksheet
from worksheets.personal_data.withholding import withhold
from worksheets.writing.model import Assignment, Checkpoint, Progress
from worksheets.writing.translating import translate
from worksheets.writing.write import write


async def carry_out(
    edit: Edit,
    stored: StoredWorksheet,
    assignment: Assignment,
    models: Models,
    report: Progress,
    checkpoint: Checkpoint | None,
    *,
    deadline: float,
) -> Made:
    """The new worksheet, within `deadline` seconds. Raises WritingFailed when nothing new came of it."""
    if isinstance(edit, Translating):
        # The source text is in the language of the worksheet, by whose rules names are found in it.
        assignment = replace(assignment, source=withhold(assignment.source, stored.language).text)
        questions = questions_of(stored)
        draft = await translate(assignment, stored, questions, models, report, checkpoint, deadline=deadline)
        return making.written(edit, stored, draft)
    if checkpoint is None:
        checkpoint = await _shown(edit, stored, report)
    random = variants.randomness(stored.id, edit.variant) if isinstance(edit, Varying) else None
    draft = await write(assignment, models, report, checkpoint, deadline=deadline, random=random)
    return making.written(edit, stored, draft)


async def _shown(edit: Rewriting | Varying, stored: StoredWorksheet, report: Progress) -> Checkpoint:
    """Where writing begins, with the questions that stay shown at once."""
    begun = beginning(edit, stored)
    for place in begun.places:
        if place.question is not None:
            await report(place.question, begun)
    return begun
