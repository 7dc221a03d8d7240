"""Groups named in full once, then in short: "tổ liên gia an toàn PCCC", later "tổ liên gia"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bayen.intake.scan import Scan
from bayen.intake.values import Proposal, Reason

_SHORT, _FULL = "group.interfamily.", "group.fire_safety."
_SAID_IN_FULL = re.compile(r"liên gia (?:an toàn )?(?:về )?(?:pccc|phòng cháy|phòng, chống cháy)")
_ANOTHER = re.compile(r"liên gia tự quản|liên hộ")


def name_in_full(proposals: Sequence[Proposal], scan: Scan) -> list[Proposal]:
    """The same proposals; inter-family groups of a text that only knows those against fire."""
    if not any(p.indicator.startswith(_SHORT) for p in proposals):
        return list(proposals)
    if not _SAID_IN_FULL.search(scan.lowered) or _ANOTHER.search(scan.lowered):
        return list(proposals)
    reason = Reason("indicator", "bài chỉ nói đến tổ liên gia an toàn phòng cháy, chữa cháy")
    return [
        replace(
            p,
            indicator=_FULL + p.indicator.removeprefix(_SHORT),
            reasons=(reason, *p.reasons[1:]),
        )
        if p.indicator.startswith(_SHORT)
        else p
        for p in proposals
    ]
