"""One lane: so many are served at a time, whoever came first is called first."""

from __future__ import annotations

import heapq
import threading
from itertools import count


class Lane:
    """Its places pass from hand to hand; nobody who comes later slips in between.

    Attributes:
        places: how many are served at a time.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._free = places
        self._waiting: list[tuple[float, int, threading.Event]] = []
        self._numbers = count()  # of two who came at the same moment
        self._lock = threading.Lock()

    def enter(self, came: float, patience: float) -> bool:
        """Wait for a place, at most ``patience`` seconds; False where none came free.

        came: when the one who waits came first, in seconds of a clock that all of them share.
        """
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            called = threading.Event()
            mine = (came, next(self._numbers), called)
            heapq.heappush(self._waiting, mine)
        return called.wait(patience) or self._is_called_after_all(mine)

    def leave(self) -> None:
        """Give the place to the next one."""
        with self._lock:
            if self._waiting:
                heapq.heappop(self._waiting)[2].set()
            else:
                self._free += 1

    def _is_called_after_all(self, mine: tuple[float, int, threading.Event]) -> bool:
        """Called in the moment in which the patience ended: then the place is ours."""
        with self._lock:
            if mine[2].is_set():
                return True
            self._waiting.remove(mine)
            heapq.heapify(self._waiting)
            return False
