"""One word, one meaning: find the words that the project has agreed not to use.

Three kinds of rule: for identifiers of Python (names as the tokenizer sees them, so prose and
strings are free), for names of modules and folders, and for lines of any text file. Each rule
carries samples that it must leave alone and samples that it must catch, and
tests/tools/test_vocabulary_lint.py holds it to both. A line that has to break a rule says why:
`# vocabulary: the library's own name`.
"""

import enum
import io
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FOLDERS = (".ci", "corpus", "docs", "examples", "src", "tests", "tools")
TEXT_SUFFIXES = {
    ".cfg", ".css", ".csv", ".html", ".in", ".ini", ".js", ".json", ".lock", ".md", ".py",
    ".sql", ".toml", ".tsv", ".txt", ".typ", ".xml", ".yaml", ".yml",
}  # fmt: skip
TEXT_NAMES = {"Makefile", "run", ".gitignore", ".gitattributes", ".editorconfig"}
SKIPPED_FOLDERS = {"__pycache__", "vendor", "node_modules"}

EXCUSE = re.compile(r"# vocabulary: \w+")


class Subject(enum.Enum):
    """What a rule looks at."""

    IDENTIFIER = "identifier"
    MODULE = "module"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Rule:
    """A word not to use.

    Attributes:
        code: Names the rule in messages; never reused.
        subject: Whether `pattern` must match a whole identifier, a whole module or folder name, or
            any part of a line.
        remedy: What to write instead.
        good: Samples that the rule must leave alone.
        bad: Samples that it must catch.
        exempt: Files, relative to the root, that have to show the word.
    """

    code: str
    subject: Subject
    pattern: re.Pattern[str]
    remedy: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    exempt: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Breach:
    """Where a rule was broken; `line` is 0 when it is the name of the file itself."""

    path: str
    line: int
    word: str
    rule: Rule

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule.code}: '{self.word}': {self.rule.remedy}"


THIS_FILE = frozenset({"tools/vocabulary_lint.py"})

RULES = (
    Rule(
        "bare-report",
        Subject.IDENTIFIER,
        re.compile(r"reports?|Reports?", re.ASCII),
        "a Submission comes in, a Publication goes out",
        good=("submission = read(path)", "reported = 61", "note = 'a report'  # of the report"),
        bad=("report = read(path)", "class Report:", "for r in reports:"),
    ),
    Rule(
        "dates-say-their-end",
        Subject.IDENTIFIER,
        re.compile(r"(start|end|begin|from|to)_date|date_(start|end|from|to)"),
        "first_day/last_day are inclusive; valid_from/valid_until are half-open",
        good=("first_day = span.first_day", "valid_until: date", "restart_date = 1"),
        bad=("start_date = day", "def f(end_date): ...", "x.date_from"),
    ),
    Rule(
        "recorded-at",
        Subject.IDENTIFIER,
        re.compile(r"(inserted|entered|learned)_(at|on)"),
        "recorded_at is when we learned it",
        good=("recorded_at: datetime", "known_at(ledger, moment)"),
        bad=("entered_at = now", "row.inserted_on"),
    ),
    Rule(
        "one-word-for-place",
        Subject.IDENTIFIER,
        re.compile(r"(admin_?unit|org_?unit|location|AdminUnit|OrgUnit|Location)s?"),
        "a lasting place is a Place, its name and code for a time a PlaceVersion",
        good=("place = atlas.version(place_id, day)", "allocation = 1"),
        bad=("location = 'p14.2004'", "class OrgUnit:", "admin_units = []"),
    ),
    Rule(
        "one-word-for-indicator",
        Subject.IDENTIFIER,
        re.compile(r"(metric|kpi|data_?element|Metric|KPI|DataElement)s?"),
        "what is measured is an Indicator",
        good=("indicator = catalogue['case.total']", "symmetric = True"),
        bad=("metric = 'case.total'", "class DataElement:", "kpis = {}"),
    ),
    Rule(
        "no-junk-drawer",
        Subject.MODULE,
        re.compile(r"utils?|helpers?|common|misc|stuff|shared|lib|[a-z]+_(utils?|helpers?)"),
        "name a module for what it holds, or for what it extends",
        good=("quantities", "text_offsets", "library_cards"),
        bad=("utils", "helpers", "common", "date_utils"),
    ),
    Rule(
        "no-index-host",
        Subject.LINE,
        re.compile(
            r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|https?://[^\s\"'<>]*/(simple|pypi|npm)/"
            r"|(?<!no-emit-)(?<!extra-)\bindex-url\b|extra-index-url"
        ),
        "package registries are the installer's matter: name no host of one",
        good=("pip install bayen", "--no-emit-index-url", "https://example.org/simplest/"),
        bad=(
            "see https://pypi.org/project/bayen",
            "--extra-index-url http://mirror/x",
            "http://10.0.0.1:8080/simple/django/",
        ),
        exempt=THIS_FILE,
    ),
    Rule(
        "no-machine-path",
        Subject.LINE,
        re.compile(r"(?<![\w.}>/])/(work|root|tmp|home|Users|mnt)/\w|\b[C-Z]:\\\\?Users\b"),
        "paths of one machine mean nothing on another: take them from arguments or Path(__file__)",
        good=("path = root / 'work' / 'x'", "https://example.org/home/x", "./tmp/x", "out/tmp/x"),
        bad=("open('/tmp/x')", "cd /root/bayen", "C:\\Users\\an", "see /home/an/bayen"),
        exempt=THIS_FILE,
    ),
)


