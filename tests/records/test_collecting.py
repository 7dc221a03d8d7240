"""The garbage collector rests while many objects are made, and always comes back."""

import gc

import pytest

from bayen.records.collecting import uncollected


def test_the_last_one_out_turns_it_on() -> None:
    def break_off() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise RuntimeError("broken off")

    with uncollected():
        with pytest.raises(RuntimeError, match="broken off"):
            break_off()
        assert not gc.isenabled()  # others are still at work
    assert gc.isenabled()
