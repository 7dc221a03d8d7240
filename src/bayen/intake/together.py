"""The place of several named in one phrase: the deepest of a chain, or their common parent."""

from __future__ import annotations

from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.values import Reason


@dataclass(slots=True)
class Together:
    """Places named together in one text.

    Attributes:
        scan: the text.
        placer: its mentions.
        base: what figures have anyhow: the cluster that the text is of, else its own place.
    """

    scan: Scan
    placer: Placer
    base: Placed | None

    def place(self, named: list[Mention]) -> tuple[Placed, Reason] | None:
        """One place, or of several their common parent."""
        tops = self._heads(named)
        if len(tops) == 1:
            placed = self.placer.resolve(tops[0], named)
            words = self.scan.text[tops[0].start : tops[0].end]
            return placed, Reason("place", f"«{words}» trong câu → {placed.label}")
        parent = self._common_parent(named, tops)
        if parent is None:
            return None
        return parent, Reason("place", f"nhiều nơi cùng lúc → {parent.label}")

    def _heads(self, named: list[Mention]) -> list[Mention]:
        """The mentions that are no mere parents of the one before ("bản A, xã B")."""
        heads: list[Mention] = []
        for mention in named:
            if heads and mention.level < heads[-1].level:
                continue
            if heads and self._is_within(mention, heads[-1]):
                heads.pop()
            heads.append(mention)
        return heads

    def _is_within(self, mention: Mention, before: Mention) -> bool:
        """Whether a place lies in the one right before it: "Ở huyện A, xã B đã …"."""
        gap = self.scan.text[before.end : mention.start].strip()
        if gap != ",":
            return False
        if mention.level is Level.VILLAGE and before.level is Level.COMMUNE:
            return bool(mention.word)
        outer = self.placer.pick(before)
        around = self._around(mention) if outer is not None else ()
        return outer is not None and outer.place_id in around

    def _around(self, mention: Mention) -> set[str]:
        """What a place lies in; of "ấp 5 (xã B)" the commune told, and what that lies in."""
        if mention.level is Level.VILLAGE:
            commune = self.placer.above(mention)
            chain = self.placer.chain(commune) if commune else ()
            return {v.place_id for v in chain} | {commune.place_id or "" if commune else ""}
        picked = self.placer.pick(mention)
        above = self.placer.atlas.ancestors(picked.place_id, self.placer.day) if picked else ()
        return {version.place_id for version in above}

    def _common_parent(self, named: list[Mention], tops: list[Mention]) -> Placed | None:
        if (shared := self.placer.shared_above(tops)) is not None:
            return shared
        lower = [m for m in named if m not in tops and m.level < tops[0].level]
        if lower:
            return self.placer.resolve(lower[-1], [])
        if tops[0].level is Level.VILLAGE:
            return self.placer.above(tops[0])
        return self.base
