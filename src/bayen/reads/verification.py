"""Whether the ledger is what was accepted: every hash worked out again, every link followed.

Finds rows changed, added or removed behind the program's back, names each, and says what
about it differs where another place still holds the true value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import F, Q

from bayen.core.quantities import Quantity, render_quantity
from bayen.records.chain import (
    GENESIS,
    OBSERVATION_COLUMNS,
    observation_hash,
    observation_hashes,
    seal_hash,
    submission_hash,
)
from bayen.records.figures import figure_of
from bayen.records.guards import missing_guards
from bayen.records.ledger import find_head
from bayen.records.models import (
    AuditEvent,
    Document,
    Observation,
    Proposal,
    ProposalState,
    PublicationRecord,
    Seal,
    Submission,
)

FAULT_LIMIT = 200
_SEALS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was accepted.

    Attributes:
        kind: what: "observation", "seal", "submission", "proposal", "document",
            "publication", "trigger" or "audit".
        key: which one: the number that the program knows it by.
        message_vi: what is wrong with it, for people.
    """

    kind: str
    key: str
    message_vi: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of checking.

    Attributes:
        seals, observations: how many were checked.
        head: the last seal's hash; written down elsewhere, it proves that none was cut off.
        faults: in the order of the ledger; at most ``FAULT_LIMIT``.
    """

    seals: int
    observations: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        return not self.faults


def verify_ledger(expected_head: str = "") -> Verification:
    """Check everything that was ever accepted; ``expected_head`` is one written down before."""
    faults = tuple(islice(_faults(expected_head), FAULT_LIMIT))
    head = find_head()
    return Verification(Seal.objects.count(), Observation.objects.count(), head.hash, faults)


def _faults(expected_head: str) -> Iterator[Fault]:
    yield from _guard_faults()
    yield from _chain_faults()
    yield from _head_faults(expected_head)
    yield from _proposal_faults()
    yield from _file_faults()


def _guard_faults() -> Iterator[Fault]:
    for name in missing_guards():
        yield Fault("trigger", name, f"chốt chống sửa «{name}» trong cơ sở dữ liệu đã bị gỡ")


# --- the chain ---------------------------------------------------------------------------


def _chain_faults() -> Iterator[Fault]:
    number, seq, previous = 0, 0, GENESIS
    while seals := list(
        Seal.objects.filter(number__gt=number)
        .select_related("submission__document")
        .order_by("number")[:_SEALS_AT_ONCE]
    ):
        rows = _rows_between(seq + 1, seals[-1].last_seq)
        for seal in seals:
            if seal.number != number + 1:
                yield Fault("seal", f"{number + 1}", f"niêm phong số {number + 1} đã bị xóa")
            own = [rows[n] for n in range(seal.first_seq, seal.last_seq + 1) if n in rows]
            yield from _seal_faults(seal, own, previous, seq)
            number, seq, previous = seal.number, seal.last_seq, seal.hash
    for row in Observation.objects.filter(seq__gt=seq).order_by("seq"):
        yield Fault("observation", f"{row.seq}", f"số liệu {row.seq} không qua duyệt mà có")


@dataclass(frozen=True, slots=True)
class _Row:
    """What is left of an observation: the hash kept beside it, and that of what it says now."""

    seq: int
    kept: str
    now: str


def _rows_between(first_seq: int, last_seq: int) -> dict[int, _Row]:
    """Without making objects of them: there are millions."""
    found = Observation.objects.filter(seq__range=(first_seq, last_seq)).order_by("seq")
    rows = list(found.values_list("row_hash", *OBSERVATION_COLUMNS))
    if not rows:
        return {}
    kept, *columns = zip(*rows, strict=True)
    triples = zip(columns[0], kept, observation_hashes(columns), strict=True)
    return {seq: _Row(seq, then, now) for seq, then, now in triples}


def _seal_faults(seal: Seal, rows: list[_Row], previous: str, last_seq: int) -> Iterator[Fault]:
    """What is wrong with one seal and what it covers; rows first, they name the place."""
    found = list(_row_faults(seal, rows))
    if seal.submission is not None:
        now = submission_hash(seal.submission, seal.submission.document)
        if now != seal.submission_hash:
            found.append(_changed_submission(seal.submission))
    yield from found
    is_in_line = seal.previous_hash == previous and seal.first_seq == last_seq + 1
    if not is_in_line:
        yield Fault("seal", f"{seal.number}", f"niêm phong số {seal.number} không nối số trước")
    if seal_hash(seal, [row.kept for row in rows]) != seal.hash and not found:
        covered = f"{seal.first_seq}–{seal.last_seq}"
        yield Fault(
            "seal",
            f"{seal.number}",
            f"niêm phong số {seal.number} (số liệu {covered}) không còn khớp",
        )


def _row_faults(seal: Seal, rows: list[_Row]) -> Iterator[Fault]:
    present = {row.seq for row in rows}
    for seq in range(seal.first_seq, seal.last_seq + 1):
        if seq not in present:
            yield Fault("observation", f"{seq}", f"số liệu {seq} đã bị xóa")
    for row in rows:
        if row.now != row.kept:
            yield Fault("observation", f"{row.seq}", f"số liệu {row.seq} đã bị sửa{_how(row.seq)}")


def _how(seq: int) -> str:
    """What differs from the proposal that was accepted; "" for a correction, or when unknown."""
    row = Observation.objects.select_related("proposal").get(seq=seq)
    proposal = row.proposal
    if proposal is None or row.supersedes_id is not None:
        return ""
    different = ", ".join(_differences(row, proposal))
    return f": {different}" if different else ""


def _differences(row: Observation, proposal: Proposal) -> Iterator[str]:
    figure = figure_of(proposal)
    then = None if figure.milli is None else Quantity.from_milli(figure.milli, figure.bound)
    if (row.milli, row.bound) != (figure.milli, figure.bound) and then is not None:
        yield f"số khi duyệt là «{render_quantity(then)}», nay là «{_quantity_words(row)}»"
    span = figure.span
    pairs = (
        ("chỉ tiêu", figure.indicator, row.indicator),
        ("địa bàn", figure.place_id, row.place_id),
        ("đơn vị tính", figure.unit, row.unit),
        ("từ ngày", span and span.first_day, row.first_day),
        ("đến ngày", span and span.last_day, row.last_day),
    )
    for words, accepted, now in pairs:
        if accepted != now:
            yield f"{words} khi duyệt là «{accepted or ''}», nay là «{now or ''}»"


def _quantity_words(row: Observation) -> str:
    try:
        return render_quantity(Quantity.from_milli(row.milli, row.bound))
    except (ArithmeticError, TypeError, ValueError):  # SQLite keeps whatever was put there
        return str(row.milli)


def _changed_submission(submission: Submission) -> Fault:
    number = submission.number
    return Fault(
        "submission",
        f"{number}",
        f"báo cáo số {number} hoặc văn bản của nó đã bị sửa sau khi duyệt",
    )


# --- beside the chain --------------------------------------------------------------------


def _head_faults(expected_head: str) -> Iterator[Fault]:
    """Seals cut off the end: the log still tells of them, and so does a hash written down."""
    last = find_head()
    told = AuditEvent.objects.filter(detail__has_key="seal").order_by("-id").first()
    if told is not None and told.detail["seal"] > last.seal_number:
        yield Fault(
            "seal",
            f"{last.seal_number + 1}",
            f"niêm phong từ số {last.seal_number + 1} đến {told.detail['seal']} đã bị xóa",
        )
    if expected_head and not Seal.objects.filter(hash=expected_head).exists():
        yield Fault("seal", expected_head, "không còn niêm phong mang mã đã ghi lại trước đây")


def _proposal_faults() -> Iterator[Fault]:
    """Accepted proposals that no longer say what entered the ledger."""
    taken = [ProposalState.ACCEPTED, ProposalState.CORRECTED]
    same_first_day = Q(first_day=F("proposal__first_day")) | Q(
        first_day__isnull=True, proposal__first_day__isnull=True
    )
    as_read = Q(proposal__changes={}, proposal__state__in=taken) & same_first_day
    for column in ("milli", "bound", "indicator", "place_id", "unit", "last_day"):
        as_read &= Q(**{column: F(f"proposal__{column}")})
    entries = Observation.objects.filter(supersedes__isnull=True, proposal__isnull=False)
    suspect = entries.exclude(pk__in=entries.filter(as_read).values("pk"))
    for row in suspect.select_related("proposal").order_by("seq").iterator(chunk_size=2_000):
        proposal = row.proposal
        if proposal is None or observation_hash(row) != row.row_hash:
            continue  # the row itself was named above
        different = ", ".join(_differences(row, proposal))
        if proposal.state not in taken:
            different = "quyết định đã đổi"
        if different:
            where = f"số liệu thứ {proposal.number} của báo cáo số {proposal.submission_id}"
            yield Fault("proposal", str(proposal), f"{where} đã bị sửa sau khi duyệt: {different}")


def _file_faults() -> Iterator[Fault]:
    """Files whose bytes are no longer those of their digest."""
    for document in Document.objects.filter(submissions__seal__isnull=False).distinct():
        if _digest(document.content) != document.digest:
            yield Fault("document", document.digest, f"tệp «{document.name}» đã bị sửa")
    for record in PublicationRecord.objects.order_by("id").iterator(chunk_size=20):
        if (_digest(record.docx), _digest(record.xlsx)) != (
            record.docx_digest,
            record.xlsx_digest,
        ):
            yield Fault("publication", f"{record.pk}", f"báo cáo phát hành {record.pk} đã bị sửa")


def _digest(content: bytes | memoryview) -> str:
    return hashlib.sha256(bytes(content)).hexdigest()
