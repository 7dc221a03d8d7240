"""A finished document of an invented commune, with everything a document can have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bayen.core.quantities import Bound, Quantity
from bayen.outputs.publication import (
    Alignment,
    Annex,
    Blank,
    Column,
    Figure,
    Footnote,
    Number,
    NumberFormat,
    Paragraph,
    ParagraphKind,
    Part,
    Publication,
    Row,
    Section,
    Signing,
    Table,
)

VILLAGES = ("Bản Sen", "Bản Pha", "Thôn Hạ", "Thôn Thượng", "Tổ dân phố 1")


def quantity(value: str | int, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(Decimal(value), bound)


def number(value: str | int, bound: Bound = Bound.EXACT) -> Number:
    return Number(quantity(value, bound), key=f"cell:{value}")


def paragraph(text: str, kind: ParagraphKind = ParagraphKind.PLAIN) -> Paragraph:
    return Paragraph((text,), kind)


def situation() -> Part:
    return Part(
        "Tình hình",
        (
            Section(
                None,
                (
                    paragraph(
                        "Xã Yên Hạ có 05 thôn, bản, tổ dân phố, 1.204 hộ với 5.318 nhân khẩu. "
                        "Tình hình an ninh, trật tự trên địa bàn cơ bản ổn định."
                    ),
                ),
            ),
        ),
    )


def results() -> Part:
    sessions = Paragraph(
        (
            "Tổ chức ",
            Figure("280 buổi", "activity.sessions"),
            " tuyên truyền, tăng 12 buổi (+4,5%) so với cùng kỳ năm 2025; thu hút ",
            Figure("hơn 17.000 lượt người", "activity.attendance"),
            " tham dự",
            Footnote("Bản Pha chưa gửi số liệu tháng 9/2026."),
            ".",
        ),
        ParagraphKind.DASH,
    )
    groups = (
        paragraph(
            "Tổ bảo vệ an ninh, trật tự: duy trì 03 tổ với 21 thành viên.", ParagraphKind.POINT
        ),
        paragraph("Tổ hòa giải: duy trì 05 tổ với 32 thành viên.", ParagraphKind.POINT),
    )
    return Part(
        "Kết quả",
        (
            Section("Công tác tuyên truyền, vận động", (sessions,)),
            Section("Lực lượng, tổ chức quần chúng", groups),
        ),
    )


def outlook() -> Part:
    tasks = (
        "Tiếp tục quán triệt, triển khai các văn bản chỉ đạo của cấp trên về phong trào",
        "Đẩy mạnh tuyên truyền, nhân rộng các mô hình hoạt động có hiệu quả",
        "Củng cố, kiện toàn lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
    )
    dashes = tuple(paragraph(f"{task}.", ParagraphKind.DASH) for task in tasks)
    prompt = paragraph("Cán bộ bổ sung nhiệm vụ riêng của địa phương", ParagraphKind.PROMPT)
    return Part("Phương hướng, nhiệm vụ trọng tâm", (Section(None, (*dashes, prompt)),))


def propaganda_table() -> Table:
    columns = (
        Column("TT", alignment=Alignment.CENTER, width=0.6),
        Column("Thôn, bản", alignment=Alignment.LEFT, width=3),
        Column("Tuyên truyền", unit="buổi"),
        Column("Người dự", unit="lượt người", width=1.4),
        Column("Tỷ lệ hộ tham gia", unit="%", number_format=NumberFormat.PERCENT, width=1.3),
    )
    sessions = ("60", "", "70", "0", "150")
    rows = tuple(
        Row(
            (
                str(position),
                village,
                number(count) if count else Blank.NOT_REPORTED,
                number(int(count) * 60, Bound.OVER if position == 3 else Bound.EXACT)
                if count
                else Blank.NOT_REPORTED,
                number("94.97") if position != 5 else Blank.NOT_APPLICABLE,
            )
        )
        for position, (village, count) in enumerate(zip(VILLAGES, sessions, strict=True), start=1)
    )
    totals = (
        "",
        "Tổng số",
        number("280", Bound.OVER),
        number("16800", Bound.OVER),
        Blank.NOT_APPLICABLE,
    )
    return Table(columns, rows, totals, notes=("Bản Pha chưa gửi báo cáo.",))


def groups_table(rows: int = 5) -> Table:
    columns = (
        Column("TT", alignment=Alignment.CENTER, width=0.6),
        Column("Thôn, bản", alignment=Alignment.LEFT, width=2.6),
        *(
            Column(header, unit=unit, group=group)
            for group in (
                "Tổ bảo vệ ANTT",
                "Tổ hòa giải",
                "Tổ tự quản",
                "Đội dân phòng",
                "Tổ liên gia",
            )
            for header, unit in (("Số tổ", "tổ"), ("Thành viên", "người"))
        ),
    )
    heading = Row(("I", "Khu vực lòng chảo", *[""] * 10), is_heading=True)
    body = tuple(
        Row((str(n + 1), VILLAGES[n % 5], *(number(n % 7 + i) for i in range(10))))
        for n in range(rows)
    )
    totals = tuple(number(sum(n % 7 + i for n in range(rows))) for i in range(10))
    return Table(columns, (heading, *body), ("", "Tổng số", *totals))


def publication(
    *, day: date | None = date(2026, 1, 5), count: int | None = 5, annex_rows: int = 5
) -> Publication:
    return Publication(
        issuer=("Ủy ban nhân dân", "xã Yên Hạ"),
        place_name="Yên Hạ",
        symbol="BC-UBND",
        number=count,
        day=day,
        subject="Kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc\n9 tháng năm 2026",
        addressees=("Ủy ban nhân dân tỉnh Hòa Sơn",),
        legal_bases=(
            "Căn cứ Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ quy định "
            "về chế độ báo cáo của cơ quan hành chính nhà nước",
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 14 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh "
            "Hòa Sơn",
        ),
        opening=(
            paragraph(
                "Ủy ban nhân dân xã Yên Hạ báo cáo kết quả phong trào Toàn dân bảo vệ an ninh Tổ "
                "quốc 9 tháng năm 2026 (từ ngày 15/12/2025 đến ngày 14/9/2026) như sau (số liệu "
                "chi tiết tại Phụ lục I và Phụ lục II kèm theo):"
            ),
        ),
        parts=(situation(), results(), outlook()),
        closing=paragraph(
            "Trên đây là báo cáo kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc 9 tháng năm "
            "2026 của xã Yên Hạ, kính đề nghị Ủy ban nhân dân tỉnh Hòa Sơn xem xét, chỉ đạo."
        ),
        signing=Signing(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Lò Văn Mẫu"),
        recipients=(
            "Như trên",
            "Thường trực Đảng ủy, HĐND xã",
            "Công an xã",
            "Lưu: VT, ANTT",
        ),
        annexes=(
            Annex("Kết quả tuyên truyền, vận động", propaganda_table()),
            Annex("Lực lượng, tổ chức quần chúng", groups_table(annex_rows), landscape=True),
        ),
        marks=("Số liệu minh họa",),
    )
