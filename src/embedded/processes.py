"""Server processes: started out of reach of the terminal's Ctrl-C, stopped for certain, found when left over."""

import os
import select
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL, Signals

_LONG_LOG = 4 * 1024 * 1024  # bytes


def launch(command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, so that Ctrl-C reaches only us and we can stop things in order."""
    if log.exists() and log.stat().st_size > _LONG_LOG:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as output:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )


def stop(process: subprocess.Popen[bytes], signal: Signals, seconds: float) -> None:
    """Send `signal`, and SIGKILL to one that is still there after `seconds`."""
    if process.poll() is None:
        process.send_signal(signal)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def find_leftovers(program: str, folder: Path) -> Iterator[int]:
    """Pids of processes of `program` that work in `folder`: those of an instance that was killed."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                is_program = (entry / "exe").readlink().name.split()[0] == program
                if is_program and (entry / "cwd").readlink() == folder:
                    yield int(entry.name)


def stop_leftover(pid: int, signal: Signals, seconds: float) -> None:
    """Stop a process that is not our child, and wait until it is gone."""
    with suppress(ProcessLookupError):
        watch = os.pidfd_open(pid)
        try:
            os.kill(pid, signal)
            if not select.select([watch], [], [], seconds)[0]:
                os.kill(pid, SIGKILL)
                select.select([watch], [], [])
        finally:
            os.close(watch)
