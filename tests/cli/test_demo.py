"""The demonstration as a new user runs it: the wheel, a folder, and then questions to it."""

import json
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from bayen.cli.demonstration.folder import make_clean_home
from bayen.cli.exit_codes import ExitCode
from tests.cli.installed import Run, install_wheel, run

pytestmark = pytest.mark.slow


Figure = tuple[object, object, object, object]


@dataclass(frozen=True)
class Demo:
    bayen: Path
    folder: Path
    said: str

    def ask(self, *arguments: str) -> Run:
        """Put a question to the program over what the demonstration left behind."""
        home = self.folder / "out" / "data"
        return run(self.bayen, *arguments, "--home", home, folder=self.folder)

    def table(self, *arguments: str) -> dict[tuple[str, str, str], Figure]:
        """Value, bound, reported and expected by place, period and indicator."""
        done = self.ask("table", *arguments, "--format", "json")
        assert done.code == ExitCode.OK, done.err
        return {
            (line["place_id"], line["period"], line["indicator"]): (
                line["value"],
                line["bound"],
                line["reported"],
                line["expected"],
            )
            for line in json.loads(done.out)
        }


@pytest.fixture(scope="module")
def bayen(tmp_path_factory: pytest.TempPathFactory, root_folder: Path) -> Path:
    """The program as its wheel installs it."""
    return install_wheel(tmp_path_factory.mktemp("wheel"), root_folder) / "bayen"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, bayen: Path) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    done = run(bayen, "demo", "--no-serve", "--out", "out", folder=folder)
    assert done.code == ExitCode.OK, done.err
    return Demo(bayen, folder, done.err + done.out)


SOP_COP, TRAM_TAU, KY_SON, KHANH_VINH = "d127.2004", "d139.2004", "d417.2004", "d573.2004"
CLUSTER = "k.song-lo-son-duong"
FIVE_YEARS, CLUSTER_YEARS = "2016-01-12/2021-01-12", "2015-07-03/2020-07-03"
YEARS = ("calendar:2018-A1", "calendar:2022-A1", "calendar:2023-A1", FIVE_YEARS, CLUSTER_YEARS)
STATED = {
    (SOP_COP, YEARS[0], "group.mediation.count"): (127, "exact"),
    (SOP_COP, YEARS[0], "group.mediation.members"): (318, "exact"),
    (SOP_COP, YEARS[0], "group.people_security.count"): (128, "exact"),
    (SOP_COP, YEARS[0], "group.people_security.members"): (585, "exact"),
    (SOP_COP, YEARS[0], "group.interfamily.count"): (843, "exact"),
    (SOP_COP, YEARS[0], "group.interfamily.members"): (10055, "exact"),
    (TRAM_TAU, YEARS[1], "activity.attendance"): (17000, "over"),
    (KY_SON, YEARS[2], "weapon.firearms"): (761, "exact"),
    (KHANH_VINH, FIVE_YEARS, "group.all.members"): (709, "exact"),
    (CLUSTER, CLUSTER_YEARS, "case.total"): (172, "exact"),
    (CLUSTER, CLUSTER_YEARS, "case.criminal"): (99, "exact"),
    (CLUSTER, CLUSTER_YEARS, "case.administrative"): (73, "exact"),
}


def test_help_writes_nothing(bayen: Path, tmp_path: Path) -> None:
    assert "demo" in run(bayen, "--help", folder=tmp_path).out
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_carries_every_data_file(bayen: Path, root_folder: Path) -> None:
    """Templates, catalogues, fonts: a wheel that forgets them works only in the checkout."""
    (package,) = bayen.parent.parent.rglob("site-packages/bayen")
    carried = _data_files(package)
    assert _data_files(root_folder / "src" / "bayen") <= carried
    assert {f"examples/{name}" for name in _data_files(root_folder / "examples")} <= carried


def _data_files(package: Path) -> set[str]:
    return {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and path.name != ".DS_Store"
    }


def test_the_places_are_those_of_the_country(demo: Demo) -> None:
    assert "34 tỉnh, thành phố; 3.321 xã, phường, đặc khu" in demo.said


def test_the_figures_of_the_examples_are_in_the_table(demo: Demo) -> None:
    places = [("--place", place) for place in (SOP_COP, TRAM_TAU, KY_SON, KHANH_VINH, CLUSTER)]
    periods = [("--period", year) for year in YEARS]
    found = demo.table(*(word for pair in (*places, *periods) for word in pair))
    assert {key: found[key][:2] for key in STATED} == STATED


