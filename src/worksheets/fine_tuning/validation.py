"""Read a file of examples as the provider will, so that it is refused here rather than after the upload.

https://platform.openai.com/docs/guides/supervised-fine-tuning#formatting-your-data
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from worksheets.fine_tuning.model import LEAST_EXAMPLES, MOST_TOKENS, Chat, estimate_tokens

MOST_BYTES = 512 * 1024 * 1024
MOST_COMPLAINTS = 20
_CHAT = msgspec.json.Decoder(Chat)


class Complaint(Struct, frozen=True):
    """What is wrong with one line; line 0 is the file as a whole. Never quotes the line."""

    line: int
    detail: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.detail}" if self.line else self.detail


class Checked(Struct, frozen=True):
    """`complaints` are the first twenty; with one of them the file cannot be used."""

    examples: int
    tokens: int
    complaints: tuple[Complaint, ...]


def check_file(file: Path, least: int = LEAST_EXAMPLES) -> Checked:
    """The file, line by line; fewer examples than `least` are a complaint. Raises OSError."""
    examples = tokens = 0
    complaints: list[Complaint] = []
    if file.stat().st_size > MOST_BYTES:
        complaints.append(Complaint(0, f"The file has more than {MOST_BYTES // 1024**2} MiB, which providers refuse."))
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            read = _read(line)
            if isinstance(read, str):
                complaints.append(Complaint(number, read))
            else:
                examples, tokens = examples + 1, tokens + read
            if len(complaints) >= MOST_COMPLAINTS:
                break
    if not complaints and examples < least:
        complaints.append(Complaint(0, f"Examples in the file: {examples}; providers want at least {least}."))
    return Checked(examples, tokens, tuple(complaints))


def _read(line: bytes) -> int | str:
    """The tokens of one example, or what is wrong with it."""
    try:
        chat = _CHAT.decode(line)
    except msgspec.ValidationError as error:
        return f"{error}."
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "This is no JSON object."
    return _order_of(chat) or _size_of(chat)


def _order_of(chat: Chat) -> str | None:
    roles = [message.role for message in chat.messages]
    if roles[-1] != "assistant":
        return f"The last message is of the {roles[-1]}; there is no answer to learn."
    if "user" not in roles:
        return "No message is of the user."
    if "system" in roles[1:]:
        return "A message of the system stands behind others."
    return None


def _size_of(chat: Chat) -> int | str:
    tokens = estimate_tokens(chat)
    if tokens > MOST_TOKENS:
        return f"About {tokens} tokens are more than {MOST_TOKENS}, behind which providers cut."
    return tokens
