"""What a check says: problems in the data as values, never exceptions.

One bad figure never loses forty good ones: checks return findings beside the figures.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Severity(enum.StrEnum):
    """How a finding stands in the way: INFO tells, WARN asks for a look, BLOCK stops."""

    INFO = "info"
    WARN = "warn"
    BLOCK = "block"

    @property
    def label_vi(self) -> str:
        return {"info": "lưu ý", "warn": "cần xem", "block": "phải sửa"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    Attributes:
        code: stable name, such as ``parts-differ``; never reused for another meaning.
        severity: whether it stops acceptance.
        message_vi: where, what and what to do, in Vietnamese, complete in itself.
        where: what it concerns, such as an indicator code or a proposal's number; may be "".
        params: the parts of the message, for machines and other wordings.
    """

    code: str
    severity: Severity
    message_vi: str
    where: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
