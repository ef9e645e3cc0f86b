"""Sheets that want to read, load, break or stall something."""

import asyncio
import re
from collections.abc import Callable
from uuid import UUID

import pytest

from cache.model import Language
from fakes.printed_sheets import every_type, options, question, sheet_of
from pdf.errors import InconsistentQuestion, RendererBusy, RendererStopped, TooManyPages, UnprintableFormula
from pdf.fetching import ForbiddenAddress, SealedFetcher
from pdf.press import Press
from pdf.renderer import Renderer
from questions.model import ChoiceAnswer, NumberAnswer, OpenAnswer, QuestionType

Pages = Callable[..., list[str]]

HOSTILE = [
    '<img src="file:///etc/passwd"><script>alert(1)</script>',
    '<link rel="attachment" href="file:///etc/hostname">&lt;b&gt;',
    '"><style>body{display:none}</style>',
    "{{7*7}} ${title} $title %s",
    "</section></main></body></html>",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_markup_in_a_question_is_printed_as_it_was_written(renderer: Renderer, text_of: Pages, text: str) -> None:
    one = question(1, QuestionType.SINGLE_CHOICE, text, ChoiceAnswer(("option-0",)), *options(text, "other"))
    pdf = await renderer.render(sheet_of(Language.ENGLISH, one))
    printed = re.sub(r"\s", "", "".join(text_of(pdf, "-raw")))
    assert printed.count(re.sub(r"\s", "", text)) == 3
    assert b"/EmbeddedFile" not in pdf


@pytest.mark.parametrize(
    "text",
    ["w" * 1000, "\u202eright to left\u202c \u2067x", "a\u0300" * 500, "\x00\x01\x1f", "क्" * 400, "😀🇮🇳中文العربية"],
    ids=["one long word", "bidi controls", "combining marks", "control characters", "conjuncts", "other scripts"],
)
async def test_strange_text_is_printed(renderer: Renderer, text: str) -> None:
    one = question(1, QuestionType.SINGLE_CHOICE, text, ChoiceAnswer(("option-0",)), *options(text, "other"))
    assert (await renderer.render(sheet_of(Language.HINDI, one))).startswith(b"%PDF-")


async def test_no_word_runs_over_the_edge_of_the_page(renderer: Renderer, text_of: Pages) -> None:
    long = "Donaudampfschifffahrt" * 40
    one = question(
        1, QuestionType.SINGLE_CHOICE, long, ChoiceAnswer(("option-0",)), *options(long, r"\(" + "x+" * 150 + r"x\)")
    )
    boxes = text_of(await renderer.render(sheet_of(Language.ENGLISH, one)), "-bbox")[0]
    rights = [float(right) for right in re.findall(r'<word [^>]*xMax="([\d.]+)"', boxes)]
    assert max(rights) <= (210 - 15.5) / 25.4 * 72


@pytest.mark.parametrize("latex", [r"\ce{H2O}", r"\frac{1}{2", r"\text{मी}", r"\input{/etc/passwd}", r"\def\x{\x}\x"])
async def test_a_broken_formula_is_named_with_its_question(renderer: Renderer, latex: str) -> None:
    good = every_type(Language.ENGLISH)[0]
    bad = question(2, QuestionType.OPEN, rf"Look: \({latex}\)", OpenAnswer("x"))
    with pytest.raises(UnprintableFormula) as caught:
        await renderer.render(sheet_of(Language.ENGLISH, good, bad))
    assert (caught.value.number, caught.value.latex) == (2, latex)
    assert latex in str(caught.value).replace("\\\\", "\\")


@pytest.mark.parametrize(
    ("answer", "texts"), [(ChoiceAnswer(("nobody",)), ["a", "b"]), (ChoiceAnswer(("option-0",)), ["x"] * 60)]
)
async def test_a_question_that_does_not_hang_together_is_named(
    renderer: Renderer, answer: ChoiceAnswer, texts: list[str]
) -> None:
    bad = question(7, QuestionType.SINGLE_CHOICE, "?", answer, *options(*texts))
    with pytest.raises(InconsistentQuestion, match="question 7"):
        await renderer.render(sheet_of(Language.RUSSIAN, bad))


@pytest.mark.parametrize("value", ["a/b", "1/0", "many", "1e5", "NaN"])
async def test_a_number_that_is_none_is_printed_as_it_was_written(renderer: Renderer, value: str) -> None:
    one = question(1, QuestionType.NUMERIC, "?", NumberAnswer(value))
    assert (await renderer.render(sheet_of(Language.ENGLISH, one))).startswith(b"%PDF-")


async def test_forty_questions_of_the_greatest_length_are_printed(renderer: Renderer, text_of: Pages) -> None:
    stem = ("Объясните, почему " * 60)[:1000] + r" \(\frac{\sqrt{x^2+1}}{2}\)"
    listed = options(*[(f"вариант {n} " * 30)[:300] for n in range(6)])
    questions = [
        question(n, QuestionType.SINGLE_CHOICE, stem, ChoiceAnswer(("option-0",)), *listed) for n in range(1, 41)
    ]
    pages = text_of(await renderer.render(sheet_of(Language.RUSSIAN, *questions)))
    assert "40." in "".join(pages)


async def test_a_sheet_of_too_many_pages_is_refused() -> None:
    renderer = Renderer(page_limit=2)
    renderer.start()
    try:
        with pytest.raises(TooManyPages) as caught:
            await renderer.render(sheet_of(Language.ENGLISH, *every_type(Language.ENGLISH) * 3))
    finally:
        await renderer.stop()
    assert caught.value.pages > caught.value.limit == 2


async def test_a_renderer_that_is_not_running_says_so() -> None:
    with pytest.raises(RendererStopped):
        await Renderer().render(sheet_of(Language.ENGLISH))


async def test_more_sheets_than_can_wait_are_refused(renderer: Renderer) -> None:
    sheets = [renderer.render(sheet_of(Language.ENGLISH)) for _ in range(40)]
    results = await asyncio.gather(*sheets, return_exceptions=True)
    refused = [result for result in results if isinstance(result, RendererBusy)]
    assert len(refused) == 8
    assert sum(isinstance(result, bytes) for result in results) == 32


async def test_the_press_asks_nobody_for_anything() -> None:
    asked: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    html = (
        f'<base href="http://127.0.0.1:{port}/"><link rel="stylesheet" href="style.css">'
        '<link rel="attachment" href="x">'
        f'<style>@import "http://127.0.0.1:{port}/a.css"; @font-face {{ font-family: f; src: url(/f.woff) }}</style>'
        f'<img src="picture.png"><img src="file:///etc/hostname"><object data="x.svg"></object>'
        '<p style="background: url(b.png); font-family: f">text</p>'
    )
    pdf = await asyncio.to_thread(Press().pdf, html, UUID(int=1), 3)
    server.close()
    await server.wait_closed()
    assert asked == []
    assert b"/EmbeddedFile" not in pdf
    assert pdf.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1/", "https://example.org/", "ftp://a/b", "FILE:///x", "jar:x"]
)
def test_only_data_addresses_may_be_loaded(address: str) -> None:
    with pytest.raises(ForbiddenAddress):
        SealedFetcher().fetch(address)
