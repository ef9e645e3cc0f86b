"""`tetrad worksheet`: the main job from a terminal, with its progress on stderr."""

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.addresses import Ground, any_ground
from app.commands.run import say
from app.commands.source_file import bytes_of, with_source
from app.errors import CallInvalid
from app.services import Services, open_services
from app.settings import Settings
from database.migrate import migrate
from observability import logs
from worksheets import ask, serving
from worksheets.generations.store import EventRow
from worksheets.generations.waiting import wait_for
from worksheets.model import GenerationState, Worksheet, WorksheetRequest
from worksheets.printing import sheet_of
from worksheets.sources import Asker, Served

_TERMINAL = Asker("terminal")


@dataclass(frozen=True, slots=True)
class Output:
    """Where the worksheet goes: a PDF with or without the answer key, or JSON on stdout."""

    pdf: Path | None
    with_key: bool
    as_json: bool


def worksheet(settings: Settings, request: WorksheetRequest, output: Output, source: Path | None = None) -> None:
    """Make one worksheet on the configured services, the running service's, or the embedded stack.

    `source` is a file whose text the questions are to be about.
    """
    if output.pdf is not None:
        _require_writable(output.pdf)
    text = None if source is None else bytes_of(source)
    logs.configure("error")
    with any_ground(settings, say) as ground:
        migrate(ground.addresses.direct_url)
        asyncio.run(_make(settings, ground, request, text, output))


def _require_writable(file: Path) -> None:
    """Refuse before anything is made, and perhaps paid for."""
    if file.is_dir():
        raise CallInvalid(f"{file} is a folder. Name a file in it: --out {file / 'worksheet.pdf'}")
    target = file if file.exists() else file.absolute().parent
    if not os.access(target, os.W_OK):
        raise CallInvalid(f"{file} cannot be written: {target} is missing or not yours. Choose another --out.")


async def _make(
    settings: Settings, ground: Ground, request: WorksheetRequest, text: bytes | None, output: Output
) -> None:
    async with open_services(settings, ground.addresses) as services, _worker(services, ground):
        if text is None:
            say("Looking for a stored worksheet")
        else:
            request = await with_source(request, text, _TERMINAL.key, services)
        outcome = await ask.answer(request, _TERMINAL, services.sources())
        if isinstance(outcome, GenerationState):
            await _watch(outcome, services)
            outcome = await wait_for(outcome, services.feed, services.sources(), seconds=1)
        assert isinstance(outcome, Served)
        await _deliver(outcome, services, output)


async def _watch(generation: GenerationState, services: Services) -> None:
    lifetime = 900.0
    async for row in services.feed.events(generation.id, 0, lifetime):
        if row is not None:
            say(_line(row))


def _line(row: EventRow) -> str:
    data = msgspec.json.decode(row.data)
    match row.event:
        case "stage":
            return {"planning": "Planning", "writing": "Writing", "checking": "Checking"}.get(data["stage"], "Storing")
        case "question":
            return f"  question {data['question']['number']} of {data['count']}"
        case "failed":
            return "Failed"
        case other:
            return other.capitalize()


async def _deliver(served: Served, services: Services, output: Output) -> None:
    made = msgspec.json.decode(served.document, type=Worksheet)
    where = made.provenance
    say(f"{made.title}: {len(made.questions)} questions, from {where.source} ({where.match})")
    if output.pdf is not None:
        services.renderer.start()
        stored = await serving.stored(served.worksheet_id, services.sources())
        document = await services.renderer.render(sheet_of(stored), with_key=output.with_key)
        try:
            await asyncio.to_thread(output.pdf.write_bytes, document)
        except OSError as error:
            raise CallInvalid(f"{output.pdf} cannot be written: {error.strerror}. Choose another --out.") from error
        say(f"Written to {output.pdf} ({len(document) // 1024} KiB)")
    if output.as_json or output.pdf is None:
        print(msgspec.json.format(served.document, indent=2).decode())


@contextlib.asynccontextmanager
async def _worker(services: Services, ground: Ground) -> AsyncGenerator[None]:
    """A worker of our own, where no running service has one."""
    if ground.is_shared or services.settings.models is None:
        yield
        return
    work = services.queue.run_worker_async(
        install_signal_handlers=False,
        shutdown_graceful_timeout=0,  # Ctrl-C waits for no model
        additional_context=services.job_context(),
        delete_jobs="successful",
    )
    async with services.queue.open_async():
        task = asyncio.create_task(work, name="worker")
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
