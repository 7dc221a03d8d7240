"""What clues tell of an indicator, fitted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bayen.catalogue import wordings
from bayen.catalogue.wordings import PER_UNIT
from bayen.intake.word_ids import Vocabulary
from tools.word_model import Clued, Words, fit_words, write_words

BIAS = 31 << 39
LEFT, RIGHT = 1 << 39 | 5, 1 << 39 | 6


WORDS = Vocabulary({"w": 1}, {"u": 1})


@pytest.fixture(scope="module")
def words() -> Words:
    """Of twelve figures in six texts: one clue stands with the one code, one with the other."""
    keys = [key for at in range(12) for key in (BIAS, LEFT if at % 2 else RIGHT)]
    owner = [at for at in range(12) for _ in range(2)]
    right = np.array([0 if at % 2 else 1 for at in range(12)])
    document = np.array([f"t{at % 6}" for at in range(12)])
    return fit_words(Clued(np.array(keys), np.array(owner)), right, document, ["a.x", "b.y"])


def test_a_clue_speaks_for_what_it_stood_with(words: Words) -> None:
    told = words.wordings(WORDS)
    at = int(np.searchsorted(told.keys, LEFT))
    worth = told.odds[at] / PER_UNIT
    assert worth[0] > 0.3 > -0.3 > worth[1]


def test_what_is_written_is_what_the_reader_loads(
    words: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_words(tmp_path / "words.npz", words, WORDS)
    monkeypatch.setattr(wordings, "read_bytes", lambda _: (tmp_path / "words.npz").read_bytes())
    loaded = wordings.load_wordings.__wrapped__()
    expected = words.wordings(WORDS)
    assert loaded.codes == expected.codes
    assert dict(loaded.units) == dict(expected.units)
    for name in ("base", "keys", "odds"):
        assert np.array_equal(getattr(loaded, name), getattr(expected, name)), name
