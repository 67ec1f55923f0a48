"""A body cleaned (清理正文): accessible HTML out of anything, without losing a word."""

import re
from dataclasses import dataclass
from html import escape

from mingzheng.prose.rules.parsing import SAMPLE, Reader, read
from mingzheng.prose.rules.tidying import settle
from mingzheng.prose.rules.writing import write

FOUND = {
    "link": "去掉了 {} 个打不开或不安全的链接地址，链接上的文字保留。",
    "lost picture": "有 {} 张图片在原来的电脑上，没有带进来。请作为图片上传。",
    "picture without words": "有 {} 张图片没有替代文字。请为看不见图片的人补上。",
    "program": "去掉了 {} 处网页里的程序。",
    "window": "去掉了 {} 处嵌入的视频或窗口。请改为附件或链接。",
}
# A tag of a page; "a<b" in a text is none, nor is a name in angle brackets.
MARKED = re.compile(
    r"</?(?:p|br|div|span|b|strong|i|em|u|s|del|a|img|table|tbody|thead|tr|t[dh]|h[1-6]|[uod]l|li|d[td]|"
    r"font|center|section|article|blockquote|pre|hr|su[bp]|o:p|html|body|script|style|iframe)"
    r"(?:[\s/][^<>]*)?>",
    re.I,
)
HIDDEN = "去掉了 {} 处看不见的文字，如“{}”。"


@dataclass(frozen=True)
class Cleaned:
    """A body as accessible HTML, and sentences about what was left out or is still missing."""

    html: str
    notes: tuple[str, ...] = ()


def clean(html: str) -> Cleaned:
    """HTML of any origin (Word, old sites, an editor) as a body that may be published.

    Every visible character is kept in its order, white space aside; tags, links and pictures
    that are not safe or not known give up their text only. Cleaning again changes nothing.
    Takes any text, never raises; time grows with length.
    """
    reader = read(html)
    return Cleaned(write(settle(reader.frames[0].blocks)), _notes(reader))


def is_marked(text: str) -> bool:
    """True for a text that holds tags: a page or a part of one, not what somebody typed."""
    return bool(MARKED.search(text))


def from_plain(text: str) -> Cleaned:
    """Plain text as a body: lines are paragraphs, 一、 and （一） headings, tabs tables.

    Takes text with any line ends; never raises.
    """
    parts: list[str] = []
    table: list[list[str]] = []
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        cells = [cell.strip() for cell in line.strip(" \r\n").split("\t")]
        if len(cells) > 1 and (not table or len(cells) == len(table[0])):
            table.append(cells)
            continue
        parts += _table(table)
        table = [cells] if len(cells) > 1 else []
        if not table:
            parts.append(f"<p>{escape(line)}</p>")
    return clean("".join(parts + _table(table)))


def _table(rows: list[list[str]]) -> list[str]:
    """Lines with the same number of tabs as a table; one alone is a line."""
    if len(rows) < 2:
        return [f"<p>{escape(' '.join(row))}</p>" for row in rows]
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return ["<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"]


def _notes(reader: Reader) -> tuple[str, ...]:
    notes = [FOUND[name].format(count) for name, count in sorted(reader.found.items())]
    if reader.hidden:
        sample = reader.hidden[0][:SAMPLE]
        notes.append(HIDDEN.format(len(reader.hidden), sample))
    return tuple(notes)
