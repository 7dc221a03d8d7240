"""What may speak for a place of a figure, each fact spelled out as short named features.

Pure functions of a few small values, which `place_features` and `place_standing` find in a text:
what a fact is worth has to be worked out only once, however many texts bring it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

# --- of the place beside the figure -----------------------------------------------------------


@cache
def crossed(relation: str, where: str, level: int, rules: str) -> tuple[str, str, str, str]:
    """The features that count beside each thing known of the figure too.

    Args:
        relation: of the place to the text's own, as `place_relations.relate` has it.
        where: it is named: "b1" the nearest before in the sentence, "b2" one further off, "a1"
            after, "p1" in the sentence before, "q1" in the paragraph, "title", "far", "never".
        level: of the place.
        rules: how it lies to the place that the rules chose; "rules" of that one.
    """
    return relation, where, f"level {level}", rules


def lying(relation: str, where: str, level: int, rules: str) -> Iterator[str]:
    """The same two by two."""
    yield f"{relation} {where}"
    yield f"level {level} {where}"
    yield f"{rules} {where}"
    yield f"{rules} {relation}"


def chosen_by_rules(why: str, where: str) -> Iterator[str]:
    """Why the rules chose the place."""
    yield f"rules {why} {where}"


def had_beside(side: str, close: str, relation: str, where: str, why: str) -> Iterator[str]:
    """The figure beside has the place too."""
    yield f"{side} {close}"
    yield f"{side} {close} {relation}"
    yield f"{side} {close} {where[0]}"
    yield f"{side} {close} why={why}"


def not_beside(side: str, close: str, where: str) -> Iterator[str]:
    """The figure beside has another place."""
    yield f"not {side} {close} {where[0]}"


def shared(of: str, share: str, relation: str) -> Iterator[str]:
    """So many of the figures around have the place."""
    yield f"{of}{share}"
    if of == "paragraph":
        yield f"{of}{share} {relation}"


def spoken(fit: str, relation: str, where: str) -> Iterator[str]:
    """A level word without a name stands before the figure."""
    yield f"spoken {fit}"
    yield f"spoken {fit} {relation}"
    yield f"spoken {fit} {where}"


def spoken_before(line: str, fit: str, relation: str) -> Iterator[str]:
    """A level word without a name stands in the sentence before."""
    yield f"before {line} {fit} {relation}"


def marked(mark: str, relation: str, where: str) -> Iterator[str]:
    """The place is the one named last so far, or the first of the paragraph."""
    yield mark
    yield f"{mark} {where[0]}"
    yield f"{mark} {relation}"


# --- of the place in the whole text -----------------------------------------------------------


def in_text(
    share: str, named: str, in_title: bool, like: str, level: int, relation: str
) -> Iterator[str]:
    """So much of a text is of the place; it is named so often; so many others are like it."""
    yield f"text{share} {relation}"
    yield f"named{named} {relation}"
    if in_title:
        yield f"in title {relation}"
    yield f"levels{like} {relation}"
    yield f"level {level} {relation}"


def talked_of(share: str, beside: str, relation: str) -> Iterator[str]:
    """How often level words of the place stand without a name."""
    yield f"talk{share} {relation}"
    yield f"talk {beside} {relation}"


# --- of its name nearest to the figure ----------------------------------------------------------


def after(where: str, last: str, relation: str) -> Iterator[str]:
    """The word before the name."""
    yield f"{where[0]} after {last}"
    yield f"{where} after {last}"
    yield f"{where[0]} after {last} {relation}"


def after_two(side: str, second: str, last: str) -> Iterator[str]:
    """The two words before the name."""
    yield f"{side} after {second} {last}"


def then(side: str, following: str, further: str) -> Iterator[str]:
    """The words after the name; the second one counts before the figure only."""
    yield f"{side} then {following}"
    if further and side == "b":
        yield f"b then {following} {further}"


def mentioned(where: str, role: str, kind: str, inner: str, relation: str) -> Iterator[str]:
    """How the text has the name, here and elsewhere."""
    yield f"{where} {role}"
    yield f"{where} {role} {relation}"
    yield f"{where} {kind}"
    yield f"{where[0]} {kind} {relation}"
    yield f"{where[0]} {inner}"
    yield f"{where[0]} {inner} {relation}"


def apart(where: str, length: str, figures: int, commas: int, is_stopped: bool) -> Iterator[str]:
    """What stands between the name and the figure."""
    yield f"{where} gap{length}"
    yield f"{where} figures{figures}"
    yield f"{where[0]} commas{commas}"
    if is_stopped:
        yield f"{where[0]} ;"


def led(words: str) -> Iterator[str]:
    """So many words begin the sentence before the name."""
    yield f"b words before{words}"


# --- of the figure, whichever place it has ------------------------------------------------------


def opening(words: str) -> Iterator[str]:
    """The first words of the sentence."""
    yield f"opens={words}"


def counted(unit: str) -> Iterator[str]:
    """What is counted."""
    yield f"unit={unit}"


def of_indicator(code: str) -> Iterator[str]:
    """The indicator and its family."""
    yield f"code={code}"
    yield f"family={code.partition('.')[0]}"


def as_read(why: str, named: str) -> Iterator[str]:
    """What the rules' place rests on, and where in the sentence places are named."""
    yield f"why={why}"
    yield f"named={named}"


def set_in(level: str, whole: str, position: str) -> Iterator[str]:
    """The level words without a name before and after the figure, and where in the text it is."""
    yield f"level={level}"
    yield f"whole={whole}"
    yield f"position={position}"
