"""Blocks put in order (整理): loose lines, headings by their numbers, levels without jumps.

A page has its title as h1, so a body begins with h2 (WCAG 1.3.1, 2.4.10); 一、 and （一） number
the levels of official documents (GB/T 9704-2012, 7.3.3).
"""

import re

from mingzheng.prose.rules.blocks import (
    LINE,
    Block,
    Figure,
    Listing,
    Paragraph,
    Run,
    Table,
    text_of,
)
from mingzheng.prose.rules.spacing import merged, split_lines

TOP_LEVEL, LAST_LEVEL = 2, 6
HEADING_LENGTH = 40
SHORT_HEADING = 20  # so short, a full stop at the end is a habit of official documents
LONGEST_HEADING = 150  # old pages put whole articles into h1
CHINESE_NUMBER = "[一二三四五六七八九十百]{1,5}"
NUMBERED = (
    (re.compile(rf"第{CHINESE_NUMBER}[编篇章](?=\s|　|\S)"), 2),
    (re.compile(rf"第{CHINESE_NUMBER}节"), 3),
    (re.compile(rf"{CHINESE_NUMBER}、"), 2),
    (re.compile(rf"[（(]{CHINESE_NUMBER}[）)]"), 3),
)
SENTENCE = re.compile("[。；！？!?;]|[，、,.…]$")


def settle(blocks: list[Block]) -> list[Block]:
    """The blocks of a body in their final form: settling them again changes nothing."""
    split: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.is_loose and not block.level:
            split += split_lines(block)
        elif isinstance(block, Paragraph) and len(text_of(block.runs)) > LONGEST_HEADING:
            block.level = 0
            split.append(block)
        else:
            split.append(block)
    for place, block in enumerate(split):
        if isinstance(block, Paragraph):
            _recognise(block, split[max(place - 1, 0) : place], split[place + 1 : place + 2])
        else:
            _settle_inside(block)
    _level(split)
    return split


def numbering_of(text: str) -> int:
    """The level that the number of a short line gives: 2 for 一、, 3 for （一）; 0 for none."""
    text = text.removesuffix("。") if len(text) <= SHORT_HEADING else text
    if len(text) > HEADING_LENGTH or LINE in text or SENTENCE.search(text):
        return 0
    return next((level for pattern, level in NUMBERED if pattern.match(text)), 0)


def _recognise(block: Paragraph, before: list[Block], after: list[Block]) -> None:
    """A numbered short line is a heading, unless a neighbour is of its kind: then it is a list."""
    if not block.level and after:
        level = numbering_of(text_of(block.runs))
        near = [b for b in before + after if isinstance(b, Paragraph)]
        is_listed = any(numbering_of(text_of(b.runs)) == level for b in near)
        block.level = 0 if is_listed else level
    if block.level:
        block.align = ""
        block.runs = _plain(block.runs)


def _plain(runs: list[Run]) -> list[Run]:
    """Runs that are not bold: heads are bold by themselves."""
    return merged([Run(run.text, run.marks - {"strong"}, run.href) for run in runs])


def _settle_inside(block: Block) -> None:
    """Inside lists and tables nothing is a heading, and nothing stands to a side."""
    if isinstance(block, Listing):
        for item in block.items:
            _demote(item, is_head=False)
    elif isinstance(block, Table):
        block.caption = _plain(block.caption)
        for row in block.rows:
            for cell in row:
                _demote(cell.blocks, is_head=cell.is_head)
    elif isinstance(block, Figure):
        block.caption = merged(block.caption)


def _demote(blocks: list[Block], *, is_head: bool) -> None:
    for block in blocks:
        if not isinstance(block, Paragraph):
            _settle_inside(block)
            continue
        if block.level and not is_head:
            block.runs = [Run(r.text, r.marks | {"strong"}, r.href) for r in block.runs]
        block.runs = _plain(block.runs) if is_head else merged(block.runs)
        block.level, block.align = 0, ""


def _level(blocks: list[Block]) -> None:
    """Levels counted from h2, each at most one deeper than the one before."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.level:
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            block.level = min(TOP_LEVEL + len(above) - 1, LAST_LEVEL)
