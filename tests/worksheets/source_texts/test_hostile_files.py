"""Files that mean harm, or are not what they say: each ends in an error that says what to do, and harms nobody."""

import asyncio
import io
import os
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest

from cache.model import Language
from fakes.source_files import document, paragraph, pdf_of, word_file, word_text, written_pdf
from worksheets.source_texts.cleaning import clean
from worksheets.source_texts.errors import (
    ReaderBusy,
    SourceKindUnknown,
    SourceTooLarge,
    SourceUnreadable,
)
from worksheets.source_texts.extraction.model import LONGEST_FILE, Fault
from worksheets.source_texts.extraction.paragraphs import flowing
from worksheets.source_texts.extraction.reader import Reader
from worksheets.source_texts.passages import passages
from worksheets.source_texts.script import guess_language

LINES = ["Rivers carry sand and stones from the mountains down to the sea."]
RIVERS = pdf_of(LINES)


@pytest.fixture
def reader() -> Reader:
    return Reader()


def encrypted(pdf: bytes, *, user: str) -> bytes:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(held, encryption=pikepdf.Encryption(owner="owner", user=user))
    return held.getvalue()


def squeezed(text: bytes, dictionary: str = "") -> str:
    packed = zlib.compress(text, 9).decode("latin-1")
    return f"<< /Length {len(packed)} /Filter /FlateDecode {dictionary} >>\nstream\n{packed}\nendstream"


def pdf_bomb() -> bytes:
    """A page of a few kilobytes whose content unpacks to more than a process may have."""
    inner = zlib.compress(bytes(1_200_000_000), 1)
    outer = zlib.compress(inner, 9).decode("latin-1")
    stream = f"<< /Length {len(outer)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n{outer}\nendstream"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return written_pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream])


def zip_with(name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as packed:
        packed.writestr(name, content)
    return held.getvalue()


def declared_smaller(data: bytes, size: int) -> bytes:
    """The archive with another unpacked size in the last of its entries."""
    entry = data.rindex(b"PK\x01\x02")
    return data[: entry + 24] + size.to_bytes(4, "little") + data[entry + 28 :]


XXE = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
BOMB = word_file(document(paragraph("a") + " " * 200_000_000))
UNREADABLE: dict[str, tuple[bytes, Fault]] = {
    "nothing": (b"", Fault.EMPTY),
    "spaces": (b" \r\n\t", Fault.EMPTY),
    "signs": ("… — !!!".encode(), Fault.EMPTY),
    "a Word document without words": (word_text(" ", "—"), Fault.EMPTY),
    "a PDF with a password": (encrypted(RIVERS, user="secret"), Fault.ENCRYPTED),
    "a Word document with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        Fault.ENCRYPTED,
    ),
    "a scanned PDF": (pdf_of([], pages=3), Fault.SCANNED),
    "half a PDF": (RIVERS[: len(RIVERS) // 2], Fault.DAMAGED),
    "the beginning of a PDF": (b"%PDF-1.7\n", Fault.DAMAGED),
    "half a Word document": (word_text(*LINES * 50)[:-40], Fault.DAMAGED),
    "a Word document that is no XML": (word_file("Rivers & seas"), Fault.DAMAGED),
    "a Word document that ends in the middle": (word_file(document(paragraph("Rivers"))[:-20]), Fault.DAMAGED),
    "a document that names a file": (word_file(document(paragraph("&e;"), before=XXE)), Fault.TOO_COMPLEX),
    "a document that laughs": (word_file(document(paragraph("&c;"), before=LAUGHS)), Fault.TOO_COMPLEX),
    "a document without a bottom": (word_file(document("<w:p>" * 5000)), Fault.TOO_COMPLEX),
    "a zip bomb": (BOMB, Fault.TOO_COMPLEX),
    "a zip bomb that declares less": (declared_smaller(BOMB, 1000), Fault.DAMAGED),
    "a packing that the format does not know": (
        zip_with("_rels/.rels", b"<Relationships/>", zipfile.ZIP_LZMA),
        Fault.TOO_COMPLEX,
    ),
    "a bomb in a PDF": (pdf_bomb(), Fault.TOO_COMPLEX),
}
UNKNOWN: dict[str, tuple[bytes, Fault]] = {
    "a web page": (b"<!DOCTYPE html><html><body>Rivers</body></html>", Fault.WEB_PAGE),
    "a web page in capitals behind a mark": (b"\xef\xbb\xbf\r\n<HTML><BODY>Rivers</BODY></HTML>", Fault.WEB_PAGE),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, Fault.PICTURE),
    "a photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20, Fault.PICTURE),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Fault.OLD_WORD),
    "rich text": (rb"{\rtf1\ansi Rivers}", Fault.OLD_WORD),
    "an archive": (zip_with("rivers.txt", b"Rivers"), Fault.UNKNOWN),
    "a spreadsheet": (word_file("<workbook/>", target="xl/workbook.xml"), Fault.UNKNOWN),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, Fault.UNKNOWN),
    "noise": (bytes((number * 167 + 13) % 256 for number in range(5000)), Fault.UNKNOWN),
}


