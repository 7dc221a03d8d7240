"""The wheel alone, in an environment of its own and far from the checkout, is the whole program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SECONDS = 300


def _run(*command: str | Path, cwd: Path) -> str:
    """What the command printed; the test fails with all of it when the command does."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "PYTHON"))}
    finished = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert finished.returncode == 0, f"{command}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, root_folder: Path) -> Path:
    """The folder of programs of a fresh environment that holds the wheel and its locked needs."""
    home = tmp_path_factory.mktemp("wheel")
    _run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", home, root_folder,
        cwd=home,
    )  # fmt: skip
    _run(sys.executable, "-m", "venv", "--without-pip", home / "venv", cwd=home)
    programs = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = (
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--python",
        programs / "python",
    )
    _run(*install, "--require-hashes", "-r", root_folder / "requirements.lock", cwd=home)
    (wheel,) = home.glob("bayen-*.whl")
    _run(*install, "--no-deps", wheel, cwd=home)
    return programs


def test_help_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    said = _run(installed / "bayen", "--help", cwd=tmp_path)
    assert "demo" in said
    assert list(tmp_path.iterdir()) == []


def test_demo_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(installed / "bayen", "demo", "--no-serve", "--out", out, cwd=tmp_path)
    assert list(out.rglob("*.docx"))
    assert list(out.rglob("*.xlsx"))


def test_package_data_is_all_there(installed: Path, root_folder: Path) -> None:
    """Templates, catalogues, fonts: a wheel that forgets them works only in the checkout."""
    (package,) = installed.parent.rglob("site-packages/bayen")
    carried = _data_files(package)
    assert _data_files(root_folder / "src" / "bayen") <= carried
    assert {f"examples/{name}" for name in _data_files(root_folder / "examples")} <= carried


def _data_files(package: Path) -> set[str]:
    return {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and path.name != ".DS_Store"
    }
