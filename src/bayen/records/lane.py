"""A second lane: one thread that does things in order while this one prepares the next.

Drivers let go of Python's lock while the database works, so that both get on at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

Deed = Callable[[], object]
_WAITING = 4  # so many may wait, with what they hold in memory


@contextmanager
def second_lane() -> Iterator[Callable[[Deed], None]]:
    """What takes deeds and has them done in order; all are done when the block is left.

    The first waits for a second: one alone is done by this very thread. Once one has failed none
    is begun, and its error is raised by one of the next calls, or on leaving. When the block
    itself fails, what was not begun stays undone.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="lane") as thread:  # begins with its first deed
        lane = _Lane(thread)
        try:
            yield lane.take
            lane.finish()
        finally:
            thread.shutdown(cancel_futures=True)


@dataclass(slots=True)
class _Lane:
    """
    Attributes:
        first: what waits for a second; None before and after.
        under_way: handed to the thread, the oldest first.
    """

    thread: ThreadPoolExecutor
    first: Deed | None = None
    under_way: deque[Future[None]] = field(default_factory=deque)
    has_failed: bool = False

    def take(self, deed: Deed) -> None:
        if self.first is None and not self.under_way:
            self.first = deed
            return
        if self.first is not None:
            self._send(self.first)
            self.first = None
        self._send(deed)

    def finish(self) -> None:
        if self.first is not None:
            self.first()
        for future in self.under_way:
            future.result()

    def _send(self, deed: Deed) -> None:
        if len(self.under_way) == _WAITING:
            self.under_way.popleft().result()
        self.under_way.append(self.thread.submit(self._do, deed))

    def _do(self, deed: Deed) -> None:
        if self.has_failed:
            return
        try:
            deed()
        except BaseException:
            self.has_failed = True
            raise
