"""How sure a proposal is: measured shares, not feelings.

The numbers are the shares of figures of the corpus whose indicator, place and period were all
right, by what the period rests on and by the weight of the phrase that named the indicator
(``tools/score_reading.py`` reads the same corpus). Measure again when the reader changes much.
"""

from __future__ import annotations

from bayen.intake.indicators import Named
from bayen.intake.placing import Placed
from bayen.intake.values import Reason

# By the beginning of the reason for the period.
_BY_PERIOD = (
    ("«", 0.94),  # words of time in the sentence
    ("hiện trạng", 0.92),
    ("tiếp câu", 0.85),  # carried from a sentence before
    ("trao tại", 0.75),
    ("không có", 0.5),
    ("chỉ nói", 0.5),
)
_OTHER_PERIOD = 0.85
_BY_WEIGHT = ((7.0, 1.03), (5.0, 1.0), (3.0, 0.98), (0.0, 0.7))
_RIVAL_NEAR = 0.85
_MOST = 0.97


def estimate(named: Named, placed: Placed | None, period: Reason) -> float:
    """The share of such figures that are right in everything, 0 to 1."""
    if named.code == "other":
        return 0.3
    sure = next((s for words, s in _BY_PERIOD if period.text_vi.startswith(words)), _OTHER_PERIOD)
    sure *= next(share for least, share in _BY_WEIGHT if named.weight >= least)
    if named.alternatives and named.alternatives[0].score >= _RIVAL_NEAR:
        sure *= 0.95
    if placed is None:
        sure *= 0.6
    return round(min(sure, _MOST), 3)
