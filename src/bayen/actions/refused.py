"""The refusal of a deed that the rules do not allow, in words for who asked."""

from __future__ import annotations


class ActionRefused(Exception):
    """Nothing was changed.

    Attributes:
        code: stable name, for machines.
        message_vi: what stands in the way and what to do.
    """

    def __init__(self, code: str, message_vi: str) -> None:
        super().__init__(message_vi)
        self.code = code
        self.message_vi = message_vi
