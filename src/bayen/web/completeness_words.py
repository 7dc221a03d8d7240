"""How far a period has come, in one line."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bayen.core.quantities import render_number
from bayen.reads.completeness import Completeness


def sent_words(found: Completeness) -> str:
    """ "61/75 xã đã gửi, 61 đã duyệt"."""
    sent, expected, accepted = map(render_number, (found.sent, found.expected, found.accepted))
    return _("{sent}/{expected} xã đã gửi, {accepted} đã duyệt").format(
        sent=sent, expected=expected, accepted=accepted
    )
