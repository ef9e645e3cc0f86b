"""What a worksheet that is not all that was asked for says of itself, in its own language."""

from collections.abc import Sequence

from cache.model import Language

_SHORT = {
    Language.ENGLISH: "Only {kept} of the {wanted} questions asked for could be made.",
    Language.RUSSIAN: "Удалось подготовить только {kept} из {wanted} заданий.",
    Language.HINDI: "माँगे गए {wanted} प्रश्नों में से केवल {kept} तैयार हो सके।",
}
_SPENT = {
    Language.ENGLISH: "Only {kept} of the {wanted} questions: the budget for writing new ones is spent for today.",
    Language.RUSSIAN: "Только {kept} из {wanted} заданий: средства на составление новых на сегодня исчерпаны.",
    Language.HINDI: "{wanted} में से केवल {kept} प्रश्न: नए प्रश्न लिखने का आज का बजट समाप्त हो गया है।",
}
_UNTRANSLATED = {
    Language.ENGLISH: "Only {kept} of the {wanted} questions could be translated.",
    Language.RUSSIAN: "Удалось перевести только {kept} из {wanted} заданий.",
    Language.HINDI: "{wanted} में से केवल {kept} प्रश्नों का अनुवाद हो सका।",
}
_UNREPLACED = {
    Language.ENGLISH: "No replacement could be made for these questions, which stayed as they were: {numbers}.",
    Language.RUSSIAN: "Замену подобрать не удалось, прежними остались задания: {numbers}.",
    Language.HINDI: "इन प्रश्नों के बदले नए प्रश्न नहीं बन सके, ये पहले जैसे ही हैं: {numbers}।",
}


def short_notice(language: Language, kept: int, wanted: int) -> str | None:
    """None when nothing is missing."""
    return _SHORT[language].format(kept=kept, wanted=wanted) if kept < wanted else None


def spent_notice(language: Language, kept: int, wanted: int) -> str | None:
    """None when nothing is missing."""
    return _SPENT[language].format(kept=kept, wanted=wanted) if kept < wanted else None


def untranslated_notice(language: Language, kept: int, wanted: int) -> str | None:
    """None when nothing is missing."""
    return _UNTRANSLATED[language].format(kept=kept, wanted=wanted) if kept < wanted else None


def unreplaced_notice(language: Language, numbers: Sequence[int]) -> str | None:
    """None when every question was replaced that was to be."""
    return _UNREPLACED[language].format(numbers=", ".join(map(str, numbers))) if numbers else None
