"""A name for how far a form is filled in: the same for the same figures, and for no others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def version_of(written: Mapping[str, str]) -> str:
    """Sixteen hex digits over what stands in each field; an empty one is as if it were not there.

    A page says with it over what it was typed, so that an old page overwrites nothing newer.
    """
    kept = json.dumps(sorted(item for item in written.items() if item[1]))
    return hashlib.sha256(kept.encode()).hexdigest()[:16]
