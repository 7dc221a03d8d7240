"""Build the labelled corpus from marked-up sources, so that nobody counts characters.

    python tools/build_corpus.py                 write every text, label file and documents.tsv
    python tools/build_corpus.py --unlabelled    print the numbers that carry no label, for review

A source file holds documents one after the other. Each begins with a line of four fields:

    === NAME | date | default place | default period

and in its text every figure is marked `[[number|indicator|unit|options…]]`. Options:

    > < ~           over, under, about
    =12.5  =2/3     the value, and of how many, where it is not written in digits
    @huyện A, …     another place; `+xã B` puts a part before the default place
    s  f  -         a state on the document's day; the default period; no period known
    s2024-11-30     a state on another day
    2024 2024-S1 2024-Q3 2024-N9 2024-07 2024-08-19 2023-01-01/2024-06-30 ytd y5
                    a year, half, quarter, nine months, month, day, span; since New Year;
                    the five years up to the document's day
    r               a repetition
    !words          the note of an indicator `other`

A percentage needs no unit. Without a period option a stock is a state and anything else has
the document's default period. Labels follow the guide of the evaluation set.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from bayen.catalogue.indicators import load_indicators
from bayen.core.indicators import IndicatorKind

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FOLDERS = ("reports", "sentences", "retold")

Label: TypeAlias = dict[str, object]
Dates: TypeAlias = tuple[str | None, str | None]

_HEADER = re.compile(r"^=== (?P<fields>.+)$", re.MULTILINE)
_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_NUMBER = re.compile(r"\d[\d.,/]*\d|\d")
_PERIOD = re.compile(r"y\d+|s?\d{4}(-\S+)?")
_BOUNDS = {">": "over", "<": "under", "~": "about"}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_MONTHS = {"S1": (1, 6), "S2": (7, 12), "N9": (1, 9)} | {
    f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)
}


class SourceError(ValueError):
    """A source that cannot be built; the message names the document and the mark."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document as its author wrote it, marks included."""

    name: str
    day: date
    place: str
    period: str
    marked: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document as a reader gets it, with the labels of its figures."""

    source: Source
    text: str
    labels: tuple[Label, ...]


def parse_sources(content: str) -> Iterator[Source]:
    """The documents of one source file, in order.

    Raises:
        SourceError: a header has not its four fields, or no date.
    """
    pieces = _HEADER.split(unicodedata.normalize("NFC", content))[1:]
    for fields, marked in zip(pieces[::2], pieces[1::2], strict=True):
        parts = [part.strip() for part in fields.split("|")]
        if len(parts) != 4:
            raise SourceError(f"=== {fields}: four fields wanted: name, date, place, period")
        name, day, place, period = parts
        yield Source(name, date.fromisoformat(day), place, period, marked.strip() + "\n")


def build(source: Source) -> Document:
    """Take the marks out of a source and turn them into labels.

    Raises:
        SourceError: a mark is malformed or names an unknown indicator.
    """
    text, labels, done = "", [], 0
    for mark in _MARK.finditer(source.marked):
        text += source.marked[done : mark.start()]
        number, *rest = mark[1].split("|")
        try:
            labels.append(_label(source, number, rest, len(text)))
        except ValueError as fault:
            raise SourceError(f"{source.name}: [[{mark[1]}]]: {fault}") from fault
        text, done = text + number, mark.end()
    text += source.marked[done:]
    if "[[" in text or "]]" in text:
        raise SourceError(f"{source.name}: a mark is not closed")
    return Document(source, text, tuple(labels))


def _label(source: Source, number: str, rest: list[str], start: int) -> Label:
    """The label of one mark, its keys in the order of the guide."""
    indicator, *options = rest
    if indicator not in load_indicators():
        raise ValueError(f"unknown indicator {indicator}")
    if number.endswith("%"):
        options.insert(0, "%")
    if not options:
        raise ValueError("no unit")
    unit, *options = options
    label: Label = {"start": start, "end": start + len(number), "text": number}
    label |= _amount(number, options)
    label["bound"] = next((_BOUNDS[o] for o in options if o in _BOUNDS), "exact")
    label |= {"unit": unit, "indicator": indicator}
    note = next((o[1:] for o in options if o.startswith("!")), None)
    if (indicator == "other") != bool(note):
        raise ValueError("a note belongs to «other», and to it alone")
    if note:
        label["note"] = note
    label["place"] = _place(source, options)
    label["from"], label["to"] = _period(source, indicator, options)
    if "r" in options:
        label["repeat"] = True
    return label


def _amount(number: str, options: list[str]) -> Label:
    """`value`, and `of` where there is a denominator."""
    given = next((o[1:] for o in options if o.startswith("=")), None)
    said = number if given is None else given.replace(".", ",")
    whole, slash, of = said.partition("/")
    if slash:
        return {"value": _number(whole), "of": _number(of)}
    if given is not None:
        return {"value": _number(said)}
    bare, _, scale = number.removesuffix("%").strip().partition(" ")
    if scale and scale not in _SCALES:
        raise ValueError("give the value of a number in words, as in =12")
    return {"value": _tidy(_number(bare) * _SCALES.get(scale, 1))}


def _number(written: str) -> int | float:
    """A number as Vietnamese write it: dots between thousands, comma before decimals."""
    return _tidy(float(written.replace(".", "").replace(",", ".")))


def _tidy(value: float) -> int | float:
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _place(source: Source, options: list[str]) -> str:
    for option in options:
        if option.startswith("@"):
            return option[1:].strip()
        if option.startswith("+"):
            return f"{option[1:].strip()}, {source.place}"
    return source.place


def _period(source: Source, indicator: str, options: list[str]) -> Dates:
    """First and last day of a figure: what its mark says, else what its kind calls for."""
    for option in options:
        if option in {"s", "f", "-", "ytd"} or _PERIOD.fullmatch(option):
            return _dates(source.period if option == "f" else option, source.day)
    stock = load_indicators()[indicator].kind is IndicatorKind.STOCK
    return _dates("s" if stock else source.period, source.day)


def _dates(period: str, day: date) -> Dates:
    if period == "-":
        return None, None
    if period.startswith("s"):
        return None, date.fromisoformat(period[1:] or day.isoformat()).isoformat()
    if period == "ytd":
        return f"{day.year}-01-01", day.isoformat()
    if re.fullmatch(r"y\d+", period):
        return day.replace(year=day.year - int(period[1:])).isoformat(), day.isoformat()
    if "/" in period:
        first, last = (date.fromisoformat(part) for part in period.split("/"))
    elif len(period) == len("2024-08-19"):
        first = last = date.fromisoformat(period)
    else:
        first, last = _months(period)
    return first.isoformat(), last.isoformat()


def _months(period: str) -> tuple[date, date]:
    """First and last day of `2024`, `2024-S1`, `2024-Q3`, `2024-N9` or `2024-07`."""
    year, _, part = period.partition("-")
    whole = (1, 12) if not part else _MONTHS.get(part)
    months = whole or (int(part), int(part))
    last_day = calendar.monthrange(int(year), months[1])[1]
    return date(int(year), months[0], 1), date(int(year), months[1], last_day)


def load_folder(sources: Path) -> list[Document]:
    """Every document of the source files of a folder, by file name.

    Raises:
        SourceError: a document is malformed, or a name is used twice.
    """
    documents: dict[str, Document] = {}
    for path in sorted(sources.glob("*.md")):
        for source in parse_sources(path.read_text(encoding="utf-8")):
            if source.name in documents:
                raise SourceError(f"{source.name}: two documents of this name")
            documents[source.name] = build(source)
    return list(documents.values())


def dump_folder(documents: list[Document], target: Path, *, tell_place: bool) -> None:
    """Write texts, labels and the lists; files of documents that are no more are removed.

    ``told.tsv`` has the place and days that an office would choose when it sends the document.

    Args:
        documents: what the folder shall hold, no more and no less.
        target: the folder.
        tell_place: whether the list says the place. A whole report must say its own.
    """
    target.mkdir(parents=True, exist_ok=True)
    rows, told = ["file\tdate\tplace\n"], ["file\tplace\tfrom\tto\n"]
    keep = {"documents.tsv", "told.tsv"}
    for document in documents:
        source = document.source
        keep |= {f"{source.name}.txt", f"{source.name}.jsonl"}
        _write(target / f"{source.name}.txt", document.text)
        lines = (json.dumps(label, ensure_ascii=False) + "\n" for label in document.labels)
        _write(target / f"{source.name}.jsonl", "".join(lines))
        rows.append(f"{source.name}.txt\t{source.day}\t{source.place if tell_place else ''}\n")
        first, last = _dates(source.period, source.day)
        told.append(f"{source.name}.txt\t{source.place}\t{first or ''}\t{last or ''}\n")
    _write(target / "documents.tsv", "".join(rows))
    _write(target / "told.tsv", "".join(told))
    for path in target.iterdir():
        if path.name not in keep:
            path.unlink()


def _write(path: Path, content: str) -> None:
    """Line ends are the same on every system: offsets count characters."""
    path.write_text(content, encoding="utf-8", newline="\n")


def find_unlabelled(document: Document) -> Iterator[str]:
    """Numbers in digits that no label covers, each with the words around it."""
    covered = [(label["start"], label["end"]) for label in document.labels]
    for number in _NUMBER.finditer(document.text):
        if not any(start == number.start() or end == number.end() for start, end in covered):
            around = document.text[max(0, number.start() - 30) : number.end() + 20]
            yield f"{number[0]}\t{' '.join(around.split())}"


def main() -> int:
    """Build both halves of the corpus: the open one and the one held back."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--unlabelled", action="store_true", help="list numbers without a label")
    unlabelled: bool = parser.parse_args().unlabelled
    for half in (CORPUS, CORPUS / "held"):
        for folder in FOLDERS:
            documents = load_folder(half / "sources" / folder)
            dump_folder(documents, half / folder, tell_place=folder == "sentences")
            figures = sum(len(document.labels) for document in documents)
            where = (half / folder).relative_to(CORPUS.parent)
            print(f"{where}: {len(documents)} documents, {figures} figures")
            if unlabelled:
                for document in documents:
                    for line in find_unlabelled(document):
                        print(f"  {document.source.name}\t{line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
