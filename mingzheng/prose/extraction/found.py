"""What a reader found in a file (读出的内容)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mingzheng.prose.rules.pieces import Piece

Progress = Callable[[int, int], None]  # done, total
MOST_PIECES = 100_000
MOST_CHARACTERS = 10_000_000
TOO_MUCH = "内容太多，只读了前面的 {} 处文字，后面的没有检查。"
# Read to the end, though not all could be told of it; other notes say that something was not read.
OLD_SHEET = "旧版表格看不出哪些行和列是隐藏的；里面的文字都读了。"
MEMBER, SHEET = "压缩包里的文件名", "工作表的名称"
ADDED, COMMENT, REMARK = "修订中新加的文字", "批注", "页面上的批注"
REMAINS = "文件里看不见的部分"


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Extracted:
    """The texts of a file with their places; what could not be read is a note.

    `pages` is 0 where a format has none; `scanned_pages` are pictures of pages without text;
    `is_scanned` says that the whole document is such pictures.
    """

    pieces: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()
    is_scanned: bool = False
    pages: int = 0
    scanned_pages: tuple[int, ...] = ()

    def placed_in(self, name: str) -> "Extracted":
        """The same with every place said from outside: 附件 1 名单.xlsx 工作表“人员”第 5 行."""
        pieces = tuple(Piece(f"{name} {piece.where}", piece.text) for piece in self.pieces)
        return replace(self, pieces=pieces, notes=tuple(f"{name}：{n}" for n in self.notes))

    def bounded(self) -> "Extracted":
        """The same within what a check can look at, with a note when something was cut."""
        kept = 0
        characters = 0
        for piece in self.pieces[:MOST_PIECES]:
            characters += len(piece.text)
            if characters > MOST_CHARACTERS:
                break
            kept += 1
        if kept == len(self.pieces):
            return self
        note = TOO_MUCH.format(kept)
        return replace(self, pieces=self.pieces[:kept], notes=(*self.notes, note))
