"""What stands in an attachment and not on its pages (隐藏内容): hidden, deleted, remarked, signed.

Whoever opens the file can bring it back; 国办秘函〔2019〕19号: what leaks through a site fails it.
"""

import re
from collections.abc import Iterable, Sequence

from mingzheng.proofing.rules.finding import Finding, found
from mingzheng.proofing.rules.names import names_in
from mingzheng.proofing.rules.records import Attached
from mingzheng.prose.extraction.found import ADDED, COMMENT, REMAINS, REMARK, SHEET
from mingzheng.prose.rules.pieces import Piece

AUTHOR = "文件属性里的姓名"
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
    (re.compile(r"(?:^| )文件属性（[^（）]+）$"), AUTHOR),
    (re.compile(r"(?:^| )书签和文件属性$"), "文件属性"),
    (re.compile(rf"{REMAINS}（(?!图表|图示|页眉)([^（）]+)）$"), ""),
)
# What somebody hid or left behind; of the others only a person can say whether they belong there.
LEFT = frozenset(
    {"隐藏的工作表", "隐藏的行", "隐藏的列", "隐藏文字", "修订中已删除的文字", ADDED, COMMENT}
)
DOUBTFUL = frozenset({REMARK, "数据透视表的缓存", "外部链接的缓存", "自动图文集", "表单数据"})
SHOWN = 60  # characters


def unseen(piece: Piece) -> str:
    """What a text inside a file is that its readers do not see; empty for one that they do."""
    for pattern, label in UNSEEN:
        if match := pattern.search(piece.where):
            return label or match[1]
    return ""


def seen(pieces: Iterable[Piece]) -> str:
    """All that the readers of a file see in it, one text after the other, for the search."""
    return "\n".join(piece.text for piece in pieces if not unseen(piece))


def hidden(attachments: Sequence[Attached]) -> list[Finding]:
    """One finding for each way of hiding in each attachment: red, or amber where it may belong."""
    findings = []
    for one in attachments:
        groups: dict[str, list[Piece]] = {}
        for piece in one.pieces:
            if (how := unseen(piece)) in LEFT | DOUBTFUL:
                groups.setdefault(how, []).append(piece)
        findings += [_told(how, pieces) for how, pieces in groups.items()]
    return findings


def _told(how: str, pieces: Sequence[Piece]) -> Finding:
    whole = Piece(pieces[0].where, "\n".join(piece.text for piece in pieces))
    more = f"，一共 {len(pieces)} 处" if len(pieces) > 1 else ""
    message = f"附件里有{how}{more}，读者打开文件就找得到。"
    level = "red" if how in LEFT else "amber"
    end = min(len(whole.text), SHOWN)
    return found(whole, "hidden_content", 0, end, level=level, message=message)


def signed(attachments: Sequence[Attached]) -> list[Finding]:
    """Names of persons in the properties of a file; "Administrator" is nobody."""
    return [
        found(piece, "author", 0, len(piece.text))
        for one in attachments
        for piece in one.pieces
        if unseen(piece) == AUTHOR and names_in(f"{piece.text}\t")
    ]
