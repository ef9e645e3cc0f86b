"""What a file is, by its first bytes: names and declared types are anybody's claim."""

from worksheets.source_texts.extraction.model import CannotExtract, Fault, Kind

_PDF_WITHIN = 1024  # bytes; readers of PDF forgive what stands before the header (ISO 32000-1, annex H)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"\x00\x00\x00\x18ftyp",
    b"\x00\x00\x00\x1cftyp",
    b"\x00\x00\x00\x20ftyp",
    b"\x00\x00\x00\x24ftyp",
)
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<svg", b"mime-version:")


def recognise(data: bytes) -> Kind:
    """The kind of the file. Raises CannotExtract for one that is known and not read here."""
    if not data.strip(b"\x00 \t\r\n"):
        raise CannotExtract(Fault.EMPTY)
    if data.startswith(b"PK"):
        return Kind.DOCX
    _refuse_what_is_not_read(data)
    return Kind.PDF if b"%PDF-" in data[:_PDF_WITHIN] else Kind.PLAIN


def _refuse_what_is_not_read(data: bytes) -> None:
    if data.startswith(_OLE):
        raise CannotExtract(Fault.ENCRYPTED if _ENCRYPTED in data else Fault.OLD_WORD)
    if data.startswith(b"{\\rtf"):
        raise CannotExtract(Fault.OLD_WORD)
    if data.startswith(_PICTURES) and not data[:_PDF_WITHIN].isascii():
        raise CannotExtract(Fault.PICTURE)
    if data[:_PDF_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGE):
        raise CannotExtract(Fault.WEB_PAGE)