@pytest.mark.parametrize("name", UNREADABLE)
async def test_a_file_without_text_says_why(reader: Reader, name: str) -> None:
    data, fault = UNREADABLE[name]
    with pytest.raises(SourceUnreadable) as refused:
        await reader.read(data)
    assert refused.value.fault is fault


@pytest.mark.parametrize("name", UNKNOWN)
async def test_a_file_of_another_kind_is_known_by_its_content(reader: Reader, name: str) -> None:
    data, fault = UNKNOWN[name]
    with pytest.raises(SourceKindUnknown) as refused:
        await reader.read(data)
    assert refused.value.fault is fault


async def test_a_pdf_that_only_its_owner_may_change_is_read(reader: Reader) -> None:
    assert (await reader.read(encrypted(RIVERS, user=""))).text == LINES[0]


async def test_scripts_in_a_pdf_are_neither_run_nor_read(reader: Reader) -> None:
    script = "/OpenAction << /S /JavaScript /JS (while (true) {}) >>"
    assert (await reader.read(pdf_of(LINES, trailer=script))).text == LINES[0]


async def test_objects_nested_without_end_do_no_harm(reader: Reader) -> None:
    nested = "/Nested " + "[" * 100_000 + "]" * 100_000
    assert (await reader.read(pdf_of(LINES, trailer=nested))).text == LINES[0]


async def test_a_pdf_of_very_many_pages_is_read_as_far_as_is_kept(reader: Reader) -> None:
    read = await reader.read(pdf_of(LINES, pages=30_000))
    assert read.pages == 30_000
    assert read.is_cut
    assert read.text.startswith(LINES[0])


async def test_a_book_set_as_one_paragraph_is_read_in_time(reader: Reader) -> None:
    lines = [f"{LINES[0]} {LINES[0]} ({number})" for number in range(25)]
    read = await reader.read(pdf_of(lines, pages=100))
    assert read.is_cut
    assert read.text.count("\n") < 100


@pytest.mark.parametrize("word", ["a", "а", "क", "-", ".", "1", '."', "a-", "\u0301"])
def test_a_line_of_one_word_without_end_is_read_in_time(word: str) -> None:
    line = word * (200_000 // len(word))
    assert len(flowing([[line, line]])) >= 2 * len(line) - 2
    clean(line)
    passages(line, word * 3, Language.RUSSIAN)
    guess_language(line)


async def test_a_file_beyond_ten_megabytes_is_refused_before_it_is_read(reader: Reader) -> None:
    with pytest.raises(SourceTooLarge):
        await reader.read(bytes(LONGEST_FILE + 1))


async def test_ten_megabytes_of_text_are_read_as_far_as_is_kept(reader: Reader) -> None:
    read = await reader.read("Вода. ".encode() * (LONGEST_FILE // 10))
    assert read.is_cut


async def test_marks_heaped_on_one_letter_are_dropped_before_they_are_sorted() -> None:
    heap = "\u0315\u0300" * 100_000  # falling combining classes: the worst order to sort
    assert len(clean(f"a{heap}b")) < 40
    assert unicodedata.is_normalized("NFC", clean(f"a{heap}b"))


async def test_a_process_that_takes_too_long_is_ended_with_its_file(reader: Reader) -> None:
    impatient = Reader(deadline=0.01)  # less than Python takes to start
    with pytest.raises(SourceUnreadable) as refused:
        await impatient.read(RIVERS)
    assert refused.value.fault is Fault.TOO_COMPLEX
    assert not readers_of(os.getpid())
    assert (await reader.read(RIVERS)).text == LINES[0]


async def test_nothing_is_left_behind_when_the_caller_goes_away(reader: Reader) -> None:
    reading = asyncio.create_task(reader.read(BOMB))
    while not readers_of(os.getpid()):
        await asyncio.sleep(0.005)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert not readers_of(os.getpid())


async def test_the_process_is_told_nothing_of_the_service(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    reading = asyncio.create_task(reader.read(RIVERS))
    while not (found := readers_of(os.getpid())):
        await asyncio.sleep(0.001)
    environment = Path(f"/proc/{found[0]}/environ").read_bytes()
    await reading
    assert environment == b""


async def test_more_files_than_can_wait_are_sent_away() -> None:
    slow = Reader(at_once=1, deadline=0.01)
    outcomes = await asyncio.gather(*(slow.read(RIVERS) for _ in range(18)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(ReaderBusy) == 2


@pytest.mark.parametrize(
    "attempt",
    ["open('/etc/passwd')", "import socket; socket.socket()", "import subprocess; subprocess.run(['true'])"],
)
def test_a_confined_process_opens_no_file_no_socket_and_starts_nothing(attempt: str) -> None:
    program = f"import socket, subprocess\nfrom {CONFINEMENT} import confine\nconfine()\n{attempt}"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Too many open files" in done.stderr


def test_a_confined_process_that_takes_too_much_memory_fails_by_itself() -> None:
    program = f"from {CONFINEMENT} import confine\nconfine()\nbytearray(2_000_000_000)"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


CONFINEMENT = "worksheets.source_texts.extraction.confinement"


def readers_of(parent: int) -> list[int]:
    """The processes that read a file for this one."""
    found: list[int] = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[1]) == parent and b"worksheets.source_texts.extraction" in command:
            found.append(int(status.parent.name))
    return found
