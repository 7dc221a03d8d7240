"""The villages of a commune: entered by its office, ended when they are merged away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import require
from bayen.access.overlays import VILLAGES, follow_overlays, overlay_changed
from bayen.access.permissions import Permission
from bayen.access.villages import VILLAGE_KINDS
from bayen.actions.audit import record_event
from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.catalogue.places import load_atlas
from bayen.core.collation import fold
from bayen.core.places import Level, PlaceKind
from bayen.records.models import Account, Submission, Village

LONGEST_NAME = 120
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class VillageName:
    """A village as it was written: "bản Nà Sàng"."""

    kind: PlaceKind
    name: str


def parse_village_name(line: str) -> VillageName:
    """The kind and the name; a line that names no kind is a thôn.

    Raises:
        ActionRefused: the name is too long.
    """
    written = " ".join(line.split())
    lowered = written.casefold()
    for kind in sorted(VILLAGE_KINDS, key=lambda kind: -len(kind.word_vi)):
        if lowered.startswith(kind.word_vi + " "):
            name = written[len(kind.word_vi) :].strip()
            return VillageName(kind, checked_text(name, what="tên thôn", required=True))
    return VillageName(PlaceKind.VILLAGE, checked_text(written, what="tên thôn", required=True))


@transaction.atomic
def register_villages(
    *,
    actor: Account,
    commune_id: str,
    lines: Iterable[str],
    valid_from: date,
    legal_basis: str = "",
) -> list[Village]:
    """Enter villages, one a line; those that stand already are left as they are.

    Raises:
        AccessDenied: the actor keeps no figures of the commune.
        ActionRefused: it is no commune on that day, or a name cannot be kept.
    """
    require(actor, Permission.DECIDE, commune_id, valid_from)
    version = load_atlas().find_version(commune_id, valid_from)
    if version is None or version.kind.level is not Level.COMMUNE:
        raise ActionRefused("village-commune", "Chỉ ghi thôn, bản cho một xã, phường đang có.")
    names = [parse_village_name(line) for line in lines if line.strip()][: MOST_AT_ONCE + 1]
    if not names or len(names) > MOST_AT_ONCE:
        raise ActionRefused("village-lines", f"Ghi từ 1 đến {MOST_AT_ONCE} tên, mỗi tên một dòng.")
    known = _standing(commune_id, valid_from)
    basis = checked_text(legal_basis, what="căn cứ")
    now = timezone.now()
    made = []
    for name in names:
        key = name.kind.code, fold(name.name)
        if key in known:
            continue
        known.add(key)
        made.append(
            Village.objects.create(
                kind=name.kind.code,
                name=name.name[:LONGEST_NAME],
                commune_id=commune_id,
                valid_from=valid_from,
                legal_basis=basis,
                registered_by=actor,
                registered_at=now,
            )
        )
    _record(actor, "register_villages", commune_id, made)
    overlay_changed(VILLAGES)
    transaction.on_commit(follow_overlays)
    return made


@transaction.atomic
def end_village(*, actor: Account, village_number: int, valid_until: date) -> Village:
    """From a day on it is no more; what it sent before stays.

    Raises:
        AccessDenied: there is none, or the actor keeps no figures of its commune.
        ActionRefused: it had not begun by then, ended already, or sent something later.
    """
    found = Village.objects.select_for_update().filter(pk=village_number).first()
    if found is None:
        raise AccessDenied(Permission.DECIDE, f"v{village_number}")
    require(actor, Permission.DECIDE, found.commune_id, found.valid_from)
    if found.valid_until is not None or valid_until <= found.valid_from:
        raise ActionRefused("village-ended", "Thôn này đã ghi ngày thôi, hoặc ngày thôi quá sớm.")
    later = Submission.objects.filter(place_id=found.place_id, last_day__gte=valid_until)
    if later.exists():
        raise ActionRefused(
            "village-sent", "Thôn này đã gửi số liệu cho kỳ sau ngày đó; chọn ngày muộn hơn."
        )
    found.valid_until = valid_until
    found.save(update_fields=["valid_until"])
    _record(actor, "end_village", found.commune_id, [found])
    overlay_changed(VILLAGES)
    transaction.on_commit(follow_overlays)
    return found


def _standing(commune_id: str, day: date) -> set[tuple[str, str]]:
    rows = Village.objects.filter(commune_id=commune_id)
    return {
        (village.kind, fold(village.name))
        for village in rows
        if village.valid_until is None or village.valid_until > day
    }


def _record(actor: Account, action: str, commune_id: str, villages: Sequence[Village]) -> None:
    record_event(
        actor=actor,
        action=action,
        target=f"place:{commune_id}",
        now=timezone.now(),
        villages=[village.place_id for village in villages],
    )
