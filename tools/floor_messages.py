"""Finds in the source what the floors below the pages say to people: their Vietnamese sentences.

A sentence with values, ``f"Báo cáo số {number} đã gửi rồi."``, is found as ``Báo cáo số {0} đã gửi
rồi.``; ``bayen.web.retelling`` knows a finished sentence again by it. What is no sentence of ours
is left out: patterns and word lists that read documents, and the words of documents we write.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bayen.catalogue.calendar import load_special_days
from bayen.catalogue.forms import load_forms
from bayen.catalogue.indicators import load_indicators, load_sections
from bayen.catalogue.unit_kinds import load_unit_kinds

FLOORS = ("access", "actions", "catalogue", "core", "engine", "intake", "reads", "records")
# Words of documents that go out, of the command line and the installer, and alphabets.
SILENT = (
    "actions/consolidated.py",
    "actions/consolidated_annexes.py",
    "catalogue/forms.py",
    "catalogue/gazetteer.py",
    "catalogue/indicators.py",
    "catalogue/places.py",
    "catalogue/tables.py",
    "catalogue/wordings.py",
    "core/collation.py",
    "intake/bare_names.py",
    "intake/following.py",
    "intake/formats/legacy.py",
    "intake/grids/amounts.py",
    "intake/grids/naming.py",
    "intake/known_names.py",
    "intake/layouts.py",
    "intake/leveled_names.py",
    "intake/names.py",
    "intake/numbers.py",
    "intake/person_names.py",
    "intake/word_ids.py",
    "reads/verification.py",
    "records/apps.py",
)
INTERNATIONAL = ("", "%", "km", "km2", "kg", "camera")  # units written alike everywhere
_VIETNAMESE = re.compile(r"[À-ỹ]")
_PATTERN = re.compile(r"\(\?|%[HMdmY]|\\|\||\[|\^|\$|[)\w]\?")


class Said(NamedTuple):
    """A sentence, its values as {0}, {1}; and the file that says it."""

    words: str
    path: str


def find_said(package: Path) -> Iterator[Said]:
    """Every sentence of the floors and every name of the catalogue that pages show."""
    for floor in FLOORS:
        for path in sorted((package / floor).rglob("*.py")):
            name = path.relative_to(package).as_posix()
            if name not in SILENT and "migrations" not in name:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                yield from (Said(words, name) for words in _sentences(tree, name))
    yield from _names()


def _names() -> Iterator[Said]:
    """Titles and units; indicators carry their English names themselves."""
    for title in load_sections().values():
        yield Said(title, "catalogue/data/sections.tsv")
    for form in load_forms().values():
        yield Said(form.title_vi, "catalogue/data/forms")
        for part in form.sections:
            yield Said(part.title_vi, "catalogue/data/forms")
    for kind in load_unit_kinds().values():
        if kind.name_vi != load_indicators()[kind.count].name_vi:
            yield Said(kind.name_vi, "catalogue/data/unit-kinds.tsv")
    for special in load_special_days().values():
        yield Said(special.name_vi, "catalogue/data/holidays.tsv")
    for indicator in load_indicators().values():
        if indicator.unit_vi.lower() not in INTERNATIONAL:
            yield Said(indicator.unit_vi, "catalogue/data/indicators.tsv")


def _sentences(tree: ast.Module, name: str) -> Iterator[str]:
    for node, above in _strings(tree, ()):
        words = _template(node)
        if _VIETNAMESE.search(words) and not _PATTERN.search(words) and _is_said(above, name):
            yield words


def _strings(
    node: ast.AST, above: tuple[ast.AST, ...]
) -> Iterator[tuple[ast.Constant | ast.JoinedStr, tuple[ast.AST, ...]]]:
    """Each text with the nodes around it; the parts of one with values are not told apart."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.JoinedStr):
            yield child, (*above, node)
            for value in child.values:
                if isinstance(value, ast.FormattedValue):
                    yield from _strings(value, (*above, node, child))
        elif isinstance(child, ast.Constant):
            if isinstance(child.value, str) and not isinstance(node, ast.Expr):
                yield child, (*above, node)
        else:
            yield from _strings(child, (*above, node))


def _template(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    count = 0
    parts = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{count}}}")
            count += 1
    return "".join(parts)


def _is_said(above: tuple[ast.AST, ...], name: str) -> bool:
    """Whether a text in this place of the source is for people."""
    if name.startswith("records/models/"):
        return any(isinstance(node, ast.ClassDef) and _is_choice(node) for node in above)
    if not name.startswith("intake/"):
        return True
    in_function = any(isinstance(node, ast.FunctionDef) for node in above)
    compares = any(isinstance(node, ast.Compare | ast.Subscript | ast.Set) for node in above)
    return in_function and not compares


def _is_choice(node: ast.ClassDef) -> bool:
    return any(isinstance(b, ast.Attribute) and b.attr.endswith("Choices") for b in node.bases)
