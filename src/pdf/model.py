"""What is printed."""

from uuid import UUID

from msgspec import Struct

from cache.model import Language
from questions.model import Question


class Sheet(Struct, frozen=True, forbid_unknown_fields=True):
    """A sheet of questions.

    `subject` is a `questions.model.Subject` value, which is printed in the sheet's language, or a name to print as it
    is. An empty `footer` makes one that says how the answers were checked.
    """

    id: UUID
    title: str
    language: Language
    subject: str | None
    grade: int
    questions: tuple[Question, ...]
    footer: str = ""
