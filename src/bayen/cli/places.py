"""A place as someone types it on the command line."""

from datetime import date

from bayen.cli.exit_codes import CommandError, ExitCode


def place_of(text: str, day: date) -> str:
    """The identity of a place or group: by identity, by code, or by name with what is above it.

    "xã Mường Và, huyện Sốp Cộp" and "muong va" both do; of several places of one name, the
    message lists them.

    Raises:
        CommandError: there is none, or more than one.
    """
    from bayen.catalogue.places import load_atlas

    atlas = load_atlas()
    if text in atlas:
        return text
    found = _named(text, day)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(
            f"không có địa bàn «{text}» vào ngày {day:%d/%m/%Y};"
            " gõ cả cấp và tên như «xã Mường Lèo», hay mã như «p14.2004»",
            ExitCode.NOT_FOUND,
        )
    choices = "; ".join(f"{atlas.full_label_vi(p, day)} [{p}]" for p in found[:8])
    raise CommandError(f"«{text}» có nhiều nơi, hãy ghi rõ hơn: {choices}", ExitCode.NOT_FOUND)


def _named(text: str, day: date) -> list[str]:
    """Places of this name on that day, else of any time; groups too."""
    from bayen.catalogue.gazetteer import load_gazetteer
    from bayen.catalogue.places import load_atlas
    from bayen.core.collation import fold

    groups = [g.group_id for g in load_atlas().groups if fold(text) in fold(g.name)]
    if groups:
        return groups
    gazetteer = load_gazetteer()
    names = [name.strip() for name in text.split(",")]
    for when in (day, None):
        within: set[str | None] = {None}
        for name in reversed(names):
            within = {
                v.place_id for above in within for v in gazetteer.find(name, when, within=above)
            }
        if within - {None}:
            return sorted(place for place in within if place)
    return []
