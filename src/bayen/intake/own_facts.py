"""What may speak for a place that a whole text is of, each fact spelled out as named features.

Pure functions of a few small values, as `place_facts` has them of a figure. Every feature counts
otherwise for a province than for a commune: ``mark`` is the first letter of the place's level.
"""

from __future__ import annotations

from collections.abc import Iterator


def standing(mark: str, is_rules: bool, since_two_levels: bool) -> Iterator[str]:
    """The level, whether the rules chose the place, and which map the text goes by."""
    yield mark
    if is_rules:
        yield f"{mark} rules"
    if since_two_levels:
        yield f"{mark} since two levels"


def named(mark: str, start: str, titled: bool, in_lead: bool, lines: str) -> Iterator[str]:
    """Where a place is named: first, and in what share of the lines that name any."""
    yield f"{mark} from {start}"
    if titled:
        yield f"{mark} titled"
    if in_lead:
        yield f"{mark} in lead"
    yield f"{mark} lines {lines}"


def inside(mark: str, share: str, share_with_word: str) -> Iterator[str]:
    """How much of all that is named lies in a place, and of what has its level word."""
    yield f"{mark} inside {share}"
    yield f"{mark} covers {share_with_word}"


def parts(mark: str, count: str, most: str, titled: bool) -> Iterator[str]:
    """How many parts of a place are named, how much one commune of it, and whether in the head."""
    yield f"{mark} parts {count}"
    yield f"{mark} one commune {most}"
    if titled:
        yield f"{mark} part titled"


def scored(mark: str, score: str, within: str) -> Iterator[str]:
    """How strongly the rules hold that a text is of a place, and of it and its parts."""
    yield f"{mark} score {score}"
    yield f"{mark} scores {within}"


def spoken(mark: str, here: str, share: str, above: str, below: str) -> Iterator[str]:
    """How often the text speaks of the level of a place without a name, and of others."""
    yield f"{mark} spoken {here}"
    yield f"{mark} spoken of all {share}"
    yield f"{mark} spoken above {above}"
    yield f"{mark} spoken below {below}"


def counted(mark: str, agents: str, counted_parts: str) -> Iterator[str]:
    """How often who acts is of the level of a place, and how often its parts are counted."""
    yield f"{mark} agents {agents}"
    yield f"{mark} counted {counted_parts}"


def sized(mark: str, what: str, size: int) -> Iterator[str]:
    """How large the largest number of what is counted is; larger ones count as all smaller too."""
    yield f"{mark} {what}"
    for step in range(1, size + 1):
        yield f"{mark} {what} from {step}"
