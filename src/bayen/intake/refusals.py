"""What Ba Yên will not take in: too large, empty, a bomb, secret, lists of persons.

The law behind the last two is in the privacy rules of the project: texts marked as a State
secret are refused and not stored, and so are sheets with a row for each person.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from bayen.intake.document import Passage, Refused
from bayen.intake.formats.packages import DAMAGE

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200

_STAMP = "MẬT"
"""What every stamp of secrecy ends with; most texts are spared the pattern."""
_SECRET = re.compile(
    r"(?m)^[ \t\u00a0“\"(\[]*(?:ĐỘ MẬT:?\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)[ \t\u00a0”\")\]]*$"
)
_PERSONAL = re.compile(
    r"cccd|cmnd|căn cước(?: công dân)?(?: số)?|số định danh(?: cá nhân)?|chứng minh nhân dân"
    r"|họ (?:và )?tên (?:đối tượng|người (?:vi phạm|nghiện|báo tin|tố giác|bị"
    r"|cung cấp)[^\n]{0,20}|bị hại|nạn nhân)"
    r"|(?:số )?(?:điện thoại|sđt|đt) (?:của )?(?:người (?:báo tin|tố giác"
    r"|cung cấp)[^\n]{0,20}|đối tượng)"
    r"|ngày(?:, tháng, năm)? sinh|ngày/tháng/năm sinh|năm sinh|tôn giáo|dân tộc"
)


def refuse_size(data: bytes, name: str) -> None:
    """Raises Refused for a file over the limit."""
    if len(data) > MAX_BYTES:
        size = len(data) // (1024 * 1024)
        raise Refused(
            "too-large",
            f"«{name}» nặng {size} MB, quá mức 50 MB; "
            "hãy bỏ bớt hình ảnh hoặc tách tệp rồi gửi lại.",
        )


def refuse_empty(data: bytes, name: str) -> None:
    """Raises Refused for a file with nothing in it."""
    if not data.strip():
        raise Refused("empty", f"«{name}» không có nội dung; hãy kiểm tra rồi gửi lại tệp đúng.")


def refuse_archive(data: bytes, name: str) -> None:
    """Look into a packed file before anything is unpacked.

    Raises:
        Refused: it is damaged, or would unpack to far more than it weighs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except DAMAGE:
        raise Refused("broken", f"«{name}» bị hỏng; hãy mở và lưu lại rồi gửi.") from None
    unpacked = sum(info.file_size for info in infos)
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(
            "encrypted", f"«{name}» có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại."
        )
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(data), 64 * 1024):
        raise Refused(
            "bomb", f"«{name}» phình to bất thường khi mở nên bị từ chối; hãy tạo lại tệp rồi gửi."
        )


def refuse_secret(text: str, name: str) -> None:
    """Raises Refused for a text stamped MẬT, TỐI MẬT or TUYỆT MẬT on a line of its own."""
    if _STAMP in text and _SECRET.search(text, 0, 6000):
        raise Refused(
            "secret",
            f"«{name}» có dấu chỉ độ mật nên không được nhập vào hệ thống; "
            "hãy gửi theo đường bảo mật nhà nước.",
        )


def refuse_personal(text: str, passages: Sequence[Passage], name: str) -> None:
    """Raises Refused for a table with columns about single persons."""
    for passage in passages:
        if passage.kind != "cell" or (passage.row or 0) > 12:
            continue
        header = text[passage.start : passage.end].strip().lower()
        if len(header) <= 60 and _PERSONAL.fullmatch(header):
            raise Refused(
                "personal",
                f"«{name}» có cột «{header}» về từng người nên bị từ chối; "
                "hãy chỉ gửi số lượng theo địa bàn.",
            )
