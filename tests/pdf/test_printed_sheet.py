"""What stands on paper, as poppler reads it back."""

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
from msgspec.structs import replace

from cache.model import Language
from fakes.printed_sheets import WORDS, every_type, question, sheet_of
from pdf.model import Sheet
from pdf.renderer import Renderer
from questions.labels import option_label
from questions.model import Checker, NumberAnswer, OpenAnswer, QuestionType, TextAnswer

Pages = Callable[..., list[str]]


def squeezed(text: str) -> str:
    return " ".join(text.split())


async def test_every_question_stands_on_the_sheet_exactly_once(
    renderer: Renderer, text_of: Pages, language: Language
) -> None:
    stems = [f"{WORDS[language][1]} {'abcdefghij'[number % 10] * 4}{number}." for number in range(1, 31)]
    questions = [question(n, QuestionType.SHORT_ANSWER, stem, TextAnswer(("x",))) for n, stem in enumerate(stems, 1)]
    text = squeezed(" ".join(text_of(await renderer.render(sheet_of(language, *questions), with_key=False))))
    assert [text.count(stem) for stem in stems] == [1] * 30
    assert re.findall(r"(?<!\S)(\d+)\. ", text) == [str(number) for number in range(1, 31)]


async def test_the_text_that_comes_out_is_the_text_that_went_in(
    renderer: Renderer, text_of: Pages, language: Language
) -> None:
    long_text = {
        Language.ENGLISH: "Why does a leaf that falls in autumn turn “yellow” first — and where does its green go?",
        Language.RUSSIAN: "Почему съеденный ёжиком жёлудь прорастает «иначе», чем тот, который объявили ненужным?",
        Language.HINDI: "विद्यार्थियों ने क्षितिज पर कृत्रिम उपग्रह को ज़मीन से ढूँढ़ा; श्रृंखला, ज्ञान और र्‍य का अर्थ बताइए।",
    }[language]
    one = question(1, QuestionType.OPEN, long_text, OpenAnswer("x"))
    text = squeezed(text_of(await renderer.render(sheet_of(language, one)), "-raw")[0])
    assert long_text in text


async def test_no_question_is_split_over_pages(renderer: Renderer, text_of: Pages, language: Language) -> None:
    questions = [
        question(number, like.type, f"Begin{number:02} {like.stem}\nEnd{number:02}", like.answer, *(like.options or ()))
        for number, like in enumerate(every_type(language) * 4, start=1)
    ]
    pages = text_of(await renderer.render(sheet_of(language, *questions), with_key=False))
    where = {word: page for page, text in enumerate(pages) for word in re.findall(r"(?:Begin|End)\d\d", text)}
    assert len(pages) > 3
    assert [where[f"Begin{n:02}"] for n in range(1, 37)] == [where[f"End{n:02}"] for n in range(1, 37)]


async def test_the_key_begins_on_a_new_page_and_only_when_wanted(
    renderer: Renderer, text_of: Pages, sheet: Sheet
) -> None:
    with_key = text_of(await renderer.render(sheet))
    without = text_of(await renderer.render(sheet, with_key=False))
    title = {"en": "Answer key", "ru": "Ответы", "hi": "उत्तर कुंजी"}[sheet.language]
    assert len(with_key) == len(without) + 1
    assert with_key[-1].split("\n", 3)[2].strip() == title or title in with_key[-1][:200]
    assert not any(title in page for page in [*with_key[:-1], *without])


async def test_the_letters_of_the_key_are_the_letters_of_the_sheet(
    renderer: Renderer, text_of: Pages, sheet: Sheet
) -> None:
    month = WORDS[sheet.language][3]
    pages = text_of(await renderer.render(sheet), "-layout")
    printed = {match[1] for match in re.finditer(rf"(\S)\s+{month}", "\n".join(pages[:-1]))}
    keyed = re.findall(rf"(?:1|2)\.\s+(\S)\s+{month}", pages[-1])
    assert printed == {option_label(sheet.language, 1)} == set(keyed)
    assert len(keyed) == 2


async def test_numbers_in_the_key_are_written_as_the_language_writes_them(renderer: Renderer, text_of: Pages) -> None:
    answers = [question(1, QuestionType.NUMERIC, "?", NumberAnswer("-1234567.5", "0.5", "%"))]
    written = {
        Language.ENGLISH: "−1,234,567.5 ± 0.5%",
        Language.RUSSIAN: "−1 234 567,5 ± 0,5%",
        Language.HINDI: "−12,34,567.5 ± 0.5%",
    }
    for language, number in written.items():
        assert number in squeezed(text_of(await renderer.render(sheet_of(language, *answers)))[-1])


async def test_each_page_says_which_of_how_many_and_how_answers_were_checked(
    renderer: Renderer, text_of: Pages, sheet: Sheet
) -> None:
    pages = text_of(await renderer.render(sheet))
    page = {"en": "Page {} of {}", "ru": "Страница {} из {}", "hi": "पृष्ठ {} / {}"}[sheet.language]
    checked = {"en": "computed (9)", "ru": "вычислены (9)", "hi": "गणना से (9)"}[sheet.language]
    for number, text in enumerate(pages, start=1):
        assert page.format(number, len(pages)) in text
        assert checked in squeezed(text)


async def test_a_question_counts_by_its_strongest_check(renderer: Renderer, text_of: Pages) -> None:
    like = every_type(Language.ENGLISH)[0]
    checks = [(Checker.RULES,), (Checker.RULES, Checker.ALGEBRA), (Checker.RULES, Checker.ALGEBRA)]
    questions = [replace(like, number=n, checked_by=by) for n, by in enumerate(checks, start=1)]
    text = squeezed(text_of(await renderer.render(sheet_of(Language.ENGLISH, *questions)))[0])
    assert "confirmed by algebra (2), by the rules of item writing only (1)" in text


async def test_fonts_are_embedded_and_only_ours(renderer: Renderer, sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(await renderer.render(sheet))
    table = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert table
    for line in table:
        assert re.match(r"[A-Z]{6}\+Noto-?Sans", line), line
        assert re.search(r"yes\s+yes\s+yes", line), line


async def test_the_pdf_is_tagged_and_names_its_language_and_title(renderer: Renderer, sheet: Sheet) -> None:
    with pikepdf.open(BytesIO(await renderer.render(sheet))) as pdf:
        assert str(pdf.Root.Lang) == sheet.language
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == sheet.title
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        assert figures
        assert all(str(figure.get("/Alt", "")) for figure in figures)


async def test_the_same_sheet_gives_the_same_bytes(renderer: Renderer, sheet: Sheet) -> None:
    assert await renderer.render(sheet) == await renderer.render(sheet)
