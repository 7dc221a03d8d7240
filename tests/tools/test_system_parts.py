"""What tests need from the system is found or missing, and missing is said in one line."""

import os
import sys
from pathlib import Path

import pytest

from tools import install_system_parts as parts

HERE = parts.Part("a purpose", ("a-package",), programs=(Path(sys.executable).name,))
GONE = parts.Part("pages in a browser", ("no-browser",), programs=("no-such-program",))


@pytest.fixture(autouse=True)
def _python_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)


def test_a_program_on_the_path_is_enough() -> None:
    assert HERE.is_present()
    assert not GONE.is_present()


def test_files_must_all_be_there(tmp_path: Path) -> None:
    face = tmp_path / "face.ttf"
    part = parts.Part("faces", ("fonts",), files=(str(face),))
    assert not part.is_present()
    face.touch()
    assert part.is_present()


def test_nothing_is_said_when_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parts, "PARTS", (HERE,))
    assert parts.main() == 0
    assert capsys.readouterr() == ("", "")


def test_who_may_not_install_is_told_once_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parts, "PARTS", (HERE, GONE))
    monkeypatch.setattr(parts, "_is_root", lambda: False)
    assert parts.main() == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "WARNING: tests will be skipped (pages in a browser). "
        "As root on Debian or Ubuntu: apt-get install no-browser\n"
    )
