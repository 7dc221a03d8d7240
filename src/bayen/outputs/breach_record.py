"""The record of a breach of personal data: what an account could have shown to a stranger.

The law asks for a confirming record and for word to the specialised authority within 72 hours
of the discovery (Luật 91/2025/QH15 Đ.23; NĐ 356/2025/NĐ-CP Đ.28). What only people know,
how it happened and what was done, is left open for them to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bayen.outputs.publication import (
    Alignment,
    Annex,
    Column,
    Paragraph,
    ParagraphKind,
    Part,
    Publication,
    Row,
    Section,
    Signing,
    Table,
)

NOTICE_WITHIN = timedelta(hours=72)
_LEGAL_BASES = (
    "Căn cứ Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
    "Căn cứ Nghị định số 356/2025/NĐ-CP",
)


@dataclass(frozen=True, slots=True)
class BreachLine:
    """One deed of the account, in words."""

    at: datetime
    deed: str
    target: str
    place: str
    detail: str


@dataclass(frozen=True, slots=True)
class BreachRecord:
    """What an account touched in a span of time; moments are aware, by the local clock.

    Attributes:
        found_at: when the breach was discovered: the 72 hours run from there.
        exports: files it took away.
        views: pages with people's names that it opened.
        people: how many names those pages showed, each page counted.
        changes: everything it changed.
        log_ins: when and from which machine it came.
    """

    username: str
    since: datetime
    until: datetime
    found_at: datetime
    exports: tuple[BreachLine, ...]
    views: tuple[BreachLine, ...]
    people: int
    changes: tuple[BreachLine, ...]
    log_ins: tuple[BreachLine, ...]

    @property
    def due(self) -> datetime:
        """The last moment to tell the authority."""
        return self.found_at + NOTICE_WITHIN


def breach_summary(record: BreachRecord) -> tuple[str, ...]:
    """The findings in sentences."""
    return (
        f"Tài khoản «{record.username}», từ {_moment(record.since)} đến {_moment(record.until)}.",
        f"Phát hiện lúc {_moment(record.found_at)}; "
        f"hạn báo cơ quan chuyên trách (72 giờ): {_moment(record.due)}.",
        f"Tệp đã tải ra: {len(record.exports)}.",
        f"Trang có tên người đã mở: {len(record.views)}, hiện {record.people} lượt tên.",
        f"Thay đổi đã làm: {len(record.changes)}.",
        f"Lượt đăng nhập, đăng xuất, khóa: {len(record.log_ins)}.",
    )


def compose_breach_record(record: BreachRecord) -> Publication:
    """The record as an official document with what was touched in annexes."""
    return Publication(
        issuer=("Tên cơ quan",),
        place_name="Địa danh",
        symbol="BB",
        kind="Biên bản",
        subject="xác nhận vi phạm quy định về bảo vệ dữ liệu cá nhân",
        legal_bases=_LEGAL_BASES,
        opening=(),
        parts=(_findings(record), _left_open()),
        closing=Paragraph(("Biên bản lập theo nhật ký của chương trình, nhật ký chỉ ghi thêm",)),
        signing=Signing(("NGƯỜI LẬP BIÊN BẢN",), ""),
        year=record.found_at.year,
        annexes=tuple(
            Annex(title, _table(lines), landscape=True)
            for title, lines in (
                ("Tệp đã tải ra", record.exports),
                ("Trang có tên người đã mở", record.views),
                ("Thay đổi đã làm", record.changes),
                ("Đăng nhập", record.log_ins),
            )
            if lines
        ),
    )


def _findings(record: BreachRecord) -> Part:
    lines = tuple(Paragraph((line,), ParagraphKind.DASH) for line in breach_summary(record))
    return Part("Kết quả rà soát", (Section(None, lines),))


def _left_open() -> Part:
    asked = (
        "Diễn biến: máy mất hay mật khẩu lộ, ở đâu, ai phát hiện.",
        "Biện pháp đã làm: đóng tài khoản, kết thúc phiên, cấp đường dẫn mới.",
        "Người bị ảnh hưởng và cách đã báo cho họ.",
    )
    lines = tuple(Paragraph((line,), ParagraphKind.PROMPT) for line in asked)
    return Part("Nội dung đơn vị ghi", (Section(None, lines),))


def _table(lines: tuple[BreachLine, ...]) -> Table:
    columns = (
        Column("TT", alignment=Alignment.CENTER, width=0.6),
        Column("Lúc", alignment=Alignment.LEFT, width=1.6),
        Column("Việc", alignment=Alignment.LEFT, width=2.0),
        Column("Với", alignment=Alignment.LEFT, width=2.0),
        Column("Địa bàn", alignment=Alignment.LEFT, width=2.2),
        Column("Chi tiết", alignment=Alignment.LEFT, width=3.0),
    )
    rows = (
        Row((str(number), _moment(line.at), line.deed, line.target, line.place, line.detail))
        for number, line in enumerate(lines, 1)
    )
    return Table(columns, tuple(rows))


def _moment(moment: datetime) -> str:
    return f"{moment:%H:%M %d/%m/%Y}"
