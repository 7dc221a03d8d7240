"""The text of a movement report, parts I to IV, from consolidated figures.

States what the figures state, in the order in which such reports are read; leaves judgement
to the officer as prompts. Source of the outline: reports in use; none is prescribed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bayen.core.quantities import render_number
from bayen.outputs.components import annex_label
from bayen.outputs.prose import (
    FigureLine,
    change_percent,
    make_sentence,
    render_percent,
    state_figure,
    state_zero,
)
from bayen.outputs.publication import (
    Footnote,
    Paragraph,
    ParagraphKind,
    Part,
    Run,
    Runs,
    Section,
    text_of,
)
from bayen.outputs.wording import RESULTS, SECURITY, TERRITORY, UNTOLD, Sentence, Wording

# Changes of small counts are large in percent and mean little.
_LEAST_BASE = 10
_MOST_NAMED = 3
_NO_CHANGE = Decimal(0)

_BRACKETS = re.compile(r"\([^)]*\)")
_SAME_PERIOD = "cùng kỳ"
_PROPER = ("Công an", "Tổ bảo vệ an ninh", "Đảng", "Mặt trận", "Ủy ban")

MOVEMENT = "phong trào Toàn dân bảo vệ an ninh Tổ quốc"


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """What a movement report states.

    Attributes:
        scope: the place, "tỉnh Sơn La".
        period: "9 tháng năm 2026".
        window: its days, "từ ngày 15/12/2025 đến ngày 14/9/2026".
        versus: what is compared with, "cùng kỳ năm 2025"; "" compares nothing.
        lines: the figures, in any order, each indicator once.
        asked: who had to report, "xã, phường".
        reported, expected: how many of them did, and should have.
        silent: the names of those that did not.
    """

    scope: str
    period: str
    window: str
    versus: str
    lines: tuple[FigureLine, ...]
    asked: str = "đơn vị"
    reported: int = 1
    expected: int = 1
    silent: tuple[str, ...] = ()


def build_movement_opening(
    facts: MovementFacts, issuer: str, *, annexes: int = 0
) -> tuple[Paragraph, ...]:
    """What is reported, of which days, from how many of those asked; refers to each annex."""
    what = f"{issuer} báo cáo kết quả thực hiện {MOVEMENT} {facts.period}"
    sentences = [f"{what} (kỳ báo cáo {facts.window})"]
    if facts.reported < facts.expected:
        sentences.append(
            f"Số liệu được tổng hợp từ {facts.reported}/{facts.expected} {facts.asked} đã gửi; các "
            "số ghi “hơn” là số tối thiểu theo số liệu đã nhận"
        )
    if annexes:
        labels = ", ".join(annex_label(number, annexes) for number in range(1, annexes + 1))
        sentences.append(f"Số liệu chi tiết tại {labels} kèm theo")
    ending = " như sau:" if len(sentences) == 1 else ". Kết quả cụ thể như sau:"
    return (_plain(". ".join(sentences) + ending),)


def build_movement_parts(facts: MovementFacts) -> tuple[Part, ...]:
    """I. Tình hình, II. Kết quả, III. Đánh giá chung, IV. Phương hướng, nhiệm vụ trọng tâm."""
    teller = _Teller(facts)
    return (
        Part("Tình hình", _situation(teller)),
        Part("Kết quả thực hiện", _results(teller)),
        Part("Đánh giá chung", _assessment(facts)),
        Part("Phương hướng, nhiệm vụ trọng tâm", _outlook(facts)),
    )


def build_movement_closing(facts: MovementFacts, issuer: str, addressee: str = "") -> Paragraph:
    """ "Trên đây là báo cáo ... của ..., kính đề nghị ... xem xét, chỉ đạo." """
    words = f"Trên đây là báo cáo kết quả thực hiện {MOVEMENT} {facts.period} của {issuer}"
    if addressee:
        words += f", kính đề nghị {addressee} xem xét, chỉ đạo"
    return _plain(f"{words}.")


_Told = tuple[Wording, FigureLine]


class _Teller:
    """Tells each figure once and remembers which are still untold."""

    def __init__(self, facts: MovementFacts) -> None:
        self._facts = facts
        self._untold = {line.code: line for line in facts.lines if line.code not in UNTOLD}
        self._has_explained = False

    @property
    def scope(self) -> str:
        return self._facts.scope

    def tell_territory(self) -> list[Paragraph]:
        """What the place is made of, in one sentence without comparisons."""
        found = self._take(TERRITORY)
        runs: list[Run] = []
        for words, line in found:
            if line.now is not None and line.now.value:
                lead = f"{words.lead} " if words.lead else ""
                runs += [", " if runs else "", lead, *state_figure(line, noun=words.noun)]
        told = [_dash(make_sentence([f"địa bàn {self.scope} có ", *runs]))] if runs else []
        return [*told, *_admit_missing(found)]

    def tell(self, sentences: Iterable[Sentence]) -> list[Paragraph]:
        """A dash paragraph for each sentence that has figures, one for those without."""
        told: list[Paragraph] = []
        silent: list[_Told] = []
        for sentence in sentences:
            found = self._take(sentence)
            silent += found
            stated = [pair for pair in found if pair[1].now is not None]
            if stated:
                told.append(_dash(self._sentence(stated)))
        return [*told, *_admit_missing(silent)]

    def tell_rest(self) -> list[Paragraph]:
        """What no chapter has words for, by its name."""
        return self.tell([(Wording(code, attached=True),) for code in self._untold])

    def _take(self, sentence: Sentence) -> list[_Told]:
        found = ((words, self._untold.pop(words.code, None)) for words in sentence)
        return [(words, line) for words, line in found if line is not None]

    def _sentence(self, stated: list[_Told]) -> Runs:
        """Attached clauses follow a comma, where there is something to attach them to."""
        runs: list[Run] = []
        versus, can_attach = self._facts.versus, False
        for words, line in stated:
            attached = words.attached and can_attach and not _is_zero(line)
            if runs:
                runs.append(", " if attached else "; ")
            clause = self._clause(words, line, versus, attached=attached)
            runs += clause
            if versus and versus in text_of(clause):
                versus = _again(versus)
            can_attach = not _is_zero(line)
        return make_sentence(runs)

    def _clause(self, words: Wording, line: FigureLine, versus: str, *, attached: bool) -> Runs:
        if _is_zero(line):
            none = words.none or f"không có {_short_name(line)}"
            # "hơn 0" says nothing: who is missing has to be said of every zero
            state = state_zero(line, none, versus=versus, asked=self._facts.asked)
            return (state, *self._explain(line))
        lead, noun = words.lead, words.noun
        if words.attached and not attached:  # nothing to lean on: by its own name
            lead, noun = f"{_short_name(line)}:", ""
        figure = state_figure(line, noun=noun, versus=versus, asked=self._asked(line))
        return (f"{lead} ", *figure, *self._explain(line))

    def _asked(self, line: FigureLine) -> str:
        """Who is missing is said of a figure only where it differs from the whole document."""
        common = (self._facts.reported, self._facts.expected)
        return "" if (line.reported, line.expected) == common else self._facts.asked

    def _explain(self, line: FigureLine) -> Runs:
        """Once, why a figure stands without a comparison."""
        if line.comparable or self._has_explained or not self._facts.versus:
            return ()
        self._has_explained = True
        reason = "do địa giới hành chính hoặc cách tính chỉ tiêu đã thay đổi"
        return (Footnote(f"Không so sánh với {self._facts.versus} {reason}."),)


def _situation(teller: _Teller) -> tuple[Section, ...]:
    territory = teller.tell_territory()
    security = teller.tell(SECURITY)
    prompt = _prompt(
        f"Cán bộ bổ sung: đặc điểm tình hình {teller.scope} trong kỳ; thuận lợi, khó khăn tác động "
        "đến phong trào. Không ghi tên người, nội dung vụ việc hoặc nguồn tin"
    )
    sections = []
    if territory:
        sections.append(Section("Đặc điểm địa bàn", tuple(territory)))
    sections.append(Section("Tình hình an ninh, trật tự", (*security, prompt)))
    return tuple(sections)


def _results(teller: _Teller) -> tuple[Section, ...]:
    sections = []
    for chapter in RESULTS:
        told = teller.tell(chapter.sentences)
        if told:
            sections.append(Section(chapter.title, tuple(told)))
    rest = teller.tell_rest()
    if rest:
        sections.append(Section("Các mặt công tác khác", tuple(rest)))
    return tuple(sections)


def _assessment(facts: MovementFacts) -> tuple[Section, ...]:
    changes = (*_biggest_changes(facts, rising=True), *_biggest_changes(facts, rising=False))
    moved = Section(f"Biến động chính của số liệu so với {facts.versus}", changes)
    return (
        *((moved,) if changes else ()),
        Section(
            "Ưu điểm",
            (_prompt("Cán bộ bổ sung nhận định về những mặt làm được, cách làm hay"),),
        ),
        Section(
            "Tồn tại, hạn chế",
            (*_silence(facts), _prompt("Cán bộ bổ sung tồn tại, hạn chế khác")),
        ),
        Section(
            "Nguyên nhân, bài học kinh nghiệm",
            (_prompt("Cán bộ bổ sung nguyên nhân khách quan, chủ quan và bài học kinh nghiệm"),),
        ),
    )


def _biggest_changes(facts: MovementFacts, *, rising: bool) -> tuple[Paragraph, ...]:
    """Only between complete, exact, comparable figures; neither praised nor blamed."""
    changes = {line: _certain_change(line) for line in facts.lines if line.code not in UNTOLD}
    moved = sorted(
        (line for line, change in changes.items() if change and (change > 0) == rising),
        key=lambda line: (-abs(changes[line]), line.code),
    )[:_MOST_NAMED]
    if not moved or not facts.versus:
        return ()
    named = "; ".join(
        f"{_short_name(line)} ({render_percent(changes[line], signed=True)})" for line in moved
    )
    verb = "tăng" if rising else "giảm"
    return (_dash((f"Các chỉ tiêu {verb} nhiều nhất: {named}.",)),)


def _silence(facts: MovementFacts) -> tuple[Paragraph, ...]:
    """Who has not reported, by name."""
    lacking = facts.expected - facts.reported
    if lacking <= 0:
        return ()
    count = render_number(lacking, padded=True)
    names = f", gồm: {', '.join(facts.silent)}" if facts.silent else ""
    return (
        _dash(
            (
                f"Việc gửi số liệu chưa đầy đủ: {facts.reported}/{facts.expected} {facts.asked} đã "
                f"gửi; còn {count} {facts.asked} chưa gửi{names}.",
            )
        ),
    )


_TASKS = (
    f"Tiếp tục quán triệt, triển khai nghiêm túc các văn bản chỉ đạo của cấp trên về {MOVEMENT}; "
    "gắn phong trào với các cuộc vận động, phong trào thi đua yêu nước tại địa phương.",
    "Đổi mới nội dung, hình thức tuyên truyền, phổ biến, giáo dục pháp luật phù hợp với từng địa "
    "bàn, nhóm dân cư; phát huy vai trò của người có uy tín trong cộng đồng.",
    "Rà soát, củng cố, kiện toàn Tổ bảo vệ an ninh, trật tự và các tổ chức quần chúng; bồi dưỡng "
    "kỹ năng, bảo đảm điều kiện hoạt động theo quy định.",
    "Duy trì, nâng cao chất lượng hoạt động của các mô hình; sơ kết, nhân rộng mô hình có hiệu "
    "quả, kịp thời thay thế mô hình không còn phù hợp.",
    "Tiếp nhận, xử lý kịp thời tin báo của nhân dân; giải quyết mâu thuẫn, tranh chấp ngay từ cơ "
    "sở, không để phát sinh vụ việc phức tạp.",
)


def _outlook(facts: MovementFacts) -> tuple[Section, ...]:
    tasks = [_dash((task,)) for task in _TASKS]
    if facts.reported < facts.expected:
        duty = (
            f"Thực hiện nghiêm chế độ thông tin, báo cáo; đôn đốc {facts.asked} chưa gửi số liệu "
            f"{facts.period} gửi đầy đủ, đúng thời hạn."
        )
        tasks.append(_dash((duty,)))
    prompt = _prompt("Cán bộ bổ sung chỉ tiêu, nhiệm vụ cụ thể và kiến nghị, đề xuất (nếu có)")
    return (Section(None, (*tasks, prompt)),)


def _certain_change(line: FigureLine) -> Decimal:
    """In percent; 0 where a change is not certain, or the base too small to speak of it."""
    told, before = line.told, line.before
    if told is None or before is None or not line.comparable or line.is_rate:
        return _NO_CHANGE
    if before.value < _LEAST_BASE:
        return _NO_CHANGE
    return change_percent(told, before) or _NO_CHANGE


def _admit_missing(found: list[_Told]) -> tuple[Paragraph, ...]:
    names = "; ".join(_short_name(line) for _, line in found if line.now is None)
    return (_dash((f"Chưa có số liệu về: {names}.",)),) if names else ()


def _is_zero(line: FigureLine) -> bool:
    return line.now is not None and line.now.value == 0


def _again(versus: str) -> str:
    """A comparison once named in full is "cùng kỳ" in the rest of the sentence."""
    return _SAME_PERIOD if versus.startswith(_SAME_PERIOD) else versus


def _short_name(line: FigureLine) -> str:
    """The indicator inside a sentence: its name without brackets and variants."""
    name = " ".join(_BRACKETS.sub("", line.name).split(";")[0].split())
    if name.startswith(_PROPER):
        return name
    return (name[:1].lower() + name[1:]).removeprefix("số ")


def _plain(text: str) -> Paragraph:
    return Paragraph((text,))


def _dash(runs: Runs) -> Paragraph:
    return Paragraph(runs, ParagraphKind.DASH)


def _prompt(text: str) -> Paragraph:
    return Paragraph((text,), ParagraphKind.PROMPT)
