"""The program: every command explains itself in Vietnamese, and its exit tells how it went."""

import re
import subprocess
import sys

import pytest

from bayen.cli.exit_codes import ExitCode
from bayen.cli.main import command_parsers, main
from bayen.cli.vietnamese_parser import translate

COMMANDS = command_parsers()
ENGLISH = re.compile(r"\b(usage|options|optional|positional|show this|required|invalid)\b", re.I)


def test_the_commands_of_the_readme_are_there() -> None:
    assert list(COMMANDS) == [
        "demo",
        "read",
        "table",
        "trail",
        "publish",
        "verify",
        "serve",
        "cluster",
        "move",
        "invite",
        "breach",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_is_for_and_shows_examples(name: str) -> None:
    words = COMMANDS[name].format_help()
    assert f"bayen {name}" in words
    assert "Ví dụ:" in words
    assert not ENGLISH.search(words)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_is_explained(name: str) -> None:
    assert [a.dest for a in COMMANDS[name]._actions if not a.help] == []


def test_help_costs_no_django() -> None:
    code = (
        "import sys; from bayen.cli.main import build_parser; build_parser().format_help(); "
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ([], "thiếu LỆNH"),
        (["table", "--place"], "--place cần một giá trị"),
        (["nope"], "không có 'nope'"),
        (["verify", "--quietly"], "không hiểu --quietly"),
    ],
)
def test_a_wrong_line_is_told_in_vietnamese(
    line: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(line)
    assert stop.value.code == ExitCode.USAGE
    said = capsys.readouterr().err
    assert message in said
    assert "--help" in said


def test_an_unknown_message_of_the_library_is_kept() -> None:
    assert translate("something new") == "something new"


@pytest.mark.parametrize("command", ["table", "trail"])
def test_half_a_question_is_no_question(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--period", "2026-M09"]) == ExitCode.USAGE
    assert "cần --place" in capsys.readouterr().err


def test_without_data_a_command_says_how_to_begin(
    capsys: pytest.CaptureFixture[str], tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    monkeypatch.delenv("BAYEN_HOME", raising=False)
    assert main(["verify"]) == ExitCode.NOT_FOUND
    assert "bayen demo" in capsys.readouterr().err
