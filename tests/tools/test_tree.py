"""What must hold of the tree as a whole, whoever adds to it."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import vocabulary_lint as lint

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "bayen"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-setup.lock")

MAX_BYTES = 1_000_000
LARGE_DATA: dict[str, str] = {
    "corpus/baseline.json": "a row a labelled figure: what was right when it was last written",
    "corpus/confidence-counts.tsv": "a row a kind of evidence and set of texts",
    "corpus/first-looks.tsv": "a row a figure of what was read before anybody saw the texts",
}
"""Files that may be larger, each with the reason; paths from the root."""

UNIX_MODULES = {
    "crypt", "fcntl", "grp", "posix", "pty", "pwd", "resource", "spwd", "syslog", "termios", "tty",
}  # fmt: skip
UNIX_NAMES = {
    "os.fork", "os.forkpty", "os.getuid", "os.geteuid", "os.getgid", "os.getpgid", "os.killpg",
    "os.mkfifo", "os.setsid", "os.uname", "signal.SIGHUP", "signal.SIGKILL", "signal.SIGUSR1",
    "signal.alarm", "time.tzset",
}  # fmt: skip

MODULES = [
    pytest.param(path, id=path.relative_to(SOURCE).as_posix())
    for path in sorted(SOURCE.rglob("*.py"))
    if "migrations" not in path.parts
]


def _files() -> Iterator[Path]:
    """Everything in the checkout's own folders, caches aside."""
    yield from (path for path in ROOT.iterdir() if path.is_file())
    for folder in lint.FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _requirements(lock: str) -> dict[str, str]:
    """Each pinned name of a lock with all that follows it, hashes included."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {re.split(r"[=\[ ;]", line, maxsplit=1)[0]: line for line in lines}


def _declared(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for group in groups:
        wanted += project["optional-dependencies"][group]
    return {re.split(r"[\[<>=;! ]", requirement, maxsplit=1)[0].lower() for requirement in wanted}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_version_and_hashes(lock: str) -> None:
    requirements = _requirements(lock)
    assert requirements
    bare = [
        name for name, line in requirements.items() if "==" not in line or "sha256:" not in line
    ]
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|--\S*(?:url|links|host)\b.*", text) == []


def test_locks_hold_what_the_project_declares() -> None:
    assert _declared() - _requirements("requirements.lock").keys() == set()
    assert _declared("dev") - _requirements("requirements-dev.lock").keys() == set()


def test_both_locks_agree() -> None:
    development = _requirements("requirements-dev.lock")
    for name, line in _requirements("requirements.lock").items():
        assert line.split()[0] == development[name].split()[0]


def test_uv_lock_is_never_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/uv.lock" in ignored


def test_ci_runs_what_developers_run() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "make" in line and not line.startswith("#")] == [
        "exec make test"
    ]


def test_no_file_is_large_without_a_reason() -> None:
    large = {
        path.relative_to(ROOT).as_posix() for path in _files() if path.stat().st_size > MAX_BYTES
    }
    assert large - LARGE_DATA.keys() == set()


def test_reasons_for_large_files_are_still_needed() -> None:
    assert [path for path in LARGE_DATA if not (ROOT / path).is_file()] == []


def test_our_text_is_in_nfc() -> None:
    """Vietnamese typed on some systems comes decomposed, and then equal words compare unequal."""
    decomposed = [
        path.relative_to(ROOT).as_posix()
        for path in lint.find_text_files(ROOT)
        if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]
    assert decomposed == []


def test_every_folder_of_code_is_a_package_that_says_what_it_is() -> None:
    folders = {path.parent for path in SOURCE.rglob("*.py")}
    silent = [
        folder.relative_to(ROOT).as_posix()
        for folder in sorted(folders)
        if folder.name != "migrations" and not _docstring(folder / "__init__.py")
    ]
    assert silent == []


def _docstring(path: Path) -> str | None:
    if not path.is_file():
        return None
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES)
def test_every_module_says_what_it_holds(path: Path) -> None:
    assert _docstring(path), "open with a docstring: what it holds, and what it refuses"


@pytest.mark.parametrize("path", MODULES)
def test_nothing_that_only_unix_has(path: Path) -> None:
    """Offices run Windows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert set(_imported(tree)) & UNIX_MODULES == set()
    assert set(_dotted_names(tree)) & UNIX_NAMES == set()
    assert re.findall(r"%-[a-zA-Z]", " ".join(_strings(tree))) == []


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _dotted_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


def _strings(tree: ast.AST) -> Iterator[str]:
    """Strings in the call of strftime: `%-d` is a day without its zero on Unix alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and "strftime" in ast.dump(node.func):
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value
