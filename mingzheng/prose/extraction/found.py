"""What a reader found in a file (读出的内容)."""

import re
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
# By the end of its place: what a text is that is in a file and not on its pages.
UNSEEN = (
    (re.compile(r"工作表“[^\n]*”（隐藏）第 \d+ 行(?:（隐藏）)?(?:（隐藏的列）)?$"), "隐藏的工作表"),
    (re.compile(rf"{SHEET}（隐藏）$"), "隐藏的工作表"),
    (re.compile(r"（隐藏）(?:（隐藏的列）)?$"), "隐藏的行"),
    (re.compile(r"（隐藏的列）$"), "隐藏的列"),
    (re.compile(r"（隐藏文字）$|(?:^| )隐藏文字 \d+$"), "隐藏文字"),
    (re.compile(r"（修订中已删除）$"), "修订中已删除的文字"),
    (re.compile(rf"(?:^| ){ADDED}$"), ADDED),
    (re.compile(rf"(?:^| ){COMMENT}(?: [A-Z]+\d+)?$"), COMMENT),
    (re.compile(rf"(?:^| ){REMARK}$"), REMARK),
    (re.compile(r"(?:^| )文件属性（[^（）]+）$"), "作者姓名"),
    (re.compile(r"(?:^| )书签和文件属性$"), "文件属性"),
    (re.compile(rf"{REMAINS}（(?!图表|图示|页眉)([^（）]+)）$"), ""),
)


def unseen(piece: Piece) -> str:
    """What a text inside a file is that its readers do not see; empty for one that they do."""
    for pattern, label in UNSEEN:
        if match := pattern.search(piece.where):
            return label or match[1]
    return ""


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

    @property
    def text(self) -> str:
        """All texts that readers see, one after the other, for the search."""
        return "\n".join(piece.text for piece in self.pieces if not unseen(piece))

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
