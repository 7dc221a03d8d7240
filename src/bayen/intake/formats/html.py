"""Web pages: the text of blocks and cells, without scripts, styles and navigation."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bayen.intake.document import Piece, Refused
from bayen.intake.formats.plain import decode_legacy

_DROPPED = [
    "script",
    "style",
    "noscript",
    "nav",
    "footer",
    "template",
    "svg",
    "iframe",
    "form",
    "head",
]
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr", "table",
    "section", "article", "header", "main", "ul", "ol", "figure", "figcaption",
    "blockquote", "br", "pre", "dd", "dt", "caption", "aside",
}  # fmt: skip


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """Paragraphs, headings, captions and table cells of a page, in order.

    Raises:
        Refused: the bytes are no text.
    """
    try:
        page = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        page = decode_legacy(data) or ""
    if not page:
        raise Refused(
            "not-unicode", f"«{name}» không dùng bảng mã UTF-8; hãy lưu lại trang rồi gửi."
        )
    tree = LexborHTMLParser(page)
    tree.strip_tags(_DROPPED)
    walk = _Walk()
    if tree.body is not None:
        walk.visit(tree.body, "paragraph")
    walk.flush("paragraph")
    return walk.pieces


class _Walk:
    """Collects inline text until a block ends it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._held: list[str] = []
        self._table = 0
        self._row = 0
        self._column = 0
        self._wide, self._high = 0, 1
        self._taken: set[tuple[int, int]] = set()
        self._paragraph = 0

    def visit(self, node: LexborNode, kind: str) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag
            if tag == "-text":
                self._held.append(child.text(deep=False) or "")
                continue
            if tag not in _BLOCKS:
                self.visit(child, kind)
                continue
            self.flush(kind)
            inner = self._enter(tag or "", kind)
            if inner == "cell" and tag in {"td", "th"}:
                self._place(child)
            self.visit(child, inner)
            self.flush(inner)

    def _enter(self, tag: str, kind: str) -> str:
        if tag == "table":
            self._table, self._row = self._table + 1, 0
            self._taken.clear()
        elif tag == "tr":
            self._row, self._column, self._wide = self._row + 1, 1, 0
        elif tag in {"td", "th"}:
            return "cell"
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            return "heading"
        elif tag in {"figcaption", "caption"}:
            return "caption"
        return kind

    def _place(self, cell: LexborNode) -> None:
        """Where a cell begins, beside the merged ones that reach into its row, and how far."""
        self._column += self._wide
        while (self._row, self._column) in self._taken:
            self._column += 1
        self._wide = _span(cell, "colspan")
        self._high = _span(cell, "rowspan")
        if self._high > 1:
            self._taken.update(
                (row, column)
                for row in range(self._row + 1, self._row + self._high)
                for column in range(self._column, self._column + self._wide)
            )

    def flush(self, kind: str) -> None:
        text = " ".join("".join(self._held).split())
        self._held.clear()
        if not text:
            return
        if kind == "cell":
            where = f"bảng {self._table}, hàng {self._row}, cột {self._column}"
            self.pieces.append(
                Piece(
                    kind, text, where, self._table, self._row, self._column, self._high, self._wide
                )
            )
            return
        self._paragraph += 1
        self.pieces.append(Piece(kind, text, f"đoạn {self._paragraph}"))


_WIDEST, _HIGHEST = 100, 200


def _span(cell: LexborNode, name: str) -> int:
    """Columns or rows that a cell covers, as far as a sane page goes."""
    said = cell.attributes.get(name) or "1"
    return (
        min(max(int(said), 1), _WIDEST if name == "colspan" else _HIGHEST)
        if said.isdecimal()
        else 1
    )
