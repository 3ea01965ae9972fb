"""This project's own server, started for the tests and ended after them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
STOP_SECONDS = 10
POLL_SECONDS = 0.1


class ServerFailed(RuntimeError):
    """The server did not come up; the message ends with what it wrote."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address and the file that takes what it writes."""

    address: str
    log: Path
    pid: int

    def written(self, since: int = 0) -> str:
        """Return what the server wrote, from a byte of its log on."""
        return self.log.read_bytes()[since:].decode("utf-8", "replace")


@contextmanager
def serving(
    log: Path,
    *,
    app: Path = ROOT / "app.py",
    options: Iterable[str] = (),
    module: str = "streamlit",
) -> Iterator[Server]:
    """Run an app on a free port until the block ends; what it writes goes to `log`. Raises ServerFailed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # With an address of its own Streamlit does not ask another host for the machine's.
    usual = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    with log.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603  this project's own app
            [sys.executable, "-m", module, "run", app.name, *usual, *options],
            cwd=app.parent,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=stream,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    server = Server(f"http://127.0.0.1:{port}", log, process.pid)
    try:
        _wait(process, server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=1) as answer:  # noqa: S310
                answer.read()
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(POLL_SECONDS)
    state = f"ended with code {process.returncode}" if process.poll() is not None else "did not answer"
    message = f"the server {state}; it wrote:\n{server.written()[-4000:]}"
    raise ServerFailed(message)
