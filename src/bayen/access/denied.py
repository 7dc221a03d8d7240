"""The refusal of access. Pages answer it as if the thing did not exist."""

from __future__ import annotations


class AccessDenied(Exception):
    """The account may not do this here, or there is no such thing; it is not told which."""

    def __init__(self, permission: str, target: str = "") -> None:
        super().__init__("không tìm thấy, hoặc bạn không có quyền")
        self.permission = permission
        self.target = target
