"""What a text calls its own place: by the name and the level word that it uses itself."""

from __future__ import annotations

from dataclasses import dataclass

from bayen.core.places import TWO_LEVELS_SINCE, Level, PlaceVersion
from bayen.intake.anchors import Sought
from bayen.intake.level_talk import LevelTalk
from bayen.intake.mentions import Mention
from bayen.intake.names import COMMUNE_WORDS, DISTRICT_WORDS
from bayen.intake.placing import Placed, Placer, says_name
from bayen.intake.scan import Scan

_CALLED_ANEW = (Level.DISTRICT, Level.COMMUNE)
_OFTEN_SAID = 2
_CAME_FROM = Sought(r"(?:từ|trước(?: đây| kia)?(?: là| thuộc)?|vốn là|tiền thân là|nguyên là)\s$")
_CAME_WITHIN = 20


@dataclass(slots=True)
class Calling:
    """Names places as one text does.

    Attributes:
        scan: the text.
        placer: its mentions.
        talk: how often it speaks of a place by its level alone.
    """

    scan: Scan
    placer: Placer
    talk: LevelTalk

    def name(self, place_id: str) -> Placed:
        """The place with the name and level word that the text itself uses."""
        if (zone := self._special_zone(place_id)) is not None:
            return zone
        for mention in self.placer.mentions:
            version = self.placer.pick(mention)
            if version is None or version.place_id != place_id or not says_name(mention):
                continue
            if not self._is_former(mention, version) and not self._is_origin(mention):
                return self.placer.of_version(mention, version)
        return self._as_spelt(self._with_word(self.placer.of_id(place_id)))

    def _special_zone(self, place_id: str) -> Placed | None:
        """What an island district has become, in a text that says "đặc khu" since."""
        if self.placer.day < TWO_LEVELS_SINCE or "đặc khu" not in self.scan.lowered:
            return None
        district = self.placer.atlas.nearest_version(place_id, self.placer.day)
        if district.kind.level is not Level.DISTRICT:
            return None
        now = self.placer.names.named(district.name, self.placer.day, (Level.COMMUNE,))
        zone = next((v for v in now if v.kind.word_vi == "đặc khu"), None)
        return self.placer.of_id(zone.place_id) if zone else None

    def _is_origin(self, mention: Mention) -> bool:
        """Whether a place is only told to have come from it: "thành lập từ huyện Tịnh Biên"."""
        before = self.scan.lowered[max(0, mention.start - _CAME_WITHIN) : mention.start]
        return _CAME_FROM.search(before) is not None

    def _is_former(self, mention: Mention, version: PlaceVersion) -> bool:
        """Whether "thị trấn Cái Bè" is what was there before the two levels: now it is a xã."""
        is_told = mention.label.startswith(f"{version.kind.word_vi} ")
        since_two_levels = self.placer.day >= TWO_LEVELS_SINCE
        return since_two_levels and version.kind.level is Level.COMMUNE and not is_told

    def _as_spelt(self, placed: Placed) -> Placed:
        """A district with the name as the text spells it, where it has no level word in small."""
        word = next((w for w in DISTRICT_WORDS if placed.label.startswith(f"{w} ")), "")
        if placed.level is not Level.DISTRICT or not word:
            return placed
        named = (m for m in self.placer.mentions if m.found and not m.name.isupper())
        spelt = next((m.name for m in named if m.found[0].place_id == placed.place_id), "")
        _, comma, above = placed.label.partition(", ")
        label = f"{word} {spelt}{comma}{above}" if spelt else placed.label
        return Placed(placed.place_id, label, placed.level, placed.above_id)

    def _with_word(self, placed: Placed) -> Placed:
        """A place with the level word that the text keeps using: a town before it was a city."""
        words = DISTRICT_WORDS if placed.level is Level.DISTRICT else COMMUNE_WORDS
        word = next((w for w in words if placed.label.startswith(f"{w} ")), "")
        if placed.level not in _CALLED_ANEW or not word or self.talk.count(word):
            return placed
        said = max(words, key=self.talk.count)
        if self.talk.count(said) < _OFTEN_SAID:
            return placed
        label = f"{said}{placed.label.removeprefix(word)}"
        return Placed(placed.place_id, label, placed.level, placed.above_id)
