"""A stretch of text and where it stands: what prose finds and what every check looks at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A stretch of text and where it stands, in words a clerk understands.

    For example "正文第 3 段", or "附件 1 名单.xlsx 工作表“人员”第 5 行（隐藏）".
    """

    where: str
    text: str
