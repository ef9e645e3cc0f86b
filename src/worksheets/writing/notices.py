"""What a worksheet that is shorter than asked says of itself, in its own language."""

from cache.model import Language

_SHORT = {
    Language.ENGLISH: "Only {kept} of the {wanted} questions asked for could be made.",
    Language.RUSSIAN: "Удалось подготовить только {kept} из {wanted} заданий.",
    Language.HINDI: "माँगे गए {wanted} प्रश्नों में से केवल {kept} तैयार हो सके।",
}


def short_notice(language: Language, kept: int, wanted: int) -> str | None:
    """None when nothing is missing."""
    return _SHORT[language].format(kept=kept, wanted=wanted) if kept < wanted else None
