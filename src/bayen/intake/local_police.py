"""The commune of a village just named, when its police act since: "…, công an xã bắt 2"."""

from __future__ import annotations

import re

from bayen.core.places import Level
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.values import Reason

# "người dân ấp A, xã B báo tin, công an xã bắt 2": who acts is of the commune.
_LOCAL_POLICE = re.compile(
    r"(?<!\w)(?<!để )(?<!báo )(?<!giúp )(?:công an|ubnd|lực lượng công an) (xã|phường|thị trấn)"
    r"(?= (?:đã |kịp thời |nhanh chóng |truy đuổi |đến |xác minh )*(?:và )?(?:bắt|làm rõ|truy|xử lý"
    r"|thu|mời|phạt|phát hiện|lập))"
)


def find_police(scan: Scan, placer: Placer, last: Mention, at: int) -> tuple[Placed, Reason] | None:
    """The commune whose police act between a name and a figure; None when none does.

    Args:
        scan: the text.
        placer: its mentions.
        last: the last one before the figure: the village, or the commune told right after it.
        at: where the figure stands.
    """
    acts = _LOCAL_POLICE.search(scan.lowered, last.end, at)
    if acts is None:
        return None
    commune = _around(placer, last, acts.group(1))
    if commune is None:
        return None
    return commune, Reason("place", f"«{acts.group()}» trong câu → {commune.label}")


def _around(placer: Placer, last: Mention, word: str) -> Placed | None:
    """The commune that a village lies in, if it is of the kind that the police are of."""
    if last.level is Level.VILLAGE:
        above = placer.above(last)
        return above if above and above.label.startswith(f"{word} ") else None
    village = placer.deepest(last)
    is_around = village.level is Level.VILLAGE and last.word == word
    return placer.resolve(last) if is_around else None
