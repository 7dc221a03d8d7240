"""Learn what words around a number tell of its indicator, and when that outweighs the rules.

    python -m tools.fit_names            fit, write the data, say what it gives (some minutes)
    python -m tools.fit_names --try      only say what it gives, authors left out in turn

Two steps. A multinomial logistic regression over the clues of ``bayen.intake.clues`` is
fitted on all open labelled texts (indicator-words.npz). Then a conditional logit chooses between
the rules' own and what the words say (indicator.tsv); it is fitted on the retold texts alone,
where what the rules said before they had seen a text is known (corpus/first-looks.tsv), and on
words fitted without the author in question.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from bayen.catalogue.choices import POINTS_PER_UNIT
from bayen.catalogue.wordings import FILE, Wordings, in_new_way, with_old_spellings
from bayen.intake import load_knowledge
from bayen.intake.clues import find_clues, keys_of_previous, unit_name
from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.scan import Scan
from bayen.intake.second_names import OTHER, SecondNamer, add_previous, candidates
from bayen.intake.word_ids import Vocabulary, split_words
from tools.choice_model import Fit, Group, fit
from tools.first_looks import Look, author_of, load_looks
from tools.fit_confidence import EXAMPLES
from tools.score_reading import CORPUS, PARTS, ROOT, Line, match, read_folder
from tools.word_model import Clued, Words, fit_words, write_words

DATA = ROOT / "src" / "bayen" / "catalogue" / "data"
POINTS = DATA / "choices" / "indicator.tsv"
TOLD = "retold"
FOLDS = 4
"""Authors are left out in so many groups for the words."""
LEAST_TEXTS = 3
"""In how many texts a word or a clue must be told to be learned."""
RIDGE = 10.0
LEAST_POINTS = 5
"""Points below which a feature is not worth its line."""


# --- what was read ---------------------------------------------------------------------------


@dataclass(slots=True)
class Figure:
    """A labelled figure.

    Attributes:
        index: of the figure in its text.
        found: it.
        right: its label.
        own, weight: what the rules said of it, before they had seen the text where known.
        previous: the same of the figure before in the sentence; "" for none.
    """

    index: int
    found: Found
    right: str
    own: str
    weight: float
    previous: str


@dataclass(slots=True)
class Text:
    """A labelled text with the words around its figures."""

    name: str
    author: str
    scan: Scan
    found: Sequence[Found]
    contexts: Sequence[Context]
    figures: list[Figure] = field(default_factory=list)


@dataclass(slots=True)
class Recorder:
    """Stands in for the second look: keeps what the rules say and lets it stand."""

    scan: Scan | None = None
    found: Sequence[Found] = ()
    contexts: Sequence[Context] = ()
    named: list[tuple[Named, str]] = field(default_factory=list)

    def look(self, scan: Scan, found: Sequence[Found], contexts: Sequence[Context]) -> Recorder:
        self.scan, self.found, self.contexts, self.named = scan, found, contexts, []
        return self

    def name(self, index: int, figure: Found, named: Named, previous: str) -> Named:
        self.named.append((named, previous))
        return named


def read_texts(folder: Path) -> Iterator[Text]:
    """The labelled texts of a folder of the corpus, read by the rules alone."""
    looks = load_looks() if folder.name == TOLD else {}
    recorder = Recorder()
    known = replace(load_knowledge(), second=recorder)
    for read in read_folder(folder, known=known):
        if recorder.scan is not None:
            author = author_of(read.name) if folder.name == TOLD else folder.name
            text = Text(read.name, author, recorder.scan, recorder.found, recorder.contexts)
            _label(text, recorder.named, read.labelled, looks.get(read.name, {}))
            yield text
        recorder.scan = None


def _label(
    text: Text,
    named: Sequence[tuple[Named, str]],
    labels: Sequence[Line],
    looks: Mapping[tuple[int, int], Look],
) -> None:
    lines = [
        {
            "start": one.candidate.start,
            "end": one.candidate.end,
            "value": float(one.candidate.value),
        }
        for one in text.found
    ]
    right = {id(line): gold["indicator"] for gold, line in match(labels, lines)[0]}
    last, code = -1, ""
    for index, (found, line) in enumerate(zip(text.found, lines, strict=True)):
        sentence = text.scan.sentence_number(found.number.start)
        code = code if sentence == last else ""
        last = sentence
        own, weight = _own(found, named[index][0], looks)
        if id(line) in right:
            text.figures.append(Figure(index, found, right[id(line)], own, weight, code))
        code = code if own == OTHER else own


def _own(found: Found, named: Named, looks: Mapping[tuple[int, int], Look]) -> tuple[str, float]:
    start, end = found.candidate.start, found.candidate.end
    for (begin, stop), seen in looks.items():
        if begin < end and start < stop:
            return seen.indicator, float(seen.weight or 0)
    return named.code, named.weight


# --- words -----------------------------------------------------------------------------------


def learn_vocabulary(texts: Sequence[Text]) -> Vocabulary:
    """The words and counted nouns told in enough texts."""
    words: dict[str, set[str]] = defaultdict(set)
    units: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word, _ in split_words(text.scan.lowered):
            words[in_new_way(word)].add(text.name)
        for found in text.found:
            classes = found.unit.classes if found.unit else ()
            for name in (unit_name(found), *(f"@{kind}" for kind in classes)):
                units[name].add(text.name)
    return Vocabulary(_often(words, LEAST_TEXTS), _often(units, LEAST_TEXTS - 1))


def _often(told: Mapping[str, set[str]], least: int) -> dict[str, int]:
    kept = sorted(name for name, where in told.items() if len(where) >= least)
    return {name: at for at, name in enumerate(kept, start=1)}


def clues_of(texts: Sequence[Text], vocabulary: Vocabulary, codes: Sequence[str]) -> Clued:
    """The clues of all labelled figures."""
    keys, owner, count = [], [], 0
    at_code = {code: at for at, code in enumerate(codes, start=1)}
    spelled = Vocabulary(with_old_spellings(vocabulary.words), vocabulary.units)
    for text in texts:
        clues = find_clues(text.scan, text.found, text.contexts, spelled)
        row = np.full(len(text.found), -1)
        for one in text.figures:
            row[one.index] = count
            unit = vocabulary.units.get(unit_name(one.found), 0)
            before = keys_of_previous(at_code.get(one.previous, 0), unit)
            keys.append(np.array(before))
            owner.append(np.full(len(before), count))
            count += 1
        of = row[clues.owner]
        keys.append(clues.keys[of >= 0])
        owner.append(of[of >= 0])
    return Clued(np.concatenate(keys), np.concatenate(owner))


# --- what it gives ---------------------------------------------------------------------------


def learn_words(
    texts: Sequence[Text], vocabulary: Vocabulary, codes: Sequence[str]
) -> tuple[Words, dict[str, Wordings]]:
    """What the words tell by all texts, and for each author by the texts of others."""
    clued = clues_of(texts, vocabulary, codes)
    figures = [(text, one) for text in texts for one in text.figures]
    right = np.array([codes.index(one.right) for _, one in figures])
    document = np.array([text.name for text, _ in figures])
    author = np.array([text.author for text, _ in figures])
    authors = sorted({text.author for text in texts} - {*PARTS, EXAMPLES.name})
    apart: dict[str, Wordings] = {}
    for turn in range(FOLDS):
        left_out = authors[turn::FOLDS]
        seen = ~np.isin(author, left_out)
        words = fit_words(clued, right, document, codes, seen=seen)
        apart |= dict.fromkeys(left_out, words.wordings(vocabulary))
        print(f"words without {' '.join(left_out)}: {words.size} entries", flush=True)
    return fit_words(clued, right, document, codes), apart


def groups_of(texts: Sequence[Text], words: Mapping[str, Wordings]) -> list[Group]:
    """What there is to choose from, where the words would have another than the rules."""
    return [
        group
        for text in texts
        if text.author in words
        for group in _groups_of_text(text, words[text.author])
    ]


def _groups_of_text(text: Text, wordings: Wordings) -> Iterator[Group]:
    namer = SecondNamer({}, (wordings, {}))
    look = namer.look(text.scan, text.found, text.contexts)
    if look is None:
        return
    for one in text.figures:
        row = look.odds[one.index]
        add_previous(row, wordings, one.found, one.previous)
        told = candidates(wordings.codes, row, one.own, one.weight, one.found, one.previous)
        agrees = wordings.codes[int(row.argmax())] == one.own
        right = list(told).index(one.right) if one.right in told else -1
        choices = list(told.values())[: 1 if agrees else None]
        yield Group(text.name, text.author, choices, right)


def try_choices(texts: Sequence[Text], groups: Sequence[Group]) -> None:
    """Say how often the rules and the second look are right, by author left out."""
    total = [0, 0, 0, 0]
    for author in sorted({group.author for group in groups}):
        learned = fit(_fitted([g for g in groups if g.author != author]), ridge=RIDGE)
        mine = [group for group in groups if group.author == author]
        chosen = [int(np.argmax(learned.scores(group))) for group in mine]
        before = sum(group.right == 0 for group in mine)
        pairs = list(zip(mine, chosen, strict=True))
        after = sum(group.right == at for group, at in pairs)
        up = sum(group.right == at != 0 for group, at in pairs)
        total = [a + b for a, b in zip(total, (len(mine), before, after, up), strict=True)]
        print(f"{author}: {before / len(mine):.3f} -> {after / len(mine):.3f}")
    count, before, after, up = total
    told = f"{up} mended, {up + before - after} broken"
    print(f"all: {before / count:.4f} -> {after / count:.4f} ({told})")


def _fitted(groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if group.right >= 0 and len(group.candidates) > 1]


def write_points(learned: Fit) -> None:
    """Write the points of what is worth its line."""
    points = {name: round(worth * POINTS_PER_UNIT) for name, worth in learned.worth.items()}
    kept = sorted((name, value) for name, value in points.items() if abs(value) >= LEAST_POINTS)
    lines = ["feature\tpoints", *(f"{name}\t{value}" for name, value in kept)]
    POINTS.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Fit, and write unless it is only a try."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--try", dest="is_try", action="store_true", help="write nothing")
    is_try = parser.parse_args().is_try
    folders = [*(CORPUS / part for part in (*PARTS, TOLD)), EXAMPLES]
    texts = [text for folder in folders for text in read_texts(folder)]
    figures = [one for text in texts for one in text.figures]
    codes = sorted({code for one in figures for code in (one.right, one.own)})
    vocabulary = learn_vocabulary(texts)
    words, apart = learn_words(texts, vocabulary, codes)
    groups = groups_of(texts, apart)
    try_choices(texts, groups)
    if not is_try:
        write_words(DATA / FILE, words, vocabulary)
        write_points(fit(_fitted(groups), ridge=RIDGE))


if __name__ == "__main__":
    main()
