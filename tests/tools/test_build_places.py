"""The place data are what their tool writes from the packages in the lock."""

from pathlib import Path

import pytest

from tools import build_places


def test_the_committed_tables_are_what_the_tool_writes(tmp_path: Path) -> None:
    build_places.main(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {name: (build_places.OUT / name).read_bytes() for name in written}
    assert written == committed
    assert "list-2025.tsv" in written


def test_kinds_come_from_full_names() -> None:
    ngoc_lac = build_places.unit("c", "15061", "Thị trấn Ngọc Lặc", "389")
    assert (ngoc_lac.kind, ngoc_lac.name) == ("township", "Ngọc Lặc")
    assert build_places.unit("d", "058", "Thành Phố Bắc Kạn", "06").kind == "provincial_city"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["xanhaoson", "nhaoson"], [("xa", "nhaoson")]),
        (["xaphuongcach", "phuongcach"], [("xa", "phuongcach")]),
        (["nhaoson"], []),
    ],
)
def test_a_name_counts_once_with_its_own_kind(
    keys: list[str], expected: list[tuple[str, str]]
) -> None:
    assert build_places.whole_keys(keys) == expected
