"""The fixed words of a sheet."""

import pytest

from cache.model import Language
from pdf.phrases import phrases, points, subject_name
from questions.model import Checker, Subject


@pytest.mark.parametrize("language", Language)
def test_every_language_names_every_check_and_subject(language: Language) -> None:
    assert set(phrases(language).checkers) == set(Checker)
    assert set(phrases(language).subjects) == set(Subject)
    assert phrases(language).page.endswith("{pages}")


def test_points_agree_with_their_number() -> None:
    written = [points(count, Language.RUSSIAN).replace("\N{NO-BREAK SPACE}", " ") for count in (1, 3, 5, 11, 21)]
    assert written == ["1 балл", "3 балла", "5 баллов", "11 баллов", "21 балл"]


def test_a_subject_of_the_schools_own_is_printed_as_it_is() -> None:
    assert subject_name("mathematics", Language.HINDI) == "गणित"
    assert subject_name("Робототехника", Language.RUSSIAN) == "Робототехника"
