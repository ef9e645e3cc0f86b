"""Files as teachers have them, and files as nobody should make them."""

import io
import zipfile
from collections.abc import Sequence

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="{target}"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body: str, before: str = "") -> str:
    """A main part with `body` in it; `before` stands where a declaration may."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{WORD}" xmlns:m="{MATH}" '
        f'xmlns:mc="{COMPATIBILITY}"><w:body>{body}</w:body></w:document>'
    )


def word_file(main: str | bytes, target: str = "word/document.xml") -> bytes:
    """A Word document with this main part."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("_rels/.rels", RELATIONS.format(target=target))
        packed.writestr(target.lstrip("/"), main)
    return held.getvalue()


def word_text(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs."""
    return word_file(document("".join(map(paragraph, paragraphs))))


def pdf_of(lines: Sequence[str], *, trailer: str = "", pages: int = 1) -> bytes:
    """A PDF written by hand, with the same lines on each page, in a font that every reader has."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F1 11 Tf 40 780 Td {shown}ET"
    kids = " ".join(f"{4 + page} 0 R" for page in range(pages))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {trailer} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        *[
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ]
        * pages,
    ]
    return written_pdf(objects)


def written_pdf(objects: Sequence[str]) -> bytes:
    """The file of these objects, numbered from 1; the first is the catalogue."""
    file = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, each in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    start = len(file)
    file += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    file += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    file += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(file)
