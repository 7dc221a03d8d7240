"""The marked sources of the example documents say all that was published, and nothing else."""

import re
from pathlib import Path

import pytest

from bayen.cli.examples import find_examples, manifest_path
from bayen.core.quantities import BOUND_WORDS
from tools.build_examples import WRITERS, load_sources, render_manifest
from tools.example_documents.source import BOUNDS, Source, SourceError, load_source

SOURCES = {Path(source.file).stem: source for source in load_sources()}
Fact = tuple[str, ...]


def published_facts(name: str) -> set[Fact]:
    """Facts of one document from the table beside this test, whose figures the press printed."""
    lines = Path(__file__).with_name("published_facts.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return {tuple(row[1:]) for row in rows if row[0] == name}


def stated_facts(source: Source) -> set[Fact]:
    return {
        (
            figure.indicator,
            str(figure.value),
            "" if figure.of is None else str(figure.of),
            figure.bound,
            figure.place,
            figure.span.first_day or "",
            figure.span.last_day or "",
        )
        for text in source.texts
        for figure in text.figures
    }


def test_there_are_five_documents_of_the_four_kinds():
    kinds = sorted(Path(source.file).suffix for source in SOURCES.values())
    assert kinds == [".docx", ".docx", ".html", ".pdf", ".txt"]


@pytest.mark.parametrize("name", SOURCES)
def test_every_published_fact_is_stated_and_no_other(name):
    assert stated_facts(SOURCES[name]) == published_facts(name)


@pytest.mark.parametrize("name", SOURCES)
def test_a_bound_has_its_word_before_the_number(name):
    for text in SOURCES[name].texts:
        for figure in text.figures:
            word = text.plain[: figure.start].split()[-1:] or [""]
            bound = BOUND_WORDS.get(word[0].lower())
            assert (bound.name_en if bound else "exact") == figure.bound, figure.text
            assert figure.bound in BOUNDS | {"exact"}


@pytest.mark.parametrize("name", SOURCES)
def test_every_number_in_the_words_is_a_figure_or_a_known_other(name):
    others = r"\d+-[A-Z]+/TW|ngày [\d/]+|năm \d{4}|tháng \d+|giai đoạn \d|quốc lộ \w+"
    others += r"|5 năm qua|\"3 yên\"|^\d\. |^\d$"
    for text in SOURCES[name].texts:
        marks = list(text.plain)
        for figure in text.figures:
            marks[figure.start : figure.start + len(figure.text)] = " " * len(figure.text)
        rest = re.sub(others, "", "".join(marks), flags=re.IGNORECASE)
        assert not re.search(r"\d", rest), rest


@pytest.mark.parametrize("name", SOURCES)
def test_it_names_no_person(name):
    title = re.compile(r"\b(ông|bà|đồng chí|(thiếu|trung|thượng|đại) tá)\s+(\w)", re.IGNORECASE)
    for text in SOURCES[name].texts:
        assert not any(match.group(3).isupper() for match in title.finditer(text.plain))


def test_the_manifest_lists_files_that_are_there_and_is_current():
    manifest = manifest_path()
    assert manifest.read_text(encoding="utf-8") == render_manifest(list(SOURCES.values()))
    for line in manifest.read_text(encoding="utf-8").splitlines()[1:]:
        assert (manifest.parent / line.split("\t")[0]).is_file()


@pytest.mark.parametrize("name", [n for n, s in SOURCES.items() if not s.file.endswith(".pdf")])
def test_the_document_is_built_from_its_source(name):
    source = SOURCES[name]
    folder = find_examples()
    assert folder is not None
    path = folder / "documents" / source.file
    assert WRITERS[path.suffix](source) == path.read_bytes()


def test_a_wrong_word_in_a_figure_is_refused(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("date: 2020-01-01\nplace: xã A\n\n[[3 | model.new | mô hình | overr]]\n")
    with pytest.raises(SourceError, match="overr"):
        load_source(path)
