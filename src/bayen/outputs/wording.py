"""How each indicator is told in the text of a movement report, and in which order.

A section is a title and its paragraphs; a paragraph is the figures told in one sentence.
Holds words only; the figures come to it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The words around one figure: "tổ chức" 280 buổi "tuyên truyền".

    Attributes:
        code: of the indicator.
        lead: before the figure.
        noun: after its unit; "" for none.
        none: the whole clause for a reported zero; "" says "không có" and the name.
        attached: whether it needs the clause before it: "với" 318 thành viên.
    """

    code: str
    lead: str = ""
    noun: str = ""
    none: str = ""
    attached: bool = False


Sentence = tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled section and its sentences."""

    title: str
    sentences: tuple[Sentence, ...]


def _group(slug: str, words: str) -> Sentence:
    """A kind of group: how many, with how many members."""
    return (
        Wording(f"group.{slug}.count", "duy trì", words),
        Wording(f"group.{slug}.members", "với", attached=True),
    )


# One sentence of plain counts, none compared: "Địa bàn tỉnh Sơn La có ...".
TERRITORY: Sentence = (
    Wording("place.districts"),
    Wording("place.communes"),
    Wording("place.border_communes", "", "biên giới"),
    Wording("place.villages"),
    Wording("place.border_villages", "", "giáp biên"),
    Wording("place.border_settlements", "", "dân cư biên giới"),
    Wording("place.households"),
    Wording("place.population", "dân số"),
    Wording("place.area", "diện tích tự nhiên"),
    Wording("place.border_length", "", "đường biên giới"),
    Wording("place.border_markers", "", "quốc giới"),
    Wording("place.border_gates"),
)

SECURITY: tuple[Sentence, ...] = (
    (
        Wording(
            "case.total",
            "xảy ra",
            "việc liên quan đến an ninh, trật tự",
            "không xảy ra vụ việc liên quan đến an ninh, trật tự",
        ),
        Wording("case.criminal", "trong đó có", "phạm pháp hình sự", attached=True),
        Wording(
            "case.criminal_persons",
            "liên quan đến",
            "bị xem xét trách nhiệm hình sự",
            attached=True,
        ),
        Wording("case.administrative", "xử lý hành chính"),
        Wording("case.administrative_persons", "với", "bị xử lý hành chính", attached=True),
    ),
    (
        Wording("case.solved", "điều tra, làm rõ"),
        Wording("case.solved_persons", "với", "trong các vụ đã làm rõ", attached=True),
        Wording("case.solved_percent", "tỷ lệ điều tra, làm rõ đạt"),
        Wording("case.referred", "chuyển cơ quan có thẩm quyền giải quyết"),
    ),
    (
        Wording("case.drug", "phát hiện", "việc về ma túy", "không phát hiện vụ việc về ma túy"),
        Wording("case.drug_persons", "với", "về ma túy", attached=True),
    ),
    (
        Wording(
            "traffic.accidents", "xảy ra", "tai nạn giao thông", "không xảy ra tai nạn giao thông"
        ),
        Wording("traffic.deaths", "làm chết", attached=True),
        Wording(
            "traffic.injuries", "bị thương", "", "không có người bị thương do tai nạn giao thông"
        ),
    ),
    (
        Wording("migration.illegal_exit", "phát hiện", "xuất cảnh trái phép"),
        Wording("migration.foreign_visitors", "có", "nước ngoài vào địa bàn"),
    ),
)

RESULTS: tuple[Chapter, ...] = (
    Chapter(
        "Công tác lãnh đạo, chỉ đạo",
        (
            (
                Wording(
                    "activity.plans_issued",
                    "ban hành",
                    "chỉ đạo, triển khai phong trào",
                    "chưa ban hành văn bản chỉ đạo",
                ),
                Wording("activity.meetings", "tổ chức", "giao ban, trao đổi tình hình"),
                Wording("emulation.signatories", "có", "ký giao ước thi đua"),
            ),
            (
                Wording("activity.training_courses", "mở", "tập huấn, bồi dưỡng nghiệp vụ"),
                Wording("activity.trainees", "với", "tham gia", attached=True),
            ),
        ),
    ),
    Chapter(
        "Công tác tuyên truyền, vận động",
        (
            (
                Wording(
                    "activity.sessions",
                    "tổ chức",
                    "tuyên truyền, phát động, vận động",
                    "chưa tổ chức buổi tuyên truyền nào",
                ),
                Wording("activity.attendance", "thu hút", "tham dự"),
                Wording("activity.villages_covered", "có", "đã tổ chức phát động"),
                Wording("activity.communes_covered", "có", "đã tổ chức phát động"),
            ),
            (
                Wording("activity.forums", "tổ chức", "lắng nghe ý kiến nhân dân"),
                Wording("activity.opinions", "tiếp nhận", "của nhân dân"),
                Wording("reputable.contacts", "gặp gỡ", "có uy tín trong cộng đồng"),
            ),
            (
                Wording("media.articles", "đăng, phát", "về phong trào"),
                Wording("media.reports", "xây dựng", "truyền hình"),
                Wording("media.broadcasts", "phát thanh"),
                Wording("media.leaflets", "cấp phát", "rơi tuyên truyền"),
                Wording("media.panels", "treo, lắp đặt", ", băng rôn, pa nô"),
                Wording("media.notice_boards", "duy trì", "thông báo số điện thoại an ninh"),
            ),
            (
                Wording(
                    "commitment.households", "vận động", "gia đình ký cam kết chấp hành pháp luật"
                ),
                Wording("commitment.people", "vận động", "ký cam kết chấp hành pháp luật"),
            ),
        ),
    ),
    Chapter(
        "Kết quả nhân dân tham gia phòng, chống tội phạm, giữ gìn trật tự",
        (
            (
                Wording("tip.received", "quần chúng nhân dân cung cấp", "về an ninh, trật tự"),
                Wording("tip.useful", "trong đó có", "có giá trị", attached=True),
                Wording("tip.cases", "giúp cơ quan chức năng làm rõ", "việc"),
                Wording("tip.persons", "liên quan đến", "vi phạm", attached=True),
            ),
            (Wording("case.wanted", "vận động đầu thú, bắt giữ", "truy nã"),),
            (
                Wording("weapon.firearms", "vận động giao nộp, thu hồi", "súng các loại"),
                Wording("weapon.ammunition", "thu hồi", "đạn"),
                Wording("weapon.explosives", "thu hồi", "vật liệu nổ"),
                Wording("weapon.other", "thu hồi", "công cụ hỗ trợ, vũ khí thô sơ, pháo"),
            ),
            (
                Wording("mediation.cases", "tiếp nhận", "mâu thuẫn, tranh chấp trong nhân dân"),
                Wording("mediation.resolved", "hòa giải thành"),
                Wording("mediation.failed", "hòa giải không thành"),
                Wording("mediation.pending", "đang tiếp tục hòa giải"),
            ),
            (
                Wording("oversight.community_education", "giáo dục, cảm hóa tại cộng đồng"),
                Wording("oversight.persons", "quản lý", "thuộc diện theo quy định"),
                Wording("oversight.rehabilitation", "đưa", "đi cai nghiện bắt buộc"),
                Wording("oversight.reform_school", "đưa", "vào cơ sở giáo dục, trường giáo dưỡng"),
            ),
        ),
    ),
    Chapter(
        "Xây dựng, nhân rộng mô hình, điển hình tiên tiến",
        (
            (
                Wording("model.count", "duy trì hoạt động", "về bảo đảm an ninh, trật tự"),
                Wording("model.kinds", "thuộc", attached=True),
                Wording("model.points", "triển khai tại"),
                Wording("model.members", "với", "tham gia", attached=True),
            ),
            (
                Wording("model.new", "xây dựng mới", "", "chưa xây dựng mới mô hình nào"),
                Wording("model.replicated", "nhân rộng", "hoạt động hiệu quả"),
                Wording("model.strengthened", "củng cố, kiện toàn"),
                Wording("model.dissolved", "thanh loại", "hoạt động không hiệu quả"),
                Wording("model.exemplary", "có", "tiên tiến"),
            ),
        ),
    ),
    Chapter(
        "Xây dựng lực lượng, tổ chức quần chúng",
        (
            (
                Wording(
                    "group.all.count",
                    "toàn địa bàn có",
                    "quần chúng tham gia bảo vệ an ninh, trật tự",
                ),
                Wording("group.all.members", "với", attached=True),
            ),
            (
                Wording(
                    "group.grassroots_security.count", "duy trì", "bảo vệ an ninh, trật tự ở cơ sở"
                ),
                Wording("group.grassroots_security.members", "với", attached=True),
            ),
            _group("mediation", "hòa giải"),
            _group("people_security", "an ninh nhân dân"),
            _group("interfamily", "liên gia tự quản"),
            _group("self_managed", "tự quản về an ninh, trật tự"),
            _group("shock", "an ninh xung kích"),
            _group("civil_defence", "dân phòng"),
            _group("neighbourhood_guard", "bảo vệ dân phố"),
            _group("fire_safety", "phòng cháy, chữa cháy"),
            _group("patrol", "tuần tra nhân dân"),
            (
                Wording("group.security_council.count", "duy trì", "bảo vệ an ninh, trật tự"),
                Wording("group.core_mass.count", "duy trì", "quần chúng nòng cốt"),
            ),
            (
                Wording("police.commune.officers", "lực lượng Công an xã có"),
                Wording(
                    "police.commune.regular", "trong đó có", "Công an chính quy", attached=True
                ),
                Wording("police.commune.part_time", "có", "bán chuyên trách"),
            ),
            (Wording("activity.patrols", "tổ chức", "tuần tra, kiểm soát"),),
        ),
    ),
    Chapter(
        "Xây dựng địa bàn đạt tiêu chuẩn “An toàn về an ninh, trật tự”, phân loại phong trào",
        (
            (
                Wording("standard.registered", "có", "đăng ký đạt tiêu chuẩn"),
                Wording("standard.achieved", "có", "đạt tiêu chuẩn"),
                Wording("standard.criteria_met", "đạt"),
            ),
            (
                Wording("movement.excellent", "xếp loại xuất sắc"),
                Wording("movement.good", "xếp loại khá"),
                Wording("movement.average", "xếp loại trung bình"),
                Wording("movement.weak", "xếp loại yếu", "", "không có đơn vị xếp loại yếu"),
            ),
            (Wording("hotspot.transformed", "chuyển hóa", "trọng điểm, phức tạp"),),
        ),
    ),
    Chapter(
        "Tự quản đường biên, mốc quốc giới; phối hợp cụm an ninh giáp ranh",
        (
            (
                Wording(
                    "border.self_managed_collectives",
                    "có",
                    "đăng ký tự quản đường biên, mốc quốc giới",
                ),
                Wording("border.self_managed_households", "có", "đăng ký tự quản"),
                Wording("border.self_managed_length", "với", "đường biên giới", attached=True),
                Wording(
                    "border.self_managed_markers", "và", "quốc giới được tự quản", attached=True
                ),
            ),
            (
                Wording("cluster.communes", "có", "tham gia cụm an ninh giáp ranh"),
                Wording("cluster.districts", "thuộc", attached=True),
            ),
        ),
    ),
    Chapter(
        "Tổ chức Ngày hội toàn dân bảo vệ an ninh Tổ quốc (19/8)",
        ((Wording("activity.festival_sites", "tổ chức Ngày hội tại"),),),
    ),
    Chapter(
        "Công tác thi đua, khen thưởng",
        (
            (
                Wording("award.collectives", "khen thưởng", "có thành tích xuất sắc"),
                Wording("award.individuals", "khen thưởng", "có thành tích xuất sắc"),
                Wording("award.all", "tổng số khen thưởng", "tập thể, cá nhân"),
            ),
        ),
    ),
    Chapter(
        "Kinh phí, trang bị và các chương trình hỗ trợ",
        (
            (
                Wording("equipment.cameras", "lắp đặt, duy trì", "an ninh"),
                Wording("equipment.lights", "lắp đặt, duy trì", "đèn chiếu sáng an ninh"),
                Wording("equipment.other", "trang bị", "phương tiện, công cụ khác"),
            ),
            (
                Wording("participation.people", "huy động", "tham gia phong trào"),
                Wording("participation.workdays", "đóng góp"),
            ),
            (
                Wording("programme.money", "vận động, huy động được"),
                Wording("programme.houses", "xây dựng", "cho hộ nghèo"),
                Wording("programme.houses_target", "kế hoạch hỗ trợ"),
                Wording("programme.task_forces", "thành lập", "công tác"),
                Wording("programme.communes", "chương trình triển khai tại"),
            ),
        ),
    ),
)

# Rates of change are said by the comparison that follows the figure itself.
UNTOLD = frozenset({"case.change_percent", "traffic.change_percent"})
