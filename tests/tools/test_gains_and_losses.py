"""A changed reader says what it gained and lost, and says nothing while it is the same."""

import pytest

from tools import score_reading
from tools.score_reading import (
    dump_baseline,
    gains_and_losses,
    load_baseline,
    reader_digest,
)


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """A reader of one file, with a baseline of its own."""
    rules = tmp_path / "intake" / "rules.py"
    rules.parent.mkdir()
    rules.write_text("FIRST = 1\n", encoding="utf-8")
    monkeypatch.setattr(score_reading, "ROOT", tmp_path)
    monkeypatch.setattr(score_reading, "READER", (rules.parent,))
    monkeypatch.setattr(score_reading, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setattr(score_reading, "SCORED", ())
    return rules


def test_the_baseline_comes_back_as_it_was_written(reader):
    right = {"reports/a:1": ["found", "place"], "reports/a:9": []}
    dump_baseline(right)
    stored = load_baseline()
    assert stored.right == right
    assert stored.reader == reader_digest()


def test_nothing_is_said_of_the_same_reader(reader):
    dump_baseline({"reports/a:1": ["found"]})
    assert gains_and_losses() is None


def test_what_a_changed_reader_lost_is_said(reader):
    dump_baseline({"reports/a:1": ["found"]})
    reader.write_text("FIRST = 2\n", encoding="utf-8")
    assert gains_and_losses() == ["- reports/a:1\tfound"]


def test_line_ends_of_another_system_are_no_change(reader):
    before = reader_digest()
    reader.write_bytes(b"FIRST = 1\r\n")
    assert reader_digest() == before


def test_a_new_file_of_the_reader_is_a_change(reader):
    before = reader_digest()
    (reader.parent / "more.toml").write_text("", encoding="utf-8")
    assert reader_digest() != before
