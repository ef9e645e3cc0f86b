"""The name of a downloaded sheet."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from pdf.file_name import content_disposition, file_name


def test_the_title_is_the_file_name_in_three_scripts() -> None:
    for title in ("Adding fractions", "Сложение дробей", "भिन्नों का योग"):
        assert file_name(title) == f"{title}.pdf"
        assert unquote(content_disposition(title).partition("filename*=UTF-8''")[2]) == f"{title}.pdf"


def test_old_clients_get_a_plain_name() -> None:
    assert 'filename="worksheet.pdf"' in content_disposition("Дроби")
    assert 'filename="Fractions.pdf"' in content_disposition("Fractions")


def test_a_sheet_can_be_shown_instead_of_saved() -> None:
    assert content_disposition("Fractions", inline=True).startswith("inline; ")


@given(st.text())
def test_no_title_breaks_the_header_or_leaves_the_folder(title: str) -> None:
    header = content_disposition(title)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    name = file_name(title)
    assert name.endswith(".pdf")
    assert not set(name) & set('\\/:*?"<>|\r\n\0')
    assert not name.startswith(".")
    assert len(name) <= 84
