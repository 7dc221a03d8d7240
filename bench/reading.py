"""Reading, beside the keyword method: how many reports a second, and how many figures right.

    python -m bench.reading [--seconds 5]

Both read the same texts in the same run, one core, after start-up. Ratios are what counts.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bayen.catalogue.indicators import load_indicators
from bayen.intake import as_guide_json, load_document, load_knowledge, read_document
from bench.keyword_reader import read_by_keywords

ROOT = Path(__file__).resolve().parents[1]
SIZE = 2_048

Reader = Callable[[str], Iterable[dict[str, object]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="how long each reader works")
    seconds = parser.parse_args().seconds
    texts = load_texts()
    readers = {"bayen": bayen_reader(), "keyword, nearest number": keyword_reader()}
    speeds = {name: speed(reader, pieces(texts), seconds) for name, reader in readers.items()}
    for name, reader in readers.items():
        right, found, wanted = score(reader, texts)
        f1 = 2 * right / (found + wanted) if found + wanted else 0.0
        print(f"{name:26} {speeds[name]:8.0f} texts of 2 KB/s   indicators F1 {f1:.3f}")
    ours, peer = speeds.values()
    print(f"speed, bayen / keyword: {ours / peer:.2f}")
    print("length       seconds    seconds per 2 KB")
    for times in (1, 10, 100):
        took = timed(readers["bayen"], pieces(texts)[0] * times)
        print(f"{times * SIZE:8d}  {took:10.4f}  {took / times:10.5f}")


def load_texts() -> list[tuple[str, list[dict[str, object]]]]:
    """Whole reports of the corpus with their labels."""
    return [
        (path.read_text(encoding="utf-8"), _labels(path.with_suffix(".jsonl")))
        for path in sorted((ROOT / "corpus" / "reports").glob("*.txt"))
    ]


def pieces(texts: list[tuple[str, list[dict[str, object]]]]) -> list[str]:
    """The same words cut into equal pieces."""
    whole = "\n".join(text for text, _ in texts)
    return [whole[at : at + SIZE] for at in range(0, len(whole) - SIZE, SIZE)]


def bayen_reader() -> Reader:
    known = load_knowledge()

    def read(text: str) -> list[dict[str, object]]:
        document = load_document(text.encode(), "text.txt")
        found = read_document(document, day=None, place=None, known=known)
        return [as_guide_json(proposal) for proposal in found.proposals]

    return read


def keyword_reader() -> Reader:
    indicators = load_indicators()
    return lambda text: list(read_by_keywords(text, indicators))


def speed(reader: Reader, texts: list[str], seconds: float) -> float:
    """Texts a second on one core, after one round to warm up."""
    for text in texts:
        reader(text)
    count, begins = 0, time.perf_counter()
    while time.perf_counter() - begins < seconds:
        reader(texts[count % len(texts)])
        count += 1
    return count / (time.perf_counter() - begins)


def timed(reader: Reader, text: str) -> float:
    begins = time.perf_counter()
    reader(text)
    return time.perf_counter() - begins


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
