"""What the program's exit tells whoever started it."""

import enum


class ExitCode(enum.IntEnum):
    """Exit codes; documented in docs/reference/cli.md and in ``bayen --help``."""

    OK = 0
    FAILED = 1
    USAGE = 2
    REFUSED = 3
    NOT_FOUND = 4
    BROKEN_CHAIN = 5
    INTERRUPTED = 130
    """As shells have it for Ctrl-C: 128 and the number of the signal."""

    @property
    def meaning_vi(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.OK: "xong",
    ExitCode.FAILED: "lỗi ngoài dự tính (đĩa đầy, mất quyền ghi…)",
    ExitCode.USAGE: "lệnh gõ sai; xem --help",
    ExitCode.REFUSED: "có tệp không được nhận; lý do in ra cho từng tệp",
    ExitCode.NOT_FOUND: "không có địa bàn, kỳ, chỉ tiêu hoặc dữ liệu được hỏi",
    ExitCode.BROKEN_CHAIN: "sổ số liệu đã bị sửa ngoài chương trình",
    ExitCode.INTERRUPTED: "người dùng dừng giữa chừng (Ctrl-C); việc đã xong vẫn giữ",
}


class CommandError(Exception):
    """A command cannot go on; carries one Vietnamese sentence and the exit code."""

    def __init__(self, message_vi: str, code: ExitCode) -> None:
        super().__init__(message_vi)
        self.message_vi = message_vi
        self.code = code
