"""A cleaned body read back (读出正文): its text, its pieces, its outline, its beginning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from mingzheng.prose.rules.blocks import (
    LINE,
    Block,
    Figure,
    Listing,
    Paragraph,
    Table,
    text_of,
    texts_in,
)
from mingzheng.prose.rules.parsing import read
from mingzheng.prose.rules.pieces import Piece
from mingzheng.prose.rules.tidying import settle

HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>")
PICTURE = re.compile(r'<img src="(image:\d+)"')
WITH_ALT = re.compile(r'<img src="([^"]*)" alt="([^"]*)"')  # as every picture is written
TAG = re.compile(r"<[^>]*>")
SHOWS = re.compile(r"<(img|table|video|audio|figure)\b", re.IGNORECASE)
BREAKS = "。！？；，、 "
SHORTEST = 0.6  # of the wished length; a cut at a sentence end may not take more away


@dataclass(frozen=True)
class Heading:
    """A heading of a body: level 2 to 6, its text, the name of its place (part-1, part-2 …)."""

    level: int
    text: str
    anchor: str


def plain(html: str) -> str:
    """The visible text of a body, a line for each paragraph, heading, item and cell."""
    return "\n".join(texts_in(_blocks(html)))


def pieces(html: str) -> list[Piece]:
    """Every text of a body with its place: 正文第 3 段, 正文表 1 第 2 行, 正文图 1 的替代文字.

    Paragraphs, headings and items of lists count together, as a clerk counts them from the top;
    the cells of a row are parted by tabs.
    """
    counter = Counter()
    counter.add(_blocks(html))
    return counter.found


def anchored(html: str) -> tuple[str, list[Heading]]:
    """A cleaned body with a name on every heading, and the outline that leads to them."""
    found: list[Heading] = []

    def name(match: re.Match[str]) -> str:
        anchor = f"part-{len(found) + 1}"
        found.append(Heading(int(match[1]), plain(match[2]), anchor))
        return f'<h{match[1]} id="{anchor}">{match[2]}</h{match[1]}>'

    return HEADING.sub(name, html), found


def excerpt(html: str, length: int = 120) -> str:
    """The beginning of a body in at most `length` characters, cut at a sentence where one ends.

    Headings and tables are passed over; an ellipsis says that there is more.
    """
    texts = [
        text_of(block.runs).replace(LINE, " ")
        for block in _blocks(html)
        if isinstance(block, Paragraph) and not block.level
    ]
    whole = " ".join(texts) or " ".join(plain(html).split("\n"))
    if len(whole) <= length:
        return whole
    head = whole[: length - 1]
    ends = [place + 1 for place, char in enumerate(head) if char in BREAKS[:4]]
    cut = ends[-1] if ends and ends[-1] >= SHORTEST * length else len(head)
    return head[:cut].rstrip(BREAKS[4:]) + "…"


def is_empty(html: str) -> bool:
    """True if a body shows nothing: no words, no picture, no table."""
    words = TAG.sub("", html).replace("&nbsp;", " ").replace("\u3000", " ")
    return not words.strip() and not SHOWS.search(html)


def pictures_in(html: str) -> list[int]:
    """The keys of the stored pictures (image:12) that a body shows."""
    found = (src.removeprefix("image:") for src, _ in WITH_ALT.findall(html))
    return [int(key) for key in found if key.isdecimal()]


def alts_in(html: str) -> list[str]:
    """The words of the pictures of a body for who cannot see them, in order."""
    return [alt for _, alt in WITH_ALT.findall(html)]


def placed(html: str, addresses: dict[str, str]) -> str:
    """A cleaned body with its pictures at their addresses (image:1 → /files/…)."""
    return PICTURE.sub(
        lambda found: f'<img src="{escape(addresses.get(found[1], found[1]))}"', html
    )


def _blocks(html: str) -> list[Block]:
    return settle(read(html).frames[0].blocks)


class Counter:
    """Counts paragraphs, tables and pictures from the top of a body."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.paragraphs = self.tables = self.figures = 0

    def add(self, blocks: list[Block]) -> None:
        """Take in blocks in their order."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self.paragraphs += 1
                self._keep(f"正文第 {self.paragraphs} 段", text_of(block.runs))
            elif isinstance(block, Listing):
                for item in block.items:
                    self.add(item)
            elif isinstance(block, Figure):
                self.figures += 1
                self._keep(f"正文图 {self.figures} 的替代文字", block.alt)
                self._keep(f"正文图 {self.figures} 的说明", text_of(block.caption))
            else:
                self._table(block)

    def _table(self, table: Table) -> None:
        self.tables += 1
        self._keep(f"正文表 {self.tables} 的标题", text_of(table.caption))
        for number, row in enumerate(table.rows, 1):
            texts = (" ".join(texts_in(cell.blocks)) for cell in row)
            self._keep(f"正文表 {self.tables} 第 {number} 行", "\t".join(texts))
            for figure in (one for cell in row for one in _figures(cell.blocks)):
                self.figures += 1
                self._keep(f"正文图 {self.figures} 的替代文字", figure.alt)

    def _keep(self, where: str, text: str) -> None:
        if text.strip():
            self.found.append(Piece(where, text))


def _figures(blocks: list[Block]) -> Iterator[Figure]:
    """The pictures of a cell, also those in lists and tables inside it."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _figures(item)
        elif isinstance(block, Table):
            for cell in (one for row in block.rows for one in row):
                yield from _figures(cell.blocks)
