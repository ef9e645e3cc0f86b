"""The text of a Word document: one part of a zip archive, read as a stream and never beyond what is kept."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from worksheets.source_texts.extraction.document_text import DocumentText
from worksheets.source_texts.extraction.model import LONGEST_TEXT, CannotExtract, Fault
from worksheets.source_texts.extraction.xml_stream import XmlRefused, read_xml

MOST = LONGEST_TEXT * 11 // 10
"""Characters that are read."""

_RELATIONS = "_rels/.rels"
_OFFICE_DOCUMENT = "/officeDocument"
_LONGEST_PART = 64 * 1024 * 1024  # bytes unpacked, as declared and as found
_LONGEST_RELATIONS = 256 * 1024
_MOST_PARTS = 10_000
_CHUNK = 64 * 1024
_ENCRYPTED = 1  # a bit of a part's flags
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what the format allows (ECMA-376, part 2)


def text_of(data: bytes) -> str:
    """Paragraphs with blank lines between them, rows of tables as lines. Raises CannotExtract."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_PARTS:
                raise CannotExtract(Fault.TOO_COMPLEX)
            document = DocumentText(longest=MOST)
            read_xml(_chunks(archive, _main_part(archive), _LONGEST_PART), document)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, ValueError) as error:
        raise CannotExtract(Fault.DAMAGED) from error
    except XmlRefused as error:
        raise CannotExtract(Fault.TOO_COMPLEX) from error
    if not document.is_word:
        raise CannotExtract(Fault.UNKNOWN)
    return document.text()


class _Relations:
    """Finds the part that the archive declares to be its document."""

    def __init__(self) -> None:
        self.target: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("Relationship") and attributes.get("Type", "").endswith(_OFFICE_DOCUMENT):
            self.target = attributes.get("Target")

    def end(self, name: str) -> None: ...

    def characters(self, text: str) -> None: ...

    @property
    def has_enough(self) -> bool:
        return self.target is not None


def _main_part(archive: zipfile.ZipFile) -> str:
    if _RELATIONS not in archive.namelist():
        raise CannotExtract(Fault.UNKNOWN)
    relations = _Relations()
    read_xml(_chunks(archive, _RELATIONS, _LONGEST_RELATIONS), relations)
    target = (relations.target or "").lstrip("/")
    if target not in archive.namelist():
        raise CannotExtract(Fault.UNKNOWN)
    return target


def _chunks(archive: zipfile.ZipFile, name: str, longest: int) -> Iterator[bytes]:
    """The unpacked bytes of a part. What it declares of itself is checked, and counted again."""
    part = archive.getinfo(name)
    if part.flag_bits & _ENCRYPTED:
        raise CannotExtract(Fault.ENCRYPTED)
    if part.compress_type not in _PACKED or part.file_size > longest:
        raise CannotExtract(Fault.TOO_COMPLEX)
    found = 0
    with archive.open(part) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            found += len(chunk)
            if found > longest:
                raise CannotExtract(Fault.TOO_COMPLEX)
            yield chunk
