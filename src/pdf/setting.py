"""How the text of a sheet is set."""

from enum import StrEnum

from msgspec import Struct

from cache.model import Language


class TextSize(StrEnum):
    """The size of the questions; `sheet.css` has a class of the same name for each."""

    NORMAL = "normal"
    MEDIUM = "medium"
    LARGE = "large"


_EM: dict[TextSize, float] = {TextSize.NORMAL: 3.7, TextSize.MEDIUM: 4.23, TextSize.LARGE: 4.94}


class Setting(Struct, frozen=True):
    language: Language
    size: TextSize

    @property
    def em(self) -> float:
        """The size of the text in millimetres."""
        return _EM[self.size]


def size_for(grade: int) -> TextSize:
    """Beginners read larger print."""
    if grade <= 2:
        return TextSize.LARGE
    return TextSize.MEDIUM if grade <= 4 else TextSize.NORMAL