@pytest.mark.parametrize(
    ("place", "period", "indicator", "quoted"),
    [
        ("huyện Sốp Cộp", YEARS[0], "group.mediation.members", "318"),
        ("huyện Trạm Tấu", YEARS[1], "activity.attendance", "17.000"),
        ("huyện Kỳ Sơn", YEARS[2], "weapon.firearms", "761"),
        ("huyện Khánh Vĩnh", FIVE_YEARS, "group.all.members", "709"),
        (CLUSTER, CLUSTER_YEARS, "case.total", "172"),
    ],
)
def test_a_figure_opens_its_sentence(
    demo: Demo, place: str, period: str, indicator: str, quoted: str
) -> None:
    trail = demo.ask("trail", "--place", place, "--period", period, "--indicator", indicator)
    assert trail.code == ExitCode.OK, trail.err
    [quote] = re.findall(r"(?:câu văn|ô bảng) .*«(.+?)»", trail.out)
    assert quoted in quote


def test_khanh_hoa_of_today_includes_what_khanh_vinh_said(demo: Demo) -> None:
    today = demo.table(
        *("--place", "tỉnh Khánh Hòa", "--period", FIVE_YEARS, "--boundaries", "2026-09-14")
    )
    value, bound, reported, expected = today["p56.2025", FIVE_YEARS, "group.all.members"]
    assert (value, bound) == (709, "over")
    assert 0 < int(str(reported)) < int(str(expected))


def test_a_total_with_missing_forms_says_so(demo: Demo) -> None:
    code = "group.mediation.count"
    asked = ("--place", "tỉnh Sơn La", "--period", "2026-M09", "--indicator", code)
    assert demo.table(*asked)["p14.2004", "2026-M09", code][1:] == ("over", 61, 75)


def test_the_register_adds_up_to_the_last_form_and_a_model_begun_since(demo: Demo) -> None:
    assert "sổ theo dõi của xã Mường Lèo: 83 tổ, mô hình" in demo.said
    last = ("--place", "c04240.2004", "--period", "2026-M08")
    figures = demo.table(*last, "--indicator", "model.count", "--indicator", "model.members")
    database = sqlite3.connect(demo.folder / "out" / "data" / "bayen.sqlite3")
    [(models, members)] = database.execute(
        "SELECT count(*), sum(members) FROM records_registerentry AS entry"
        " JOIN records_registerunit AS unit ON unit.id = entry.unit_id WHERE kind = 'model'"
    )
    database.close()
    assert figures["c04240.2004", "2026-M08", "model.count"][0] == models - 1
    assert figures["c04240.2004", "2026-M08", "model.members"][0] == members - 21


def test_before_a_correction_the_old_number_is_known(demo: Demo) -> None:
    key = place, period, indicator = "c04240.2004", "2025-M04", "activity.attendance"
    moment = re.search(r"535 → 620.*\n.*--known-at (\S+)", demo.said)
    assert moment is not None
    asked = ("--place", place, "--period", period, "--indicator", indicator)
    assert demo.table(*asked)[key][0] == 620
    assert demo.table(*asked, "--known-at", moment[1])[key][0] == 535


# openpyxl reads only footers made of its own codes; ours is plain words.
@pytest.mark.filterwarnings("ignore:Cannot parse header or footer:UserWarning")
def test_the_documents_lie_where_it_said(demo: Demo) -> None:
    papers = sorted((demo.folder / "out").glob("*.docx"))
    books = sorted((demo.folder / "out").glob("*.xlsx"))
    assert len(papers) == len(books) >= 4
    assert all(path.name in demo.said for path in (*papers, *books))
    text = "\n".join(p.text for p in Document(str(papers[0])).paragraphs)
    assert "I. TÌNH HÌNH" in text.upper()
    assert load_workbook(books[0]).sheetnames


def test_a_second_run_starts_clean(tmp_path: Path) -> None:
    left_over = make_clean_home(tmp_path) / "left-over"
    left_over.write_text("", encoding="utf-8")
    assert make_clean_home(tmp_path) == left_over.parent
    assert not left_over.exists()


def test_a_folder_that_no_demonstration_made_is_left_alone(bayen: Path, tmp_path: Path) -> None:
    kept = tmp_path / "out" / "data" / "so-lieu.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("của cơ quan", encoding="utf-8")
    done = run(bayen, "demo", "--no-serve", "--out", "out", folder=tmp_path)
    assert done.code == ExitCode.USAGE
    assert "không phải của bản thử" in done.err
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
    done = demo.ask("verify")
    assert done.code == ExitCode.BROKEN_CHAIN
    assert re.search(r"\b7\b", done.err)
