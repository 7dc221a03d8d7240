"""Which place a row or column is of, from its label, within the document's own place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bayen.core.places import NATION_ID, Level, PlaceVersion
from bayen.intake.grids.phrases import strip_marker
from bayen.intake.names import LEVEL_WORDS, VILLAGE_WORDS, PlaceNames
from bayen.intake.placing import Placed

_BEFORE_CHANGE = date(2025, 6, 30)
"""The last day of the old names, which tables go on using after the merge of 1 July 2025."""
_AGENT = re.compile(
    r"^(?:công an|ca|ubnd|ủy ban nhân dân|uỷ ban nhân dân|đảng ủy|mttq|ban chcqs)\s+(?=\S)",
    re.IGNORECASE,
)
_SHORT = {
    "tp.": "tp",
    "tx.": "tx",
    "tt": "thị trấn",
    "tt.": "thị trấn",
    "p.": "phường",
    "x.": "xã",
    "h.": "huyện",
    "q.": "quận",
    "tdp": "tổ dân phố",
}
_WORDS = sorted([*LEVEL_WORDS, *VILLAGE_WORDS, *_SHORT], key=len, reverse=True)
_LEVELED = re.compile(
    rf"^(?P<word>{'|'.join(re.escape(word) for word in _WORDS)})\s*(?<=[\s.])(?P<name>\S.*)$",
    re.IGNORECASE,
)
_LONGEST = 60


@dataclass(slots=True)
class LabelPlaces:
    """Places of the labels of one document's tables.

    Attributes:
        names: the atlas by name.
        day: of the document.
        own: the document's own place; None when it is not known.
    """

    names: PlaceNames
    day: date
    own: Placed | None
    _known: dict[tuple[str, bool, str | None], Placed | None] = field(default_factory=dict)

    def find(self, written: str, *, expected: bool, within: Placed | None) -> Placed | None:
        """The place that a label names; None when it names none.

        Args:
            written: the label as written.
            expected: whether a header says that places stand here, so that a name which
                nobody bears is a place all the same.
            within: where it lies: the place of the section, else the document's own.
        """
        key = (written, expected, within.place_id if within else None)
        if key not in self._known:
            self._known[key] = self._find(written, expected, within)
        return self._known[key]

    def common_parent(self, labels: Iterable[str]) -> Placed | None:
        """The place that most of some bare names lie in; None when they share none."""
        counts: Counter[str] = Counter()
        total = 0
        for label in labels:
            found = self._candidates(_plain(label)[1], ())
            counts.update({v.parent_id for v in found if v.parent_id and v.parent_id != NATION_ID})
            total += 1
        if not counts or total < 2:
            return None
        parent, most = counts.most_common(1)[0]
        return self.placed(parent) if most * 5 >= total * 3 else None

    def parent_of(self, children: Iterable[Placed]) -> Placed | None:
        """The place right above all of some places, when they share one."""
        above: set[str] = set()
        for child in children:
            if child.place_id is None:
                return None
            ancestors = self.names.atlas.ancestors(child.place_id, self.day)
            above.add(ancestors[0].place_id if ancestors else "")
        return self.placed(above.pop()) if len(above) == 1 and "" not in above else None

    def placed(self, place_id: str) -> Placed:
        """A known place with its label of the day."""
        atlas = self.names.atlas
        level = atlas.nearest_version(place_id, self.day).kind.level
        return Placed(place_id, atlas.full_label_vi(place_id, self.day), level)

    def _find(self, written: str, expected: bool, within: Placed | None) -> Placed | None:
        word, name = _plain(written)
        if not name or len(name) > _LONGEST or not (name[0].isupper() or name[0].isdigit()):
            return None
        if word in VILLAGE_WORDS:
            return self._unknown(f"{word} {name}", Level.VILLAGE, within)
        levels = LEVEL_WORDS.get(word, ())
        found = self._inside(self._candidates(name, levels), within)
        if found:
            return self.placed(found[0].place_id)
        if word:
            sure = self._candidates(name, levels)
            if len({v.place_id for v in sure}) == 1 and within is None:
                return self.placed(sure[0].place_id)
            return self._unknown(f"{word} {name}", levels[-1], within)
        if expected and any(char.isalpha() for char in name):
            return self._unknown(name, Level.COMMUNE, within)
        return None

    def _candidates(self, name: str, levels: tuple[Level, ...]) -> list[PlaceVersion]:
        found = [*self.names.named(name, self.day, levels)]
        if self.day > _BEFORE_CHANGE:
            known = {version.place_id for version in found}
            older = self.names.named(name, _BEFORE_CHANGE, levels)
            found += [version for version in older if version.place_id not in known]
        return found

    def _inside(self, found: list[PlaceVersion], within: Placed | None) -> list[PlaceVersion]:
        """Those that lie in a place, or that became a part of it."""
        if within is None or within.place_id is None:
            return []
        return [version for version in found if self._lies_in(version.place_id, within.place_id)]

    def _lies_in(self, place_id: str, above: str) -> bool:
        atlas = self.names.atlas
        if atlas.is_within(place_id, above, self.day):
            return True
        return any(
            atlas.is_within(after.place_id, above, self.day)
            for after in atlas.became(place_id, self.day)
        )

    def _unknown(self, label: str, level: Level, within: Placed | None) -> Placed:
        above = f", {within.label}" if within and within.label else ""
        return Placed(None, f"{label}{above}", level)


def _plain(written: str) -> tuple[str, str]:
    """The level word and the name of a label: ("xã", "Mường Và") of "1. Công an xã Mường Và"."""
    text = _AGENT.sub("", strip_marker(" ".join(written.split()))).strip(" :.;,")
    match = _LEVELED.match(text)
    if match is None:
        return "", text
    word = match["word"].lower()
    return _SHORT.get(word, word), match["name"].strip()
