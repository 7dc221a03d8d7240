"""The counted noun after a number: "tổ", "lượt người", "khối, bản", "khẩu" of "khẩu súng"."""

from __future__ import annotations

import re
from typing import NamedTuple

from bayen.catalogue.lexicon import Lexicon

# Between the number and its noun: "100% các hộ", "12 (mười hai) tổ", "85% số hộ".
_LEAD = re.compile(r"[^\S\n]*(?:\([^)\n]{1,40}\)[^\S\n]*)?(?:(?:các|số|tổng số|những)\s+)*[“\"]?")
_LINK = re.compile(r"\s*,\s*|\s+và\s+|\s*/\s*|\s*-\s*")
_FIRST = re.compile(r"\w+")
# "tổ chức", "nhà trường": the noun is another word than its first syllable.
_NOT_UNIT = {
    "tổ": r"(?!\s+(?:chức|quốc|ấm|tiên|trưởng|phó|viên))",
    "tổ chức": r"(?!\s+(?:hội nghị|ngày hội|lễ|tổng kết|sơ kết|ra quân|tuyên truyền|phát động))",
    "nhà": r"(?!\s+(?:nước|trường|báo|máy|thờ|văn hóa|văn hoá|giáo|hảo tâm|tài trợ|đầu tư|hàng"
    r"|trọ|nghỉ|chung cư|xưởng|vệ sinh|kho|nguyện))",
    "ban": r"(?!\s+(?:hành|đầu|đêm|ngành|tổ chức))",
    "khu": r"(?!\s+(?:vực|dân|phố|công nghiệp|chế xuất|tái định cư|trọ|nhà trọ|chung cư|đô thị))",
    "đội": r"(?!\s+(?:ngũ|hình|viên|trưởng|phó))",
    "điểm": r"(?!\s+(?:dân cư|nóng))",
    "bản": r"(?!\s+(?:cam kết|tin|ký|thân|án|vẽ|đăng))",
    "cán bộ": r"",
    "cờ": r"(?!\s+bạc)",
    "đồng": r"(?!\s+(?:chí|bào|bộ|hồ|thời|phạm|tình|đội|ý|thuận))",
    "đơn": r"(?!\s+vị)",
    "tin": r"(?!\s+(?:học|tưởng))",
    "hội": r"(?!\s+(?:nghị|viên|thi|đồng|trường))",
    "nhóm": r"(?!\s+(?:giải pháp|nhiệm vụ|vấn đề|trẻ|đối tượng))",
    "lần": r"",
    "bảo vệ dân phố": r"",
    "bộ": r"(?!\s+(?:phận|công an|đội|ngành|máy|tiêu chí|mặt))",
    "phố": r"(?!\s+(?:đi bộ|cổ|phường))",
    "phường": r"(?!\s+\d)",
    "phòng": r"(?!\s+(?:chống|ngừa|ban|học|cháy|họp|khám|máy|nghiệp vụ|thủ|tránh))",
    "quận": r"(?!\s+\d)",
    "vùng": r"",
    "đảng viên": r"",
    "m": r"(?!\w)",
    "g": r"(?!\w)",
    "đ": r"(?!/c)",
    "con": r"(?!\s+(?:người|em|đường|số|cháu))",
    "cầu": r"(?!\s+thủ)",
    "thông tin": r"",
    "tập": r"(?!\s+(?:thể|huấn|đoàn|trung))",
    "công an": r"",
    "đoàn": r"(?!\s+(?:viên|thể|kết))",
    "cơ sở": r"",
    "lao động": r"",
    "hộp": r"(?!\s+thư)",
    "khóa": r"(?!\s+cửa)",
    "trang": r"(?!\s+(?:bị|trí|trại))",
    "việc": r"",
    "trụ": r"(?!\s+(?:sở|cột|trì|vững))",
    "máy": r"(?!\s+(?:vi tính|tính|bay|xúc|cày|gặt|móc))",
}


_PERSONS = {"people", "member"}


class Unit(NamedTuple):
    """A counted noun found.

    Attributes:
        text: as written, lower case, spaces made one: "khẩu".
        word: with what tells it apart, as rules name it: "khẩu súng".
        start: first character.
        end: one past the last of ``word``.
        classes: the classes of the lexicon it belongs to.
    """

    text: str
    word: str
    start: int
    end: int
    classes: frozenset[str]

    @property
    def inherited(self) -> bool:
        """Whether the noun was left out and is that of the figure before."""
        return self.start == self.end


class UnitFinder:
    """All counted nouns of the lexicon, by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._classes: dict[str, set[str]] = {}
        self._heads: dict[str, str] = {}
        joining: set[str] = set()
        for unit_class in lexicon.units:
            for written in unit_class.words:
                head, _, rest = written.partition("|")
                word = f"{head} {rest}".strip()
                self._heads[word] = head
                self._classes.setdefault(word, set()).add(unit_class.name)
                if unit_class.join:
                    joining.add(word)
        for noun in [word for word, of in self._classes.items() if of & _PERSONS]:
            self._heads.setdefault(f"lượt {noun}", f"lượt {self._heads[noun]}")
            self._classes.setdefault(f"lượt {noun}", {"people"})
        words = sorted(self._classes, key=len, reverse=True)
        self._one = _by_first_word(words)
        self._joined = _by_first_word(sorted(joining, key=len, reverse=True))
        self._joining = joining

    def find(self, lowered: str, at: int) -> Unit | None:
        """The noun that stands at the end of a number; None when no known one does."""
        lead = _LEAD.match(lowered, at)
        start = lead.end() if lead else at
        match = _match_first(self._one, lowered, start)
        if match is None:
            return None
        end = match.end()
        word = _spaced(match.group())
        classes = self._classes[word]
        text = self._heads[word]
        if word in self._joining and (longer := self._extend(lowered, end, classes)) > end:
            end = longer
            text = _spaced(lowered[start:end])
        return Unit(text, word, start, end, frozenset(classes))

    def _extend(self, lowered: str, end: int, classes: set[str]) -> int:
        """Take in the nouns counted together: "khối, bản", "khẩu hiệu, pa nô"."""
        while link := _LINK.match(lowered, end):
            match = _match_first(self._joined, lowered, link.end())
            if match is None or not self._classes[_spaced(match.group())] & classes:
                break
            end = match.end()
        return end


def _by_first_word(words: list[str]) -> dict[str, re.Pattern[str]]:
    """The nouns that begin with each word as one pattern: a thousand together are slow to try."""
    grouped: dict[str, list[str]] = {}
    for word in words:
        first = _FIRST.match(word)
        if first is None:
            raise ValueError(f"danh từ phải bắt đầu bằng một chữ: {word}")
        grouped.setdefault(first.group(), []).append(word)
    return {
        first: re.compile(rf"(?:{_alternatives(same)})(?!\w)") for first, same in grouped.items()
    }


def _match_first(
    patterns: dict[str, re.Pattern[str]], lowered: str, at: int
) -> re.Match[str] | None:
    first = _FIRST.match(lowered, at)
    pattern = patterns.get(first.group()) if first else None
    return pattern.match(lowered, at) if pattern else None


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") + _NOT_UNIT.get(w, "") for w in words)


def _spaced(text: str) -> str:
    return " ".join(text.split())
