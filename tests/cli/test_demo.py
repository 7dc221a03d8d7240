"""The demonstration as a new user runs it: a process, a folder, and then questions to it."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from bayen.cli.exit_codes import ExitCode

pytestmark = [pytest.mark.slow, pytest.mark.db]


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def bayen(*arguments: str, folder: Path) -> Run:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BAYEN_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "bayen.cli.main", *arguments],
        cwd=folder,
        env=environment | {"COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Demo:
    folder: Path
    said: str

    def ask(self, *arguments: str) -> Run:
        return bayen(*arguments, "--home", str(self.folder / "out" / "data"), folder=self.folder)

    def figures(self, place: str, period: str, *more: str) -> dict[str, tuple[object, ...]]:
        """Value, bound, reported and expected by indicator."""
        run = self.ask("table", "--place", place, "--period", period, "--format", "json", *more)
        assert run.code == ExitCode.OK, run.err
        return {
            line["indicator"]: (line["value"], line["bound"], line["reported"], line["expected"])
            for line in json.loads(run.out)
        }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    run = bayen("demo", "--no-serve", "--out", "out", folder=folder)
    assert run.code == ExitCode.OK, run.err
    return Demo(folder, run.err + run.out)


def test_the_places_are_those_of_the_country(demo: Demo) -> None:
    assert "34 tỉnh, thành phố; 3.321 xã, phường, đặc khu" in demo.said


def test_sop_cop_2018(demo: Demo) -> None:
    found = demo.figures("huyện Sốp Cộp", "calendar:2018-A1")
    groups = {
        "group.mediation.count": 127,
        "group.mediation.members": 318,
        "group.people_security.count": 128,
        "group.people_security.members": 585,
        "group.interfamily.count": 843,
        "group.interfamily.members": 10055,
    }
    assert {code: found[code][0] for code in groups} == groups
    assert {found[code][1] for code in groups} == {"exact"}


@pytest.mark.parametrize(
    ("place", "period", "indicator", "value", "bound"),
    [
        ("huyện Trạm Tấu", "calendar:2022-A1", "activity.attendance", 17000, "over"),
        ("huyện Kỳ Sơn", "calendar:2023-A1", "weapon.firearms", 761, "exact"),
        ("huyện Khánh Vĩnh", "2016-01-12/2021-01-12", "group.all.members", 709, "exact"),
        ("k.song-lo-son-duong", "2015-07-03/2020-07-03", "case.total", 172, "exact"),
        ("k.song-lo-son-duong", "2015-07-03/2020-07-03", "case.criminal", 99, "exact"),
        ("k.song-lo-son-duong", "2015-07-03/2020-07-03", "case.administrative", 73, "exact"),
    ],
)
def test_the_figures_of_the_examples(
    demo: Demo, place: str, period: str, indicator: str, value: int, bound: str
) -> None:
    assert demo.figures(place, period)[indicator][:2] == (value, bound)
    trail = demo.ask("trail", "--place", place, "--period", period, "--indicator", indicator)
    assert trail.code == ExitCode.OK
    assert re.search(r"(câu văn|ô bảng) .*«.+»", trail.out)


def test_khanh_hoa_of_today_includes_what_khanh_vinh_said(demo: Demo) -> None:
    period = "2016-01-12/2021-01-12"
    today = demo.figures("tỉnh Khánh Hòa", period, "--boundaries", "2026-09-14")
    value, bound, reported, expected = today["group.all.members"]
    assert (value, bound) == (709, "over")
    assert 0 < int(str(reported)) < int(str(expected))


def test_a_total_with_missing_forms_says_so(demo: Demo) -> None:
    found = demo.figures("tỉnh Sơn La", "2026-M09", "--indicator", "group.mediation.count")
    _, bound, reported, expected = found["group.mediation.count"]
    assert (bound, reported, expected) == ("over", 61, 75)


def test_before_a_correction_the_old_number_is_known(demo: Demo) -> None:
    place, period, indicator = "c04240.2004", "2025-M04", "activity.attendance"
    moment = re.search(r"535 → 620.*\n.*--known-at (\S+)", demo.said)
    assert moment is not None
    asked = ("--indicator", indicator)
    assert demo.figures(place, period, *asked)[indicator][0] == 620
    assert demo.figures(place, period, *asked, "--known-at", moment[1])[indicator][0] == 535


def test_the_documents_lie_where_it_said(demo: Demo) -> None:
    papers = sorted((demo.folder / "out").glob("*.docx"))
    books = sorted((demo.folder / "out").glob("*.xlsx"))
    assert len(papers) == len(books) >= 4
    assert all(path.name in demo.said for path in (*papers, *books))
    text = "\n".join(p.text for p in Document(str(papers[0])).paragraphs)
    assert "I. TÌNH HÌNH" in text.upper()
    assert load_workbook(books[0]).sheetnames


def test_a_second_run_starts_clean(demo: Demo) -> None:
    mark = demo.folder / "out" / "data" / "left-over"
    mark.write_text("", encoding="utf-8")
    assert bayen("demo", "--no-serve", "--out", "out", folder=demo.folder).code == ExitCode.OK
    assert not mark.exists()


def test_a_folder_that_no_demonstration_made_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "out" / "data" / "so-lieu.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("của cơ quan", encoding="utf-8")
    run = bayen("demo", "--no-serve", "--out", "out", folder=tmp_path)
    assert run.code == ExitCode.USAGE
    assert "không phải của bản thử" in run.err
    assert kept.exists()


def test_a_row_changed_behind_the_program_is_named(demo: Demo) -> None:
    assert demo.ask("verify").code == ExitCode.OK
    database = sqlite3.connect(demo.folder / "out" / "data" / "bayen.sqlite3")
    with database:
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE records_observation SET milli = milli + 1000 WHERE seq = 7")
    database.close()
    run = demo.ask("verify")
    assert run.code == ExitCode.BROKEN_CHAIN
    assert re.search(r"\b7\b", run.err)
