"""Models built or in operation, where the verb alone does not tell."""

from __future__ import annotations

import re

from bayen.intake.context import Context
from bayen.intake.indicators import Named
from bayen.intake.periods import PeriodReader
from bayen.intake.values import Reason

_BUILT = re.compile(r"(?<!\w)xây dựng(?: được| thành công)?\s*$")


_BUILT_NOW = re.compile(r"ra mắt|thành lập|mới")


def settle_models(named: Named, context: Context, periods: PeriodReader, at: int) -> Named:
    """ "Đã xây dựng được 73 mô hình" in no period tells how many there are by now.

    Args:
        named: what the phrases say.
        context: the words around the figure.
        periods: of the text.
        at: where the figure stands.
    """
    if named.code != "model.new":
        return named
    if context.previous.startswith("group.") and not _BUILT_NOW.search(
        context.near + context.inherited
    ):
        reason = Reason("indicator", "kể tiếp các tổ hiện có → số mô hình hiện có")
        return Named("model.count", named.weight, reason, named.alternatives)
    verb = context.inherited if not _BUILT_NOW.search(context.link) else ""
    if not _BUILT.search(context.near) and not _BUILT.search(verb):
        return named
    if "mới" in context.noun or periods.has_span(at):
        return named
    reason = Reason("indicator", "đã xây dựng, không nói trong kỳ nào → số mô hình hiện có")
    return Named("model.count", named.weight, reason, named.alternatives)
