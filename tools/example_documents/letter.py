"""Words that every example document carries besides its own: letterhead, signing place, notice."""

from __future__ import annotations

from tools.example_documents.source import Source

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TYPE_NAME = "BÁO CÁO"
# The figures were published about real places, so nobody may take the file for the real letter.
NOTICE = (
    "Văn bản viết lại từ thông tin đã công bố để minh họa phần mềm Ba Yên; "
    "không phải văn bản do cơ quan nêu tên phát hành."
)


def address_lines(source: Source) -> list[str]:
    """The "Kính gửi" line; empty for a document that is not sent upward."""
    return [f"Kính gửi: {source['addressee']}."] if source["addressee"] else []


def recipient_lines(source: Source) -> list[str]:
    """The list under "Nơi nhận:", a dash and a semicolon a line, a full stop on the last."""
    names = [name.strip() for name in source["recipients"].split(";")]
    return [f"- {name};" for name in names[:-1]] + [f"- {names[-1]}."]


def signing_lines(source: Source) -> list[str]:
    """Authority and post of the signer; no name, since the documents name no person."""
    return [line for line in (source["authority"], source["post"]) if line]
