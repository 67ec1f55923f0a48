"""What a body is made of (正文的构件): paragraphs, headings, lists, tables, figures.

A body is read into these, put in order, and written again; nothing else can come out. That is
why the page is safe: no attribute or tag of the source survives by not being thought of.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# Meaning, not looks; always written in this order, so that the same text is the same page.
MARKS = {"strong": 0, "em": 1, "del": 2, "ins": 3, "sup": 4, "sub": 5}
LINE = "\n"  # a line break inside a paragraph


@dataclass
class Run:
    """Characters with the same marks and the same link."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass
class Paragraph:
    """Runs; a heading when it has a level. `is_loose` text stood in no paragraph of its own."""

    runs: list[Run]
    level: int = 0
    align: str = ""
    is_loose: bool = False


@dataclass
class Figure:
    """A picture with its words (替代文字) and its caption."""

    src: str
    alt: str = ""
    href: str = ""
    caption: list[Run] = field(default_factory=list)


@dataclass
class Listing:
    """A list; each item is blocks of its own."""

    items: list[list[Block]]
    is_ordered: bool = False
    start: int = 1
    style: str = ""


@dataclass
class Cell:
    """A cell of a table; `scope` is col, row, colgroup or rowgroup for a head."""

    blocks: list[Block]
    is_head: bool = False
    scope: str = ""
    across: int = 1
    down: int = 1


@dataclass
class Table:
    """Rows of cells with a caption; a source may say itself that it is only for looks."""

    rows: list[list[Cell]]
    caption: list[Run] = field(default_factory=list)
    is_for_looks: bool = False


Block = Paragraph | Figure | Listing | Table


def text_of(runs: list[Run]) -> str:
    """The characters of some runs."""
    return "".join(run.text for run in runs)


def texts_in(blocks: list[Block]) -> list[str]:
    """The texts of some blocks in order, one per paragraph, cell by cell."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(text_of(block.runs))
        elif isinstance(block, Figure):
            texts.append(text_of(block.caption))
        elif isinstance(block, Listing):
            for item in block.items:
                texts += texts_in(item)
        else:
            texts.append(text_of(block.caption))
            for row in block.rows:
                for cell in row:
                    texts += texts_in(cell.blocks)
    return [text for text in texts if text]
