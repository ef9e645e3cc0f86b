"""What comes out of files that teachers have: PDF, Word and plain text, in three languages."""

import asyncio
import codecs
from collections.abc import Iterator

import pytest

from cache.model import Language
from fakes.printed_sheets import question, sheet_of
from fakes.source_files import document, paragraph, pdf_of, word_file, word_text
from pdf.renderer import Renderer
from questions.model import OpenAnswer, QuestionType
from worksheets.source_texts.extraction.model import LONGEST_TEXT, Kind
from worksheets.source_texts.extraction.reader import Reader
from worksheets.source_texts.script import guess_language

TEXTS = {
    Language.ENGLISH: "Photosynthesis is the process by which green plants turn the energy of light into sugar. "
    "It takes place in the chloroplasts, small bodies that hold a green pigment.",
    Language.RUSSIAN: "Фотосинтез — это процесс, при котором зелёные растения превращают энергию света в сахар. "
    "Он идёт в хлоропластах, маленьких тельцах с зелёным пигментом.",
    Language.HINDI: "प्रकाश संश्लेषण वह प्रक्रिया है जिसमें हरे पौधे सूर्य के प्रकाश की ऊर्जा से शर्करा बनाते हैं। "
    "यह क्लोरोप्लास्ट में होता है, जिनमें हरा वर्णक रहता है।",
}


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    renderer = Renderer()
    renderer.start()
    yield renderer
    asyncio.run(renderer.stop())


@pytest.fixture(params=list(Language), ids=str)
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def reader() -> Reader:
    return Reader()


async def test_a_pdf_gives_the_sentences_that_were_printed(
    renderer: Renderer, reader: Reader, language: Language
) -> None:
    text = TEXTS[language]
    sheet = sheet_of(language, question(1, QuestionType.OPEN, text, OpenAnswer(text, (text,))))
    read = await reader.read(await renderer.render(sheet))
    assert read.kind is Kind.PDF
    assert read.pages == 2
    assert read.text.count(text) >= 2  # the question, and its answer in the key
    assert guess_language(read.text) is language


async def test_a_word_document_gives_its_paragraphs(reader: Reader, language: Language) -> None:
    read = await reader.read(word_text("1", TEXTS[language], TEXTS[language]))
    assert read.kind is Kind.DOCX
    assert read.pages is None
    assert read.text == "\n\n".join(["1", TEXTS[language], TEXTS[language]])


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *[(language, encoding) for language in Language for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be")],
        (Language.ENGLISH, "cp1251"),
        (Language.RUSSIAN, "cp1251"),
    ],
)
async def test_plain_text_is_read_in_any_encoding_of_schools(reader: Reader, language: Language, encoding: str) -> None:
    read = await reader.read(TEXTS[language].encode(encoding))
    assert read.kind is Kind.PLAIN
    assert read.text == TEXTS[language]


async def test_accents_and_quotation_marks_of_western_windows_are_not_taken_for_cyrillic(reader: Reader) -> None:
    text = "The café – “naïve” tourists loved it – sold crème brûlée and the best éclairs in town."
    assert (await reader.read(text.encode("cp1252"))).text == text


async def test_a_text_cut_off_within_a_letter_is_read_up_to_it(reader: Reader) -> None:
    assert (await reader.read("Вода кипит".encode()[:-1])).text == "Вода кипи"


async def test_a_wide_text_that_ends_within_a_letter_is_read_up_to_it(reader: Reader) -> None:
    assert (await reader.read((codecs.BOM_UTF16_LE + "Вода, пар и лёд".encode("utf-16-le"))[:-1])).text.startswith(
        "Вода, пар"
    )


