"""A cell of a totals table as people see it: one look for each state, words for each look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bayen.core.findings import Severity
from bayen.core.quantities import render_number, render_quantity
from bayen.core.questions import Basis, Cell
from bayen.reads.like_with_like import compare
from bayen.web.retelling import retell

NOT_COMPARABLE = "k.s.s."
NOT_APPLICABLE = "–"


@dataclass(frozen=True, slots=True)
class CellView:
    """What stands in a cell.

    Attributes:
        look: the class that the style sheet knows; "" for a plain accepted figure.
        text: the number or sign; "" when nothing was reported.
        word: the bound before the number: "hơn".
        flag: the sign after it: "⚠".
        title: what pointing at it says, and what a screen reader adds.
        href: the address of its trail.
        number: the value, for files in which numbers are numbers; None when there is none.
        change: against the same period a year before: "▲ 8,3%"; "" where it cannot be said.
        before, percent: that figure and the change as numbers, for files.
    """

    look: str
    text: str
    word: str = ""
    flag: str = ""
    title: str = ""
    href: str = ""
    number: Decimal | None = None
    change: str = ""
    before: Decimal | None = None
    percent: Decimal | None = None

    @property
    def html(self) -> SafeString:
        """The cell of the table; written here, and by hand, because a page has thousands."""
        title = f' title="{escape(self.title)}"' if self.title else ""
        word = f'<span class="word">{self.word}</span> ' if self.word else ""
        flag = f'<span class="flag"> {self.flag}</span>' if self.flag else ""
        text = self.text or f'<span class="visually-hidden">{_("chưa báo cáo")}</span>'
        change = f'<span class="change">{self.change}</span>' if self.change else ""
        if not self.href:
            return SafeString(f'<td class="cell {self.look}"><span{title}>{text}</span></td>')
        link = f'<a href="{escape(self.href)}" data-trail{title}>{word}{text}{flag}{change}</a>'
        return SafeString(f'<td class="cell {self.look}">{link}</td>')

    @property
    def as_text(self) -> str:
        """The cell in one line, as an exported file has it."""
        return " ".join(part for part in (self.word, self.text, self.flag) if part)


def show_cell(cell: Cell, href: str = "") -> CellView:
    """The looks of UI.md's table; ``href`` leads to the trail."""
    if not cell.comparable:
        why = _("không so sánh được: một phần địa bàn cũ nằm ở nơi khác, không rõ tỷ lệ")
        return CellView("cell-apart", NOT_COMPARABLE, title=why, href=href)
    if cell.quantity is None:
        if cell.expected == 0:
            return CellView("cell-apart", NOT_APPLICABLE, title=_("không áp dụng"))
        return CellView("cell-empty", "", title=f"{_('chưa báo cáo')} ({_sent(cell)})", href=href)
    severities = {finding.severity for finding in cell.findings}
    return CellView(
        _look(cell, severities),
        render_number(cell.quantity.value),
        word=retell(cell.quantity.bound.word_vi),
        flag="⚠" if severities - {Severity.INFO} else "",
        title=_title(cell),
        href=href,
        number=cell.quantity.value,
    )


def beside_last_year(view: CellView, now: Cell, before: Cell) -> CellView:
    """The cell with its change against the same period a year before, on the same boundaries."""
    if before.quantity is None or not before.comparable:
        return view
    compared = compare(now, before)
    then, percent = before.quantity.value, compared.percent if compared else None
    title = _("cùng kỳ: {number}").format(number=retell(render_quantity(before.quantity)))
    words = "; ".join(part for part in (view.title, title) if part)
    return replace(view, title=words, before=then, percent=percent, change=_change(percent))


def _change(percent: Decimal | None) -> str:
    if percent is None:
        return ""
    mark = "▲" if percent > 0 else "▼" if percent < 0 else "="
    return f"{mark} {render_number(abs(percent))}%" if percent else mark


def _look(cell: Cell, severities: set[Severity]) -> str:
    if Severity.BLOCK in severities:
        return "cell-stop"
    if Severity.WARN in severities:
        return "cell-warn"
    return "cell-bound" if cell.quantity is not None and cell.quantity.bound else ""


def _title(cell: Cell) -> str:
    parts = []
    if not cell.is_complete:
        parts.append(_sent(cell))
    if cell.basis is Basis.STATED and cell.expected > 1:
        parts.append(retell(cell.basis.label_vi))
    parts += [retell(finding.message_vi) for finding in cell.findings]
    return "; ".join(parts)


def _sent(cell: Cell) -> str:
    return _("{reported}/{expected} xã đã có số liệu").format(
        reported=cell.reported, expected=cell.expected
    )
