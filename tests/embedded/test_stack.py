"""One folder, one stack: what is stored stays, whatever ends the processes."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from upstash_redis import Redis

from embedded.errors import DataFolderInUse, DataFolderUnusable, NotForProduction
from embedded.stack import Addresses, EmbeddedStack

HOLD = """
import sys
from pathlib import Path
from embedded.stack import EmbeddedStack
stack = EmbeddedStack(Path(sys.argv[1]))
addresses = stack.start()
print(addresses.database_url, addresses.redis_url, addresses.redis_token, flush=True)
print(*stack.pids.values(), flush=True)
sys.stdin.read()
stack.stop()
"""


FORK_AND_DIE = """
import os, signal, sys, time
from pathlib import Path
from embedded.stack import EmbeddedStack
EmbeddedStack(Path(sys.argv[1])).start()
child = os.fork()
if child == 0:
    os.close(1)
    time.sleep(3600)
print(child, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def write(addresses: Addresses, topic: str) -> None:
    with psycopg.connect(addresses.database_url) as connection:
        connection.execute("create table if not exists topics (topic text primary key)")
        connection.execute("insert into topics values (%s)", [topic])
    with client(addresses) as redis:
        redis.set(topic, "kept")


def is_kept(addresses: Addresses, topic: str) -> bool:
    with psycopg.connect(addresses.database_url) as connection:
        found = connection.execute("select 1 from topics where topic = %s", [topic]).fetchone()
    with client(addresses) as redis:
        return found is not None and redis.get(topic) == "kept"


def client(addresses: Addresses) -> Redis:
    return Redis(addresses.redis_url, addresses.redis_token, rest_retries=0, allow_telemetry=False)


@contextmanager
def held_by_another_process(folder: Path) -> Generator[tuple[subprocess.Popen[str], Addresses, list[int]]]:
    """A stack in a process of its own: the process, its addresses, the pids of its servers."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        addresses = Addresses(*process.stdout.readline().split())
        yield process, addresses, [int(pid) for pid in process.stdout.readline().split()]
        # Leaving the block ends its stdin, on which it stops its servers.


def test_data_survive_a_stop_and_a_start(tmp_path: Path) -> None:
    stack = EmbeddedStack(tmp_path)
    with stack as addresses:
        write(addresses, "Дроби")
    with stack as addresses:
        assert is_kept(addresses, "Дроби")


@pytest.mark.parametrize("victims", ["the instance", "the instance and its servers", "the instance and the postmaster"])
def test_data_survive_kill_9(tmp_path: Path, victims: str) -> None:
    with held_by_another_process(tmp_path) as (process, addresses, servers):
        write(addresses, "before the kill")
        # A session in the middle of something keeps a backend of the killed server busy.
        with closing(psycopg.connect(addresses.database_url)) as busy:
            busy.execute("insert into topics values ('never committed')")
            process.kill()
            process.wait()
            for pid in {"the instance": [], "the instance and the postmaster": servers[:1]}.get(victims, servers):
                os.kill(pid, signal.SIGKILL)
            with EmbeddedStack(tmp_path) as recovered:
                assert is_kept(recovered, "before the kill")
                assert not is_kept(recovered, "never committed")


def test_a_second_instance_names_the_folder_and_the_process_that_has_it(tmp_path: Path) -> None:
    with held_by_another_process(tmp_path) as (process, addresses, _):
        with pytest.raises(DataFolderInUse) as refused:
            EmbeddedStack(tmp_path).start()
        assert (refused.value.folder, refused.value.pid) == (tmp_path, process.pid)
        assert str(tmp_path) in str(refused.value)
        assert str(process.pid) in str(refused.value)
        assert "DATA_DIR" in str(refused.value)
        write(addresses, "the first goes on")


def test_a_second_instance_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    with EmbeddedStack(tmp_path), pytest.raises(DataFolderInUse, match=str(os.getpid())):
        EmbeddedStack(tmp_path).start()
    with EmbeddedStack(tmp_path):
        pass


def test_a_forked_child_that_outlives_a_killed_instance_does_not_keep_the_folder(tmp_path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", FORK_AND_DIE, str(tmp_path)], stdout=subprocess.PIPE, check=False)
    try:
        with EmbeddedStack(tmp_path) as addresses:
            write(addresses, "taken over")
    finally:
        os.kill(int(died.stdout), signal.SIGKILL)


def test_starting_twice_and_stopping_twice_change_nothing(tmp_path: Path) -> None:
    stack = EmbeddedStack(tmp_path)
    first = stack.start()
    assert stack.start() == first
    stack.stop()
    stack.stop()
    assert stack.pids == {}


def test_a_path_too_long_for_a_unix_socket_works(tmp_path: Path) -> None:
    folder = tmp_path / ("длинная папка " * 4) / ("x" * 100) / "with 'quotes', % and spaces"
    with EmbeddedStack(folder) as addresses:
        write(addresses, "deep")
        assert is_kept(addresses, "deep")
    with EmbeddedStack(folder) as addresses:
        assert is_kept(addresses, "deep")


def test_a_folder_with_odd_characters_works(tmp_path: Path) -> None:
    with EmbeddedStack(tmp_path / "a b%20'c\"d,é") as addresses:
        write(addresses, "odd")
        assert is_kept(addresses, "odd")


def test_a_first_start_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    unfinished = tmp_path / "postgres.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")
    with EmbeddedStack(tmp_path) as addresses:
        write(addresses, "begun again")
    assert not unfinished.exists()


def test_a_stranger_that_got_the_pid_of_a_dead_server_is_left_alone(tmp_path: Path) -> None:
    with EmbeddedStack(tmp_path):
        pass
    stranger = subprocess.Popen(["sleep", "60"])
    (tmp_path / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{tmp_path / 'postgres'}\n1\n5432\n")
    with EmbeddedStack(tmp_path) as addresses:
        write(addresses, "started all the same")
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_folder_of_another_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(DataFolderUnusable, match="PostgreSQL 17"):
        EmbeddedStack(tmp_path).start()
    assert [path.name for path in (tmp_path / "postgres").iterdir()] == ["PG_VERSION"]


def test_a_folder_that_cannot_be_made_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataFolderUnusable, match="DATA_DIR"):
        EmbeddedStack(tmp_path / "file" / "data").start()


def test_production_is_refused_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TETRAD_ENVIRONMENT", "production")
    folder = tmp_path / "data"
    with pytest.raises(NotForProduction, match="DATABASE_URL"):
        EmbeddedStack(folder).start()
    assert not folder.exists()


def test_the_gateway_alone_refuses_production_too() -> None:
    environment = {**os.environ, "TETRAD_ENVIRONMENT": "Production"}
    command = [sys.executable, "-m", "embedded.gateway"]
    finished = subprocess.run(command, env=environment, input=b"", capture_output=True, check=False)
    assert finished.returncode != 0
    assert b"NotForProduction" in finished.stderr
    assert finished.stdout == b""


def test_the_token_is_the_folders_own_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    with EmbeddedStack(tmp_path / "a") as first, EmbeddedStack(tmp_path / "b") as second:
        assert first.redis_token != second.redis_token
        assert stat.S_IMODE((tmp_path / "a" / "run").stat().st_mode) == 0o700
    with EmbeddedStack(tmp_path / "a") as again:
        assert again.redis_token == first.redis_token
    assert stat.S_IMODE((tmp_path / "a" / "redis_token").stat().st_mode) == 0o600


def test_servers_are_out_of_reach_of_the_terminals_ctrl_c(tmp_path: Path) -> None:
    stack = EmbeddedStack(tmp_path)
    with stack:
        assert {os.getsid(pid) == os.getsid(0) for pid in stack.pids.values()} == {False}


def test_the_first_start_says_more_than_the_second(tmp_path: Path) -> None:
    said: list[str] = []
    stack = EmbeddedStack(tmp_path, progress=said.append)
    with stack:
        assert any("Creating the database" in line for line in said)
    said.clear()
    with stack:
        assert said == ["Starting PostgreSQL, Valkey and the Redis gateway"]


def test_the_log_names_no_topic(tmp_path: Path) -> None:
    with EmbeddedStack(tmp_path) as addresses:
        write(addresses, "Secret topic")
        with psycopg.connect(addresses.database_url) as connection, pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into topics values (%s)", ["Secret topic"])
    log = (tmp_path / "logs" / "postgres.log").read_text()
    assert "duplicate key value" in log
    assert "Secret" not in log


def test_pgvector_is_there(stack: Addresses) -> None:
    query = "select default_version >= '0.8' from pg_available_extensions where name = 'vector'"
    with psycopg.connect(stack.database_url) as connection:
        assert connection.execute(query).fetchone() == (True,)
