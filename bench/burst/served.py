"""The program as an office runs it, ``bayen serve``, started, killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HOST = "127.0.0.1"
_PATIENCE = 60.0  # seconds until the first page


class Served:
    """A server in a process group of its own, so that killing it takes its workers too.

    Args:
        command: what starts it; the port comes last.
        log: where its words go.
    """

    def __init__(self, command: list[str], log: Path) -> None:
        self.port = _free_port()
        self._command, self._log = [*command, str(self.port)], log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, page: str) -> float:
        """Seconds until the page is answered."""
        begun = time.monotonic()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 (our own command)
                self._command, stdout=log, stderr=log, env=os.environ, start_new_session=True
            )
        while not self._answers(page):
            if self._process.poll() is not None or time.monotonic() - begun > _PATIENCE:
                raise RuntimeError(f"the server does not start: {self._log.read_text()[-800:]}")
            time.sleep(0.05)
        return time.monotonic() - begun

    def kill(self) -> None:
        """As a power cut does: no process of the group hears of it."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, number)
            self._process.wait(30)

    def _answers(self, page: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}{page}", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False


def bayen_serve(home: Path, log: Path, workers: int) -> Served:
    """``bayen serve`` on a data folder."""
    command = [sys.executable, "-m", "bayen.cli.main", "serve", "--home", str(home)]
    more = ["--workers", str(workers)] if workers > 1 else []
    return Served([*command, *more, "--port"], log)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
