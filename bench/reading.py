"""Reading, beside the keyword method: how many reports a second, and how many figures right.

    python -m bench.reading [--seconds 10] [--lengths | --speeds] [--texts FOLDER]

The texts are the whole reports of the corpus, dense with figures, or those of a folder with
labels beside them, as ``../shared/eval/dev``. Then how long a document takes at 1, 2, 4 and 8
times a length: up to 300 pages.

Both read the same texts in the same run, in turns, one core, after start-up. The middle of all
rounds is what counts: where the machine is shared, rounds of the same code differ by a half.
"""

from __future__ import annotations

import argparse
import io
import json
import time
import tracemalloc
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TypeVar

from docx import Document as WordDocument

from bayen.catalogue.indicators import load_indicators
from bayen.intake import as_guide_json, load_document, load_knowledge, read_document
from bench.keyword_reader import read_by_keywords

ROOT = Path(__file__).resolve().parents[1]
SIZE = 2_048
"""Bytes of a report of two kilobytes, as a file in UTF-8: some 1,650 characters of Vietnamese."""
PAGE = 2_400
"""Characters of a page as Nghị định 30/2020/NĐ-CP has it printed."""

Reader = Callable[[str], Iterable[dict[str, object]]]
Source = TypeVar("Source", str, bytes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10, help="how long both readers work")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--lengths", action="store_true", help="only how time grows with length")
    only.add_argument("--speeds", action="store_true", help="only how many texts a second")
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus" / "reports", metavar="FOLDER")
    arguments = parser.parse_args()
    texts = load_texts(arguments.texts)
    if not arguments.lengths:
        _print_speeds(texts, arguments.seconds)
    if not arguments.speeds:
        _print_lengths("\n".join(text for text, _ in texts))


def _print_speeds(texts: list[tuple[str, list[dict[str, object]]]], seconds: float) -> None:
    readers = {"bayen": bayen_reader(), "keyword, nearest number": keyword_reader()}
    cut = pieces(texts)
    figures = sum(len(list(readers["bayen"](text))) for text in cut) / len(cut)
    print(f"{len(cut)} texts of 2 KB, {figures:.0f} figures in each; middle and best of rounds")
    rounds = speeds(list(readers.values()), cut, seconds)
    for (name, reader), rates in zip(readers.items(), rounds, strict=True):
        right, found, wanted = score(reader, texts)
        f1 = 2 * right / (found + wanted) if found + wanted else 0.0
        rate = f"{median(rates):8.0f} {max(rates):8.0f} texts of 2 KB/s"
        print(f"{name:26} {rate}   indicators F1 {f1:.3f}")
    ratio = median(ours / peer for ours, peer in zip(*rounds, strict=True))
    print(f"speed, bayen / keyword: {ratio:.2f}")


def _print_lengths(whole: str) -> None:
    print(f"{'length':>17}    seconds     a page   memory at most")
    for times in (1, 2, 4, 8):
        pages = 300 * times // 8
        _print_length(pages, "text", bayen_reader(), repeated(whole, pages * PAGE))
    _print_length(300, "docx", bytes_reader("long.docx"), word_file(whole, 300 * PAGE))


def load_texts(folder: Path) -> list[tuple[str, list[dict[str, object]]]]:
    """The texts of a folder with the labels beside them."""
    return [
        (path.read_text(encoding="utf-8"), _labels(path.with_suffix(".jsonl")))
        for path in sorted(folder.glob("*.txt"))
    ]


def pieces(texts: list[tuple[str, list[dict[str, object]]]]) -> list[str]:
    """The same words cut into pieces of two kilobytes."""
    whole = "\n".join(text for text, _ in texts).encode()
    cut = (whole[at : at + SIZE] for at in range(0, len(whole) - SIZE, SIZE))
    return [piece.decode(errors="ignore") for piece in cut]  # a cut letter at an end is left out


def bayen_reader() -> Reader:
    read = bytes_reader("text.txt")
    return lambda text: read(text.encode())


def keyword_reader() -> Reader:
    indicators = load_indicators()
    return lambda text: list(read_by_keywords(text, indicators))


def speeds(readers: list[Reader], texts: list[str], seconds: float) -> list[list[float]]:
    """Texts a second of one core, of each reader and round, in turns.

    Args:
        readers: what is timed.
        texts: read once by each in a round; the first round warms up and does not count.
        seconds: of all readers together.
    """
    rates: list[list[float]] = [[] for _ in readers]
    until = time.perf_counter() + seconds
    _round(readers, texts)
    while not rates[0] or time.perf_counter() < until:
        for mine, took in zip(rates, _round(readers, texts), strict=True):
            mine.append(len(texts) / took)
    return rates


def _round(readers: list[Reader], texts: list[str]) -> list[float]:
    """Seconds of processor that each reader takes for all texts."""
    times = [time.process_time()]
    for read in readers:
        for text in texts:
            read(text)
        times.append(time.process_time())
    return [end - begin for begin, end in pairwise(times)]


def _print_length(
    pages: int, what: str, read: Callable[[Source], Iterable[dict[str, object]]], source: Source
) -> None:
    """One row: how long a document takes, all of it and a page, and the memory it needs."""
    begins = time.process_time()
    read(source)
    took = time.process_time() - begins
    tracemalloc.start()
    read(source)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{what:>4} of {pages:3} pages {took:10.2f} {took / pages:10.4f} {most >> 20:10d} MB")


def repeated(text: str, size: int) -> str:
    """The text over and over, to a length."""
    return (text * (size // len(text) + 1))[:size]


def word_file(text: str, size: int) -> bytes:
    """A Word file of the lines of a text, over and over."""
    document = WordDocument()
    for line in repeated(text, size).split("\n"):
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def bytes_reader(name: str) -> Callable[[bytes], list[dict[str, object]]]:
    known = load_knowledge()

    def read(data: bytes) -> list[dict[str, object]]:
        document = load_document(data, name)
        found = read_document(document, day=None, place=None, known=known)
        return [as_guide_json(proposal) for proposal in found.proposals]

    return read


def score(reader: Reader, texts: list[tuple[str, list[dict[str, object]]]]) -> tuple[int, int, int]:
    """Figures with the right place, value and indicator; figures found; figures labelled."""
    right = found = wanted = 0
    for text, labels in texts:
        gold = {
            (label["start"], label["value"], label["indicator"])
            for label in labels
            if not label.get("repeat") and label["indicator"] != "other"
        }
        read = {
            (figure["start"], figure["value"], figure["indicator"])
            for figure in reader(text)
            if not figure.get("repeat") and figure["indicator"] != "other"
        }
        right += len(gold & read)
        found += len(read)
        wanted += len(gold)
    return right, found, wanted


def _labels(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
