"""``bayen read``: files and lists in, tables and JSON Lines out; a bad file loses no other."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bayen.cli.exit_codes import ExitCode
from bayen.cli.main import main

SENTENCE = (
    "Từ đầu năm đến nay, xã Mường Và đã tổ chức 12 buổi tuyên truyền, thu hút hơn 1.250 lượt "
    "người tham gia."
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_figures_of_a_file_as_json_lines(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(text), "--date", "2018-09-05", "--format", "jsonl"]) == ExitCode.OK
    sessions, attendance = lines(capsys.readouterr().out)
    assert (sessions["value"], sessions["indicator"]) == (12, "activity.sessions")
    assert (attendance["value"], attendance["bound"]) == (1250, "over")
    assert SENTENCE[slice(attendance["start"], attendance["end"])] == "1.250"
    assert attendance["place"] == "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La"
    assert (attendance["from"], attendance["to"]) == ("2018-01-01", "2018-09-05")


def test_a_table_names_the_indicator(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(text), "--date", "2018-09-05"]) == ExitCode.OK
    assert "1.250" in capsys.readouterr().out


def test_a_list_writes_a_file_for_each_document(text: Path, tmp_path: Path) -> None:
    listed = tmp_path / "documents.tsv"
    listed.write_text(f"file\tdate\tplace\n{text.name}\t2018-09-05\t\n", encoding="utf-8")
    assert main(["read", "--list", str(listed), "--out", str(tmp_path / "ra")]) == ExitCode.OK
    written = (tmp_path / "ra" / "bao-cao.jsonl").read_text(encoding="utf-8")
    assert [line["value"] for line in lines(written)] == [12, 1250]


def test_a_refused_file_is_named_and_the_others_go_on(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "rong.txt"
    empty.write_bytes(b"")
    gone = tmp_path / "khong-co.txt"
    code = main(["read", str(empty), str(gone), str(text), "--format", "jsonl"])
    captured = capsys.readouterr()
    assert code == ExitCode.REFUSED
    assert "rong.txt:" in captured.err
    assert "khong-co.txt: không mở được tệp" in captured.err
    assert [line["value"] for line in lines(captured.out)] == [12, 1250]


def test_a_bad_date_in_a_list_leaves_the_text_to_tell(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "documents.tsv"
    listed.write_text(f"file\tdate\tplace\n{text.name}\thôm qua\t\n", encoding="utf-8")
    assert main(["read", "--list", str(listed), "--format", "jsonl"]) == ExitCode.OK
    captured = capsys.readouterr()
    assert "«hôm qua» không phải ngày" in captured.err
    assert len(lines(captured.out)) == 2


def test_many_files_are_read_on_all_cores_in_order(tmp_path: Path) -> None:
    names = [f"so-{n:02d}.txt" for n in range(30)]
    for n, name in enumerate(names):
        (tmp_path / name).write_text(f"Xã có {n + 11} tổ hòa giải.", encoding="utf-8")
    listed = tmp_path / "documents.tsv"
    rows = "".join(f"{name}\t2026-01-14\t\n" for name in names)
    listed.write_text(f"file\tdate\tplace\n{rows}", encoding="utf-8")
    assert main(["read", "--list", str(listed), "--out", str(tmp_path / "ra")]) == ExitCode.OK
    found = [
        [
            line["value"]
            for line in lines((tmp_path / "ra" / f"{Path(n).stem}.jsonl").read_text("utf-8"))
        ]
        for n in names
    ]
    assert found == [[n + 11] for n in range(30)]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal to a group there")
def test_ctrl_c_stops_in_words_and_keeps_whole_what_was_read(tmp_path: Path) -> None:
    lines_of_one = "Xã có 12 tổ hòa giải với 96 thành viên.\n" * 40
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text(lines_of_one, encoding="utf-8")
    listed, written = tmp_path / "documents.tsv", tmp_path / "ra"
    listed.write_text("file\n" + "\n".join(f"{n:03}.txt" for n in range(400)), encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, "-m", "bayen.cli.main", "read", "--list", listed, "--out", written],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,  # a group of its own, which all of a terminal's Ctrl-C reaches
    )
    while not list(written.glob("*.jsonl")) and program.poll() is None:
        time.sleep(0.05)
    os.killpg(program.pid, signal.SIGINT)
    _, talk = program.communicate(timeout=60)
    kept = sorted(written.glob("*.jsonl"))
    assert program.returncode == 130
    assert f"Đã dừng theo yêu cầu: xong {len(kept)} trên 400 tài liệu" in talk
    assert "Traceback" not in talk
    assert 0 < len(kept) < 400
    assert {len(lines(path.read_text("utf-8"))) for path in kept} == {80}
