"""Workers that are slow, die or are interrupted."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from cache.model import Language
from fakes.printed_sheets import every_type, sheet_of
from pdf.errors import RendererCrashed, RenderTimeout
from pdf.renderer import Renderer

SMALL = sheet_of(Language.ENGLISH, *every_type(Language.ENGLISH))
ENDLESS = sheet_of(Language.ENGLISH, *every_type(Language.ENGLISH) * 300)


def workers(ancestor: int) -> list[int]:
    """Processes below the children of `ancestor`: the workers, whose parent is the fork server."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(words[1])
    children = {pid for pid, parent in parents.items() if parent == ancestor}
    return [pid for pid, parent in parents.items() if parent in children and "fork" in command(pid)]


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode()
    except OSError:
        return ""


def seconds_used(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


async def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)


@pytest.fixture
async def own() -> AsyncIterator[tuple[Renderer, int]]:
    """A renderer and its one worker."""
    others = set(workers(os.getpid()))
    renderer = Renderer(deadline=5.0)
    renderer.start()
    await renderer.render(SMALL)
    (worker,) = set(workers(os.getpid())) - others
    yield renderer, worker
    await renderer.stop()


async def test_a_sheet_over_the_deadline_is_stopped_and_the_next_one_is_printed(own: tuple[Renderer, int]) -> None:
    renderer, worker = own
    with pytest.raises(RenderTimeout) as caught:
        await renderer.render(ENDLESS)
    assert caught.value.seconds == 5.0
    assert worker not in workers(os.getpid())
    assert (await renderer.render(SMALL)).startswith(b"%PDF-")


async def test_a_worker_killed_while_it_prints_is_reported_and_replaced(own: tuple[Renderer, int]) -> None:
    renderer, worker = own
    used = seconds_used(worker)
    rendering = asyncio.create_task(renderer.render(ENDLESS))
    await until(lambda: seconds_used(worker) > used + 0.2)
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(RendererCrashed):
        await rendering
    assert (await renderer.render(SMALL)).startswith(b"%PDF-")


async def test_a_worker_killed_while_it_waits_is_replaced_unnoticed(own: tuple[Renderer, int]) -> None:
    renderer, worker = own
    os.kill(worker, signal.SIGKILL)
    assert (await renderer.render(SMALL)).startswith(b"%PDF-")


async def test_a_sheet_nobody_waits_for_any_more_leaves_the_worker_alive(own: tuple[Renderer, int]) -> None:
    renderer, worker = own
    given_up = [asyncio.create_task(renderer.render(SMALL)) for _ in range(5)]
    await asyncio.sleep(0)
    for task in given_up:
        task.cancel()
    await asyncio.gather(*given_up, return_exceptions=True)
    assert (await renderer.render(SMALL)).startswith(b"%PDF-")
    assert worker in workers(os.getpid())


async def test_stopping_ends_the_workers() -> None:
    others = set(workers(os.getpid()))
    renderer = Renderer(workers=2)
    renderer.start()
    await renderer.render(SMALL)
    assert len(set(workers(os.getpid())) - others) == 2
    await renderer.stop()
    await until(lambda: set(workers(os.getpid())) <= others)


PRINTING = """
import asyncio, sys
sys.path.insert(0, sys.argv[1])
from fakes.printed_sheets import every_type, sheet_of
from cache.model import Language
from pdf.renderer import Renderer


async def main():
    renderer = Renderer()
    renderer.start()
    await renderer.render(sheet_of(Language.ENGLISH, *every_type(Language.ENGLISH)))
    print("weasyprint" in sys.modules, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in a group of its own, which has printed a sheet and waits."""
    script = tmp_path / "service.py"
    script.write_text(PRINTING)
    with subprocess.Popen(
        [sys.executable, str(script), str(Path(__file__).parents[1])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        yield process
        process.kill()


async def test_the_web_process_never_loads_weasyprint(service: subprocess.Popen[str]) -> None:
    assert service.stdout is not None
    assert await asyncio.to_thread(service.stdout.readline) == "False\n"


async def test_control_c_in_the_terminal_makes_no_worker_print_a_traceback(service: subprocess.Popen[str]) -> None:
    assert service.stdout is not None
    await asyncio.to_thread(service.stdout.readline)
    born = workers(service.pid)
    os.killpg(service.pid, signal.SIGINT)
    _, errors = await asyncio.to_thread(service.communicate, None, 20)
    assert errors == ""
    assert born
    await until(lambda: not any(command(pid) for pid in born))


async def test_workers_end_with_the_process_that_started_them(service: subprocess.Popen[str]) -> None:
    assert service.stdout is not None
    await asyncio.to_thread(service.stdout.readline)
    born = workers(service.pid)
    service.kill()
    assert born
    await until(lambda: not any(command(pid) for pid in born))
