"""The one place that chooses what the program runs on: which engine, over which ledger."""

from __future__ import annotations

import atexit
from pathlib import Path

from django.conf import settings

from bayen.config.cluster import ClusterFollowing
from bayen.config.following import Following
from bayen.core.questions import Engine


def _chosen() -> Following | ClusterFollowing:
    if settings.BAYEN_CLUSTER:
        folder = Path(settings.BAYEN_CLUSTER_FOLDER)
        return ClusterFollowing(settings.BAYEN_CLUSTER, folder, settings.BAYEN_CLUSTER_SHARDS)
    return Following(settings.BAYEN_HOME)


_following = _chosen()
atexit.register(_following.close)


def engine() -> Engine:
    """The engine over the ledger as it is now."""
    return _following.current()
