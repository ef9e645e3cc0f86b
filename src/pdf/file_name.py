"""The name a downloaded sheet gets, in any script."""

import re
from urllib.parse import quote

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_SPACES = re.compile(r"\s+")
_LONGEST = 80


def file_name(title: str) -> str:
    """The title as a file name that Windows, macOS and Linux accept, ending in `.pdf`."""
    bare = _SPACES.sub(" ", _FORBIDDEN.sub(" ", title)).strip(" .")
    return f"{bare[:_LONGEST].rstrip(' .') or 'worksheet'}.pdf"


def content_disposition(title: str, *, inline: bool = False) -> str:
    """The `Content-Disposition` value (RFC 6266): a plain ASCII name for old clients, the full one in `filename*`."""
    name = file_name(title)
    plain = name if name.isascii() else "worksheet.pdf"
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
