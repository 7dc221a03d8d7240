"""Where the words of a text begin, put together from what is known of each piece of it.

A piece is what stands between two spaces. What is in it is kept as steps, each so many characters
on and the value of what begins there; the last leads to the next piece. The steps of all pieces
laid end to end are those of the text, so that adding up finds every place at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
_END = -1
"""Value of the step to the next piece, where nothing else begins."""


def steps_of(found: Iterable[tuple[int, int]], length: int) -> bytes:
    """The steps of a piece.

    Args:
        found: offset and value, from 0 on, of what begins in it, in order.
        length: of the piece in characters.
    """
    steps: list[int] = []
    last = 0
    for offset, value in found:
        steps += offset - last, value
        last = offset
    return array("i", [*steps, length + 1 - last, _END]).tobytes()


def follow_steps(pieces: Iterable[bytes]) -> tuple[Ints, Ints]:
    """Where everything begins in a text, in order, and the value of each; two arrays."""
    steps = np.frombuffer(b"".join(pieces), dtype=np.intc).reshape(-1, 2)
    values = steps[:, 1]
    is_word = values != _END
    return steps[:, 0].cumsum(dtype=np.int32)[is_word], values[is_word]
