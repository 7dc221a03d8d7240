"""What shall be done, not what is: aims, and chapters on what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bayen.intake.anchors import Opened
from bayen.intake.letters import LOWER, UPPER
from bayen.intake.scan import Scan

_TARGET = Opened(
    r"(?<!đăng ký )(?:dự kiến(?! đã)|dự tính|(?:chỉ tiêu|mục tiêu) (?:năm|quý|tháng) (?:tới|sau)"
    r"|phấn đấu(?![^.;]*hiện)|sẽ (?:có(?! thêm)|tổ chức|lắp|xây|triển khai|trao"
    r"|nhân|ký|hỗ trợ|được bố trí|bố trí|hoàn tất|hoàn thành|[^.;,\d]{0,30}(?:thêm|mở rộng))"
    r"|(?:định|còn) (?:thêm|tuyển)(?! được)|chỉ tiêu (?:này|đó|đề ra|đặt ra) là|đặt mục tiêu"
    r"|đề ra mục tiêu|mục tiêu đến|đề ra chỉ tiêu|(?:yêu cầu|tập trung|quyết tâm) (?:kéo )?giảm"
    r"|phương hướng (?:năm|quý|tháng|nhiệm vụ)[^.;:]{0,30}:"
    r"|đặt chỉ tiêu (?:kéo )?giảm|theo quy định mỗi"
    r"|yêu cầu:? (?:(?:năm \d{4}|từ nay[^.;,\d]{0,24}|(?:giai đoạn|thời gian) tới),? )?"
    r"(?:mỗi|trên|ít nhất|tối thiểu|\d))"
)
# A further aim after a semicolon: "phấn đấu …; tổ chức ít nhất 40 buổi".
_PLAN_VERB = re.compile(
    r";\s*(?:tổ chức|xây dựng|duy trì|vận động|nhân rộng|củng cố|lắp đặt|triển khai|tuyên truyền"
    r"|đối với [^;\d]{0,40}bố trí|không để|giảm|tăng|kéo giảm|hoàn thành|bảo đảm|đảm bảo"
    r"|ít nhất|tối thiểu|trên|có|mỗi [^;\d]{0,30}(?:ít nhất|tối thiểu))(?!\w)"
    r"(?! được| thành công)"
)
# What a report means to do next stands under a heading of its own, to the next such heading.
_AHEAD = (
    r"(?:(?:một số |các )?(?:(?:đề xuất|kiến nghị|mục tiêu|chỉ tiêu|giải pháp)(?:,| và) )?"
    r"(?:phương hướng|định hướng|(?:trong )?thời gian tới|nhiệm vụ(?:,| và) giải pháp"
    r"|nhiệm vụ (?:trọng tâm|chủ yếu|công tác|quý|tháng|năm|(?:trong )?(?:thời gian|\d+ tháng))"
    r"|kế hoạch công tác|chương trình công tác|công tác trọng tâm|chỉ tiêu, nhiệm vụ"
    r"|mục tiêu, nhiệm vụ|dự kiến))"
)
_PLAN_HEADING = re.compile(
    rf"(?im)^[ \t]*(?P<mark>[ivx]{{1,4}}|[a-d]|phần (?:thứ )?\w+|\d)?[ \t]*[.)/:-]*[ \t]*"
    rf"(?:nhiệm vụ[ \t]*$|{_AHEAD})"
    r"(?:[^\n.;]{0,90}[.:]?[ \t]*$|(?<=tới):|(?(mark)[^\n.;:]{0,60}:|(?!)))"
)
_PERIOD_HEADING = re.compile(
    r"(?im)^[ \t]*(?P<mark>[ivx]{1,4}|[a-d]|\d)[ \t]*[.)/-][ \t]*"
    r"(?:(?:quý|tháng) (?:\d{1,2}|[ivx]{1,3})(?:[/ ]\d{4})?|(?:năm|tháng|quý) (?:\d{4}|tới|sau)"
    r"|6 tháng cuối năm(?: \d{4})?)(?:[ \t]*:|[ \t]*$)"
)
_LINE_END = re.compile(r"\n")
_FIRST = {"i", "a", "1"}
# A line that comes back from what is meant to what was done that day: "Tại hội nghị, 9 tập thể được
# tặng giấy khen"; not what is only asked for.
_BACK = re.compile(
    r"(?im)^[ \t]*(?![-+•*\d])(?=[^\n]*(?:giấy khen|bằng khen|khen thưởng|kỷ niệm chương"
    r"|cờ thi đua|biểu dương|tuyên dương|vinh danh|trao thưởng|công bố quyết định))"
    r"(?![^\n]*(?:(?<!\w)sẽ|đề nghị|kiến nghị|đề xuất|xem xét|phấn đấu|kịp thời|yêu cầu))"
    r"(?=[^\n]{0,60}(?:hội nghị|dịp này|buổi lễ|đại hội|ngày hội|(?:buổi|lễ) (?:tổng|sơ) kết"
    r"|chủ tịch|giám đốc|bí thư|trưởng công an|ubnd|ủy ban))"
)
_PLAN_WORDS = Opened(
    r"phương hướng|định hướng|nhiệm vụ|kế hoạch|chương trình|công tác trọng tâm|chỉ tiêu|mục tiêu"
    r"|dự kiến|thời gian tới"
)
_MARKS = (
    re.compile(r"(?m)^[ \t]*[IVX]{1,4}[ \t]*[.)/-]"),
    re.compile(r"(?m)^[ \t]*[A-D][ \t]*[.)/-]"),
    re.compile(r"(?im)^[ \t]*phần (?:thứ )?\w+"),
    re.compile(r"(?m)^[ \t]*\d{1,2}[ \t]*[.)/-]"),
)
DONE = re.compile(
    r"(?<!\w)(?:đã|hiện có(?!\s*[,;.])|hiện nay|hiện(?! có\s*[,;.])|đến nay|vừa qua|kết quả)(?!\w)"
)
_UPPER_LINE = re.compile(rf"(?m)^(?=[^\n]*[{UPPER}]{{3}})[^{LOWER}\n]{{12,}}$")
# "sẽ có 4 người (1 trưởng": the parts of what is planned are planned too.
_PLANNED_PARTS = re.compile(r"\(\s*(?:\d[^()]*)?$")
# What else a title names when plans are only the last part of the report.
_REPORTED = re.compile(r"báo cáo|tổng kết|sơ kết|kết quả|tình hình|công tác")
_LONGEST_TITLE = 600  # characters, the office's name above it included
_SENTENCE_END = re.compile(r"(?m)[.;!?][ \t]*$")
_BY_NOW = re.compile(r"đến nay|hiện|nay (?:đã )?đạt|đã đạt|mới đạt|kết quả")


def find_plans(scan: Scan) -> list[tuple[int, int]]:
    """The stretches of a report that say what shall be done next."""
    text, stretches = scan.text, []
    for heading in (*_plan_headings(scan), *_lone_period(scan.text)):
        mark = heading["mark"] or ""
        ends = next((p for p in _MARKS if mark and p.match(text, heading.start())), _UPPER_LINE)
        after = (ends.search(text, heading.end()), _BACK.search(text, heading.end()))
        stretches.append(
            (heading.end(), min((line.start() for line in after if line), default=len(text)))
        )
    return stretches


def _plan_headings(scan: Scan) -> Iterator[re.Match[str]]:
    """The headings over what shall be done next; only lines with a word for it are tried."""
    tried = -1
    for word in _PLAN_WORDS.finditer(scan.lowered, scan.words):
        line = scan.line_start(word.start())
        heading = _PLAN_HEADING.match(scan.text, line) if line != tried else None
        if heading is not None and not _is_in_title(scan, line):
            yield heading
        tried = line


def _lone_period(text: str) -> list[re.Match[str]]:
    """The one chapter headed by a period alone, after others: "III. QUÝ II"; none when two are."""
    lines = [0, *(line_end.end() for line_end in _LINE_END.finditer(text))]
    headed = [heading for at in lines if (heading := _PERIOD_HEADING.match(text, at))]
    return headed if len(headed) == 1 and headed[0]["mark"].lower() not in _FIRST else []


def _is_in_title(scan: Scan, line: int) -> bool:
    """Whether a report's title goes on with it: "Tổng kết năm 2011 / Phương hướng năm 2012"."""
    if line > _LONGEST_TITLE:
        return False
    before = scan.lowered[:line]
    return _REPORTED.search(before) is not None and _SENTENCE_END.search(before) is None


def is_target(scan: Scan, at: int) -> bool:
    """Whether the clause says what shall be, not what is: "phấn đấu 100% số hộ…"."""
    sentence = scan.sentence(at)
    match = _TARGET.search(scan.lowered, scan.words, sentence.start, at)
    if match is None:
        return False
    clause = scan.lowered.rfind(";", match.end(), at)
    if clause >= 0 and not _PLAN_VERB.match(scan.lowered, clause):
        match = _TARGET.search(scan.lowered, scan.words, clause, at)
        if match is None:
            return False
    said = scan.lowered[match.end() : at]  # how things stand: "phấn đấu …, nay đạt 16/19"
    is_aside = said.count("(") > said.count(")") and not _PLANNED_PARTS.search(said)
    return not is_aside and not _BY_NOW.search(said)
