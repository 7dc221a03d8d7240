"""What the rules said of texts that they had not seen: the honest past of the reader.

    python -m tools.first_looks FOLDER [FOLDER…]     add the documents of labelled folders

Once rules are written with a text at hand, they are right on it more often than on a new one.
What is learned about when they err (``tools/fit_choices.py``) needs what they said before; it
is kept in corpus/first-looks.tsv, a row a figure. Run this before anybody looks at new texts.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from bayen.intake import as_guide_json, rules_alone
from bayen.intake.judging import ProseJudgement
from bayen.intake.values import Judgement
from tools.score_reading import CORPUS, Read, read_folder

LOOKS = CORPUS / "first-looks.tsv"
_QUOTED = re.compile(r"«[^»]*»")
_PARTICULAR = re.compile(r"(nói tiếp về|lời của người ở|ngày) .*")


@dataclass(frozen=True, slots=True)
class Look:
    """What the rules read of one figure.

    Attributes:
        document: its name ("n03").
        start, end: of the number.
        indicator, weight: what it was named and how heavy the rule was ("" when unknown).
        place: as the guide writes it.
        first, last: its days as ISO dates, "" for none.
        place_why, period_why: the kinds of reason given.
    """

    document: str
    start: str
    end: str
    indicator: str
    weight: str
    place: str
    first: str
    last: str
    place_why: str
    period_why: str


def author_of(document: str) -> str:
    """Whose text a document of ``retold`` is: the letters of its name."""
    return document.rstrip("0123456789")


def kind_of_reason(text_vi: str) -> str:
    """A reason without what is particular to its text: "«» trong câu" of many."""
    plain = _QUOTED.sub("«»", text_vi).partition(" → ")[0].strip()
    return _PARTICULAR.sub(r"\1", plain)


def look(read: Read) -> Iterator[Look]:
    """What the reader says of one document now."""
    for proposal in read.proposals:
        line = as_guide_json(proposal)
        judgement = proposal.judgement
        why = {reason.about: kind_of_reason(reason.text_vi) for reason in proposal.reasons}
        yield Look(
            read.name,
            str(line["start"]),
            str(line["end"]),
            str(line["indicator"]),
            _weight(judgement),
            str(line["place"] or ""),
            str(line["from"] or ""),
            str(line["to"] or ""),
            why.get("place", ""),
            why.get("period", ""),
        )


def _weight(judgement: Judgement | None) -> str:
    if not isinstance(judgement, ProseJudgement):
        return ""
    return f"{judgement.basis.named.weight:g}"


def load_looks(path: Path = LOOKS) -> dict[str, dict[tuple[int, int], Look]]:
    """The first looks, by document and by the span of the number."""
    found: dict[str, dict[tuple[int, int], Look]] = {}
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            seen = Look(**row)
            found.setdefault(seen.document, {})[int(seen.start), int(seen.end)] = seen
    return found


def write_looks(looks: Iterable[Look], path: Path = LOOKS) -> None:
    """Write first looks in the order of documents and text."""
    rows = sorted(looks, key=lambda seen: (seen.document, int(seen.start), int(seen.end)))
    lines = ["\t".join(field.name for field in fields(Look))]
    lines += ["\t".join(_plain(astuple(seen))) for seen in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _plain(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in cells]


def _all(looks: Mapping[str, Mapping[tuple[int, int], Look]]) -> list[Look]:
    return [seen for document in looks.values() for seen in document.values()]


def main() -> None:
    """Add the documents of some labelled folders; those already there stay as they were."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    known = load_looks() if LOOKS.exists() else {}
    looks = _all(known)
    for folder in parser.parse_args().folders:
        for read in read_folder(folder, known=rules_alone()):
            if read.name not in known:
                looks += look(read)
    write_looks(looks)


if __name__ == "__main__":
    main()
