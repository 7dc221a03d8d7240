"""The one place that chooses what the program runs on: which engine, over which ledger."""

from __future__ import annotations

import atexit

from django.conf import settings

from bayen.config.following import Following
from bayen.core.questions import Engine

_following = Following(settings.BAYEN_HOME)
atexit.register(_following.close)


def engine() -> Engine:
    """The engine over the ledger as it is now."""
    return _following.current()
