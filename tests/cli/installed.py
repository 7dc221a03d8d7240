"""The wheel alone, in an environment of its own and far from the checkout: what a user has."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 300
NOT_OURS = ("BAYEN_", "DJANGO", "PYTHON")  # settings of the developer or of the test run


@dataclass(frozen=True)
class Run:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run(*command: str | Path, folder: Path) -> Run:
    """Run a command in a folder, with nothing of the developer's own settings."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(NOT_OURS)}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment | {"COLUMNS": "200", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def install_wheel(home: Path, checkout: Path) -> Path:
    """The folder of programs of a fresh environment that holds the wheel and its locked needs."""
    _must(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", home, checkout),
        folder=home,
    )
    _must(sys.executable, "-m", "venv", "--without-pip", home / "venv", folder=home)
    programs = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet")
    install = (*uv, "--python", programs / "python")
    _must(*install, "--require-hashes", "-r", checkout / "requirements.lock", folder=home)
    (wheel,) = home.glob("bayen-*.whl")
    _must(*install, "--no-deps", wheel, folder=home)
    return programs


def _must(*command: str | Path, folder: Path) -> None:
    done = run(*command, folder=folder)
    assert done.code == 0, f"{command}\n{done.out}\n{done.err}"
