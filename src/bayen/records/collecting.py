"""Work that makes very many objects and no cycles: the garbage collector would look for none.

While it works the collector goes through all that is there again and again; what it may find
waits until afterwards. Objects that nobody holds are let go at once, as ever.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_at_work = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """No cycles are looked for until the last of those at work is done, in any thread."""
    global _at_work
    with _lock:
        _at_work += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _at_work -= 1
            if not _at_work:
                gc.enable()
