"""Data files are read whole or refused with the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bayen.catalogue import tables
from bayen.catalogue.tables import CatalogueDataError, read_rows, read_text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    return tmp_path


def test_remarks_and_empty_lines_are_left_out_and_empty_cells_kept(folder: Path):
    (folder / "a.tsv").write_text("# nguồn\ncode\tname\n\n1\tHà Nội\n2\t\n", encoding="utf-8")
    assert read_rows("a.tsv", ("code", "name")) == [["1", "Hà Nội"], ["2", ""]]


@pytest.mark.parametrize("content", ["", "name\tcode\n", "# chỉ có ghi chú\n"])
def test_another_heading_is_refused(folder: Path, content: str):
    (folder / "a.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueDataError, match=r"«a.tsv» phải có các cột: code, name"):
        read_rows("a.tsv", ("code", "name"))


def test_a_row_of_another_width_is_shown(folder: Path):
    (folder / "a.tsv").write_text("code\tname\n1\tHà Nội\tthừa\n", encoding="utf-8")
    with pytest.raises(CatalogueDataError, match=r"1 \| Hà Nội \| thừa.*cần 2 ô, có 3"):
        read_rows("a.tsv", ("code", "name"))


def test_a_missing_or_broken_file_names_itself(folder: Path):
    with pytest.raises(CatalogueDataError, match=r"«none\.tsv»"):
        read_text("none.tsv")
    (folder / "broken.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueDataError, match=r"«broken\.tsv»"):
        read_text("broken.tsv")
