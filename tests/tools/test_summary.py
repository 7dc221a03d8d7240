"""A run that skipped something says so last, with how many and why."""

import subprocess
import sys
from pathlib import Path

SAMPLE = """
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_needs_a_browser(number):
    pytest.skip("chromium is missing")

def test_passes():
    assert True
"""


def _run_sample(folder: Path, root: Path, *words: str) -> str:
    sample = folder / "test_sample.py"
    sample.write_text(SAMPLE, encoding="utf-8")
    settings = folder / "pytest.ini"  # its own, so that the sample starts no Django
    settings.write_text("[pytest]\n", encoding="utf-8")
    finished = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            settings,
            "-p",
            "tests.conftest",
            "-q",
            *words,
            sample,
        ],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return finished.stdout


def test_skips_are_counted_by_reason(tmp_path: Path, root_folder: Path) -> None:
    said = _run_sample(tmp_path, root_folder)
    assert "NOT TESTED: 2 skipped" in said
    assert "    2  chromium is missing" in said


def test_nothing_is_said_when_nothing_was_skipped(tmp_path: Path, root_folder: Path) -> None:
    assert "NOT TESTED" not in _run_sample(tmp_path, root_folder, "-k", "test_passes")
