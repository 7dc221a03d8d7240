"""The corpus tool: marks become labels, and what is committed is what the sources say."""

import json
from pathlib import Path

import pytest

from bayen.catalogue.indicators import load_indicators
from tools.build_corpus import (
    CORPUS,
    FOLDERS,
    SourceError,
    build,
    dump_folder,
    find_unlabelled,
    load_folder,
    parse_sources,
)

PLACE = "huyện Sốp Cộp, tỉnh Sơn La"


def labels(marked: str, *, day: str = "2024-02-29", period: str = "2023"):
    (source,) = parse_sources(f"=== x | {day} | {PLACE} | {period}\n{marked}\n")
    return build(source).labels


def label(mark: str, **header: str):
    (found,) = labels(f"có [[{mark}]] chi tiết", **header)
    return found


def test_mark_leaves_its_number_in_the_text_at_the_labelled_offsets():
    (source,) = parse_sources(
        f"=== x | 2024-01-05 | {PLACE} | -\n"
        "hơn [[1.000|group.all.members|thành viên|>]] thành viên\n"
    )
    document = build(source)
    assert document.text == "hơn 1.000 thành viên\n"
    assert document.labels == (
        {
            "start": 4,
            "end": 9,
            "text": "1.000",
            "value": 1000,
            "bound": "over",
            "unit": "thành viên",
            "indicator": "group.all.members",
            "place": PLACE,
            "from": None,
            "to": "2024-01-05",
        },
    )


@pytest.mark.parametrize(
    ("mark", "value", "of"),
    [
        ("12|case.total|vụ", 12, None),
        ("06|case.total|vụ", 6, None),
        ("7,5|weapon.explosives|kg", 7.5, None),
        ("1,2 tỷ|programme.money|đồng", 1_200_000_000, None),
        ("13 ngàn|place.households|hộ", 13_000, None),
        ("93,7%|commitment.households", 93.7, None),
        ("4/8|place.border_communes|xã", 4, 8),
        ("24,1/27,4|border.self_managed_length|km", 24.1, 27.4),
        ("một trăm|weapon.firearms|khẩu|=100", 100, None),
        ("5-6|model.members|người|=5|>", 5, None),
    ],
)
def test_value_of_a_number(mark, value, of):
    found = label(mark)
    assert (found["value"], found.get("of")) == (value, of)


def test_percentage_needs_no_unit():
    assert label("100%|commitment.households")["unit"] == "%"


@pytest.mark.parametrize(
    ("option", "dates"),
    [
        ("s", (None, "2024-02-29")),
        ("s2023-11-30", (None, "2023-11-30")),
        ("-", (None, None)),
        ("f", ("2023-01-01", "2023-12-31")),
        ("ytd", ("2024-01-01", "2024-02-29")),
        ("2024-Q3", ("2024-07-01", "2024-09-30")),
        ("2024-S2", ("2024-07-01", "2024-12-31")),
        ("2024-N9", ("2024-01-01", "2024-09-30")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-08-19", ("2024-08-19", "2024-08-19")),
        ("2022-12-15/2023-03-14", ("2022-12-15", "2023-03-14")),
    ],
)
def test_period_of_an_option(option, dates):
    found = label(f"5|case.total|vụ|{option}")
    assert (found["from"], found["to"]) == dates


def test_years_back_from_the_day_of_the_document():
    found = label("5|case.total|vụ", day="2021-01-12", period="y5")
    assert (found["from"], found["to"]) == ("2016-01-12", "2021-01-12")


def test_without_an_option_a_stock_is_a_state_and_a_flow_has_the_default_period():
    stock = label("5|group.mediation.count|tổ")
    flow = label("5|case.total|vụ")
    assert (stock["from"], stock["to"]) == (None, "2024-02-29")
    assert (flow["from"], flow["to"]) == ("2023-01-01", "2023-12-31")


def test_place_is_the_default_one_a_part_of_it_or_another():
    assert label("5|case.total|vụ")["place"] == PLACE
    assert label("5|case.total|vụ|+xã Mường Và")["place"] == f"xã Mường Và, {PLACE}"
    assert label("5|case.total|vụ|@Việt Nam")["place"] == "Việt Nam"


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("5|no.such|vụ", "unknown indicator"),
        ("5|other|vụ", "note"),
        ("5|case.total|vụ|!thừa", "note"),
        ("5|case.total", "no unit"),
        ("năm|case.total|vụ", "could not convert"),
        ("5 quả|case.total|vụ", "in words"),
    ],
)
def test_malformed_mark_is_refused_with_its_own_text(mark, words):
    with pytest.raises(SourceError, match=words) as refusal:
        label(mark)
    assert mark in str(refusal.value)


def test_open_mark_and_short_header_are_refused():
    with pytest.raises(SourceError, match="not closed"):
        labels("có [[5|case.total|vụ vụ")
    with pytest.raises(SourceError, match="four fields"):
        list(parse_sources("=== x | 2024-01-01\nvăn bản\n"))


def test_two_documents_of_one_name_are_refused(tmp_path):
    (tmp_path / "a.md").write_text(f"=== x | 2024-01-01 | {PLACE} | -\na\n" * 2, encoding="utf-8")
    with pytest.raises(SourceError, match="two documents"):
        load_folder(tmp_path)


def test_numbers_without_a_label_are_listed():
    (source,) = parse_sources(
        f"=== x | 2024-01-01 | {PLACE} | -\nĐội 7 thu [[5|weapon.firearms|khẩu]] khẩu\n"
    )
    assert [line.split("\t")[0] for line in find_unlabelled(build(source))] == ["7"]


def test_a_share_in_words_has_its_denominator():
    found = label("hai phần ba|other|tổ|=2/3|!tổ sinh hoạt đều")
    assert (found["value"], found["of"]) == (2, 3)


def test_files_of_documents_that_are_no_more_are_removed(tmp_path):
    (tmp_path / "gone.txt").write_text("x", encoding="utf-8")
    dump_folder([], tmp_path, tell_place=True)
    assert {path.name for path in tmp_path.iterdir()} == {"documents.tsv", "told.tsv"}


@pytest.mark.parametrize("half", [CORPUS, CORPUS / "held"], ids=["open", "held"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_committed_corpus_is_what_its_sources_build(half: Path, folder: str, tmp_path: Path):
    documents = load_folder(half / "sources" / folder)
    assert documents
    dump_folder(documents, tmp_path, tell_place=folder == "sentences")
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built == {path.name: path.read_bytes() for path in (half / folder).iterdir()}


def test_every_label_reads_its_own_text_and_names_a_known_indicator():
    for path in CORPUS.glob("**/*.jsonl"):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert [one["start"] for one in found] == sorted(one["start"] for one in found), path.name
        for one in found:
            assert text[one["start"] : one["end"]] == one["text"], path.name
            assert one["indicator"] in load_indicators(), path.name


def test_a_third_of_the_corpus_is_held_back():
    for folder in FOLDERS:
        shown = len(list((CORPUS / folder).glob("*.jsonl")))
        held = len(list((CORPUS / "held" / folder).glob("*.jsonl")))
        assert 0.32 <= held / (shown + held) <= 0.35