def main(root: Path = ROOT) -> int:
    breaches = list(find_breaches(root))
    for breach in breaches:
        print(breach)
    if breaches:
        print(f"Vocabulary: {len(breaches)} to mend.")
    return 1 if breaches else 0


def find_breaches(root: Path) -> Iterator[Breach]:
    """Every breach in the tree under `root`, in order of path and line."""
    for path in find_text_files(root):
        relative = path.relative_to(root).as_posix()
        yield from check_names(relative)
        yield from check_text(relative, path.read_text(encoding="utf-8"))


def find_text_files(root: Path) -> Iterator[Path]:
    """The text files that we write ourselves: none vendored, none generated by an installer."""
    candidates = [*root.iterdir(), *(p for name in FOLDERS for p in (root / name).rglob("*"))]
    for path in sorted(candidates):
        is_text = path.suffix in TEXT_SUFFIXES or path.name in TEXT_NAMES
        is_ours = not SKIPPED_FOLDERS.intersection(path.relative_to(root).parts)
        if is_text and is_ours and path.is_file():
            yield path


def check_names(path: str) -> list[Breach]:
    """What is wrong with the names on the way to the file, its own among them."""
    *folders, name = path.split("/")
    if not name.endswith(".py"):
        return []
    words = [*folders, name.removesuffix(".py")]
    return [
        Breach(path, 0, word, rule)
        for rule in _rules(Subject.MODULE, path)
        for word in words
        if rule.pattern.fullmatch(word)
    ]


def check_text(path: str, text: str) -> list[Breach]:
    """What is wrong inside one file."""
    lines = text.splitlines()
    found = [
        Breach(path, number, match.group(), rule)
        for rule in _rules(Subject.LINE, path)
        for number, line in enumerate(lines, start=1)
        if (match := rule.pattern.search(line))
    ]
    if path.endswith(".py"):
        found += _check_identifiers(path, text)
    return [breach for breach in found if not EXCUSE.search(lines[breach.line - 1])]


def _check_identifiers(path: str, text: str) -> Iterator[Breach]:
    rules = list(_rules(Subject.IDENTIFIER, path))
    for number, name in _identifiers(text):
        for rule in rules:
            if rule.pattern.fullmatch(name):
                yield Breach(path, number, name, rule)


def _identifiers(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME:
            yield token.start[0], token.string


def _rules(subject: Subject, path: str) -> Iterable[Rule]:
    return (rule for rule in RULES if rule.subject is subject and path not in rule.exempt)


if __name__ == "__main__":
    sys.exit(main())
