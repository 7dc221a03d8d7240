"""Where commands speak: what Ctrl-C may not break."""

import signal

import pytest

from bayen.cli.terminal import unbroken


def _write(done: list[str], fault: OSError | None = None) -> None:
    """Something during which Ctrl-C comes."""
    with unbroken():
        signal.raise_signal(signal.SIGINT)
        if fault is not None:
            raise fault
        done.append("written")


def test_ctrl_c_waits_for_what_is_begun() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _write(done)
    assert done == ["written"]


def test_without_ctrl_c_nothing_is_raised_and_the_next_one_counts_again() -> None:
    with unbroken():
        pass
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_an_error_inside_is_not_hidden_by_ctrl_c() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(OSError, match="full"):
        _write([], OSError("full"))
    assert signal.getsignal(signal.SIGINT) is before
