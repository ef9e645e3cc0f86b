"""Files read in processes that hold one file each, are cut off from everything, and end with it."""

import asyncio
import contextlib
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

import msgspec
from prometheus_client import Counter

from worksheets.source_texts.errors import ReaderBusy, SourceTooLarge, refused
from worksheets.source_texts.extraction.model import LONGEST_FILE, LONGEST_TEXT, Extracted, Fault, Refused, Reply

_log = logging.getLogger(__name__)

_LONGEST_QUEUE = 16
_LONGEST_REPLY = LONGEST_TEXT * 12 + 1024  # bytes: the text as JSON at its worst, and its frame
_PIECE = 256 * 1024
# Isolated: neither the variables nor the folder of whoever started the service mean anything to it.
_COMMAND = (sys.executable, "-I", "-m", "worksheets.source_texts.extraction")
_REPLY = msgspec.json.Decoder(Reply)

FILES = Counter("tetrad_source_files", "Files that source texts were taken from, by kind or fault.", ["outcome"])


class Reader:
    """Reads `at_once` files at the same time. A process that takes longer than `deadline` seconds is killed."""

    def __init__(self, at_once: int = 2, deadline: float = 20.0) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._deadline = deadline
        self._waiting = 0

    async def read(self, data: bytes) -> Extracted:
        """The text of the file. Raises SourceTooLarge, SourceUnreadable, SourceKindUnknown, ReaderBusy."""
        if len(data) > LONGEST_FILE:
            raise SourceTooLarge
        if self._waiting >= _LONGEST_QUEUE:
            raise ReaderBusy(self._waiting)
        self._waiting += 1
        try:
            async with self._places:
                reply = await _reply(data, self._deadline)
        finally:
            self._waiting -= 1
        if isinstance(reply, Refused):
            FILES.labels(reply.fault).inc()
            raise refused(reply.fault)
        FILES.labels(reply.kind).inc()
        return reply


async def _reply(data: bytes, deadline: float) -> Reply:
    """What a process of its own makes of the file; one that dies, hangs or talks nonsense found it too complex."""
    process = await asyncio.create_subprocess_exec(
        *_COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}, cwd="/", start_new_session=True
    )
    try:
        async with asyncio.timeout(deadline):
            _, answer = await asyncio.gather(_send(process, data), _receive(process))
            await process.wait()
        return _REPLY.decode(answer)
    except (TimeoutError, msgspec.MsgspecError):
        _log.warning("source_reader_failed", extra={"exit_code": process.returncode, "bytes": len(data)})
        return Refused(Fault.TOO_COMPLEX)
    finally:
        await _end(process)


async def _send(process: Process, data: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for start in range(0, len(data), _PIECE):
            process.stdin.write(data[start : start + _PIECE])
            await process.stdin.drain()
    process.stdin.close()


async def _receive(process: Process) -> bytes:
    assert process.stdout is not None
    pieces: list[bytes] = []
    length = 0
    while length <= _LONGEST_REPLY and (piece := await process.stdout.read(_PIECE)):
        pieces.append(piece)
        length += len(piece)
    if length > _LONGEST_REPLY:
        process.kill()
    return b"".join(pieces)


async def _end(process: Process) -> None:
    """Leave nothing of it behind, also when nobody waits for the text any more."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await asyncio.shield(process.wait())
