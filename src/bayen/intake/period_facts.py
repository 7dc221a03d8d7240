"""What may speak for the days of a figure, each fact spelled out as short named features.

Pure functions of a few small values, which `period_features` finds in a text: what a fact is
worth has to be worked out only once, however many texts bring it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# --- of the days beside the figure --------------------------------------------------------------


def told(source: str, how: str, kind: str) -> Iterator[str]:
    """Where the days are told, with how far or by what words."""
    yield f"{source} {how}"
    yield f"{source} {how} {kind}"


def beside(last: str, following: str, shape: str) -> Iterator[str]:
    """Whether the figures next to it have the days."""
    yield f"last {last}"
    yield f"next {following}"
    yield f"last {last} next {following}"
    yield f"last {last} {shape}"
    yield f"next {following} {shape}"


def agreed(here: str, kind: str) -> Iterator[str]:
    """So many of the figures of the sentence have the days."""
    yield f"here {here} {kind}"


def shared(share: str, kind: str, shape: str) -> Iterator[str]:
    """So many figures of the text have the days."""
    yield f"share {share} {kind}"
    yield f"share {share} {shape}"


def aged(shape: str, age: str, kind: str) -> Iterator[str]:
    """How long before the text the days ended."""
    yield f"{shape} {age}"
    yield f"{shape} {age} {kind}"


def own(shape: str) -> Iterator[str]:
    """The days are the rules' own."""
    yield f"own {shape}"


def own_told(source: str, why: str) -> Iterator[str]:
    """The rules' own are told there."""
    yield f"own {source}"
    yield f"own {source} {why}"


def turned(own: str, shape: str, kind: str, verbs: str) -> Iterator[str]:
    """The days are others than the rules' own."""
    yield f"{own}>{shape}"
    yield f"{own}>{shape} {kind}"
    yield f"{own}>{shape} {verbs}"


# --- of the figure, whichever days it has -------------------------------------------------------


def indicated(kind: str, code: str) -> Iterator[str]:
    """What sort of figure it is."""
    yield f"kind={kind}"
    yield f"family={code.partition('.')[0]}"
    yield f"code={code}"


def done_so(verb: str, verbs: str, kind: str, genre: str) -> Iterator[str]:
    """The last verb before the figure, and of what class it is."""
    yield f"verb={verb}"
    yield f"verbs={verbs}"
    yield f"verbs={verbs} {kind} {genre}"


def of_genre(genre: str, kind: str, code: str) -> Iterator[str]:
    """What sort of text it is."""
    yield f"genre={genre}"
    yield f"genre={genre} {kind}"
    yield f"genre={genre} {code.partition('.')[0]}"


def near(*words: str) -> Iterator[str]:
    """The last one or two words before the figure; none where it begins the sentence."""
    yield f"near={words[-1] if words else '^'}"
    if len(words) != 1:
        yield f"near={' '.join(words)}"


def opening(word: str) -> Iterator[str]:
    """The first word of the sentence."""
    yield f"opens={word}"


def counted(unit: str) -> Iterator[str]:
    """The word after the figure."""
    yield f"unit={unit}"


def timed(is_done: bool, is_now: bool, kind: str) -> Iterator[str]:
    """Words that say of work that it is done, and of a state that it is."""
    yield f"done={is_done} {kind}"
    yield f"now={is_now} {kind}"


def cued(kind: str, cues: Iterable[str]) -> Iterator[str]:
    """Turns of speech that place what is told in time, by their class."""
    return (f"cue={cue} {kind}" for cue in cues)


def marked(kind: str, marks: Iterable[str]) -> Iterator[str]:
    """Of each of something, in somebody's words, an item of a list, of another place."""
    return (f"{mark} {kind}" for mark in marks)


def times_near(before: str, after: str, vague: str, above: str, kind: str) -> Iterator[str]:
    """Which words of time stand in the sentence, and which before it."""
    yield f"before={before} {kind}"
    yield f"after={after} {kind}"
    yield f"vague={vague} {kind}"
    yield f"above={above} {kind}"


def as_read(why: str, kind: str, shape: str) -> Iterator[str]:
    """What the rules' days rest on."""
    yield f"why={why}"
    yield f"why={why} {kind}"
    yield f"why={why} {kind} {shape}"
