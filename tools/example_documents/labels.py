"""Labels of a document: where in its text, as intake shows it, each marked figure stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NotRequired, TypedDict

from tools.example_documents.source import Figure, Source, Text

# Words of context on each side of a number when it is looked for in the text. Three are enough
# to be unique, since figures are sought in order, and few enough to stay within a line break.
CONTEXT_WORDS = 3
# The words before a number may hold the figure before it, where the search has got to.
LOOK_BACK = 100


Label = TypedDict(
    "Label",
    {
        "start": int,
        "end": int,
        "text": str,
        "value": int | float,
        "of": NotRequired[int | float],
        "bound": str,
        "unit": str,
        "indicator": str,
        "place": str,
        "from": str | None,
        "to": str | None,
    },
)


class LabelError(ValueError):
    """A marked figure that the text of the finished document does not show."""


def find_labels(source: Source, text: str) -> Iterator[Label]:
    """Yield one label a figure, in the order of `text`; raises LabelError when one is missing."""
    position = 0
    for words in source.texts:
        for figure in words.figures:
            start = _find_start(words, figure, text, position)
            if start is None:
                raise LabelError(f"{source.file}: {figure.text} {figure.unit} is not in the text")
            yield _label(figure, start)
            position = start + len(figure.text)


def dump_labels(source: Source, text: str) -> str:
    """The labels as JSON lines."""
    return "".join(
        json.dumps(label, ensure_ascii=False) + "\n" for label in find_labels(source, text)
    )


def _find_start(words: Text, figure: Figure, text: str, position: int) -> int | None:
    before = words.plain[: figure.start].split()[-CONTEXT_WORDS:]
    after = words.plain[figure.start + len(figure.text) :].split()[:CONTEXT_WORDS]
    number = rf"(?<![\d.,/])({re.escape(figure.text)})(?![\d/%]|[.,]\d)"
    left = "".join(re.escape(word) + r"\s+" for word in before)
    # The word after may be glued to the number by a comma; a space in between is optional.
    right = r"\s*".join(["", *(re.escape(word) for word in after)])
    found = re.compile(left + number + right).finditer(text, max(0, position - LOOK_BACK))
    return next((match.start(1) for match in found if match.start(1) >= position), None)


def _label(figure: Figure, start: int) -> Label:
    label: Label = {
        "start": start,
        "end": start + len(figure.text),
        "text": figure.text,
        "value": _number(figure.value),
        "bound": figure.bound,
        "unit": figure.unit,
        "indicator": figure.indicator,
        "place": figure.place,
        "from": figure.span.first_day,
        "to": figure.span.last_day,
    }
    if figure.of is not None:
        label["of"] = _number(figure.of)
    return label


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