async def test_lines_of_a_pdf_become_paragraphs_with_whole_words(reader: Reader) -> None:
    lines = [
        "The water cycle",
        "Water rises from seas and lakes as vapour when the sun warms them, and it cools as it ris-",
        "es. Then it gathers in clouds of small drops, a well-known sight, and falls as rain or snow.",
        "Rain that falls on land runs into rivers, or sinks into the ground, where a well-",
        "known store of water fills wells and springs for many years afterwards.",
        "1. Where does vapour come from?",
        "2. Why does it rain?",
    ]
    read = await reader.read(pdf_of(lines))
    assert read.text.split("\n\n") == [
        "The water cycle",
        "Water rises from seas and lakes as vapour when the sun warms them, and it cools as it rises. Then it gathers "
        "in clouds of small drops, a well-known sight, and falls as rain or snow. Rain that falls on land runs into "
        "rivers, or sinks into the ground, where a well-known store of water fills wells and springs for many years "
        "afterwards.",
        "1. Where does vapour come from?",
        "2. Why does it rain?",
    ]


async def test_running_heads_and_page_numbers_are_left_out_but_for_the_first_head(reader: Reader) -> None:
    body = "Each page of this book says what rivers do to the land through which they flow to the sea."
    read = await reader.read(pdf_of(["Geography of rivers", body, "page 7 of 9"], pages=6))
    assert read.pages == 6
    assert read.text.count("Geography of rivers") == 1
    assert read.text.count("page 7 of 9") == 1


async def test_verse_keeps_its_lines(reader: Reader) -> None:
    lines = ["The sun goes down,", "The birds fly home,", "And in the town", "The cats now roam."]
    assert (await reader.read(pdf_of(lines))).text == "\n".join(lines)


async def test_tables_lists_and_formulas_of_a_word_document_can_be_read(reader: Reader) -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{paragraph(text)}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('Metal')}{cell('Melts at')}</w:tr><w:tr>{cell('Tin')}{cell('232 °C')}</w:tr></w:tbl>"
    fraction = (
        "<w:p><m:oMath><m:r><m:t>v = </m:t></m:r><m:f><m:num><m:r><m:t>s</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>t</m:t></m:r></m:den></m:f></m:oMath></w:p>"
    )
    tabs = "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>"
    read = await reader.read(word_file(document(table + fraction + tabs)))
    assert read.text == "Metal | Melts at\n\nTin | 232 °C\n\nv = s/t\n\none two\nthree"


async def test_what_a_word_document_has_deleted_or_says_twice_is_left_out(reader: Reader) -> None:
    deleted = "<w:del><w:r><w:delText>wrong </w:delText></w:r></w:del>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    twins = (
        "<mc:AlternateContent><mc:Choice><w:r><w:t>In a box.</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>In a box.</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    )
    read = await reader.read(word_file(document(f"<w:p>{deleted}{field}<w:r><w:t>Right. </w:t></w:r>{twins}</w:p>")))
    assert read.text == "Right. In a box."


async def test_a_word_document_is_found_where_its_archive_says(reader: Reader) -> None:
    main = document(paragraph("The Nile flows to the north."))
    assert (await reader.read(word_file(main, target="/word/document2.xml"))).text == "The Nile flows to the north."


async def test_a_longer_text_is_cut_at_a_paragraph_and_says_so(reader: Reader) -> None:
    paragraphs = [f"Paragraph {number}. {TEXTS[Language.RUSSIAN]}" for number in range(2000)]
    for data in ("\n\n".join(paragraphs).encode(), word_text(*paragraphs)):
        read = await reader.read(data)
        assert read.is_cut
        assert LONGEST_TEXT * 0.98 < len(read.text) <= LONGEST_TEXT
        assert read.text.endswith(".")


async def test_what_cannot_be_seen_is_not_kept(reader: Reader) -> None:
    hidden = "Rivers\u200b\u202e flow\u0007 \ue000to\u00ad the\ufeff sea\u00a0 .\r\n\r\n\r\n\r\nLakes   do\tnot."
    assert (await reader.read(hidden.encode())).text == "Rivers flow to the sea .\n\nLakes do not."


async def test_letters_have_one_spelling_and_joiners_stay_where_they_belong(reader: Reader) -> None:
    read = await reader.read("Cafe\u0301 \u0438\u0306 क्\u200dष".encode())
    assert read.text == "Caf\u00e9 \u0439 क्\u200dष"
