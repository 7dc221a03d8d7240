"""What is done beside: in order, to the end, and not beyond a failure."""

from functools import partial
from threading import current_thread

import pytest

from bayen.records.lane import second_lane


def do_all(deeds):
    with second_lane() as take:
        for deed in deeds:
            take(deed)


def test_deeds_are_done_in_order_by_one_other_thread_and_all_of_them():
    done = []

    def deed(number):
        done.append((number, current_thread()))

    do_all(partial(deed, number) for number in range(20))
    assert [number for number, _ in done] == list(range(20))
    [thread] = {thread for _, thread in done}
    assert thread is not current_thread()


def test_one_alone_is_done_here_and_none_takes_nothing():
    done = []
    with second_lane():
        pass
    with second_lane() as take:
        take(lambda: done.append(current_thread()))
        assert done == []
    assert done == [current_thread()]


@pytest.mark.parametrize("failing", [0, 1, 7, 19])
def test_the_first_failure_is_told_and_nothing_after_it_is_begun(failing):
    done = []

    def deed(number):
        if number == failing:
            raise KeyError(number)
        done.append(number)

    with pytest.raises(KeyError):
        do_all(partial(deed, number) for number in range(20))
    assert done == list(range(failing))


def test_when_the_block_fails_its_own_error_is_told():
    done: list[int] = []

    def deeds():
        yield partial(done.append, 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do_all(deeds())
    assert done == []
