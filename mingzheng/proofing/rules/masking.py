"""What was found written over in a body (照建议改): the text changes, its marks and tables stay."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mingzheng.proofing.rules.finding import Finding
from mingzheng.prose.rules.blocks import Block, Figure, Listing, Paragraph, Run, Table, text_of
from mingzheng.prose.rules.parsing import read
from mingzheng.prose.rules.reading import Counter
from mingzheng.prose.rules.tidying import settle
from mingzheng.prose.rules.writing import write

ROW = re.compile(r"第 (\d+) 行\Z")
Spot = tuple[int, list[Run]]  # where some runs begin in their piece, in characters


def masked(html: str, findings: Sequence[Finding]) -> str:
    """A cleaned body with every finding that has a replacement replaced at its place.

    Takes findings of the pieces of this very body; of two that overlap the first and longer wins.
    What stands elsewhere (title, attachments), or over two cells, is left alone.
    """
    hand = _Hand(findings)
    blocks = settle(read(html).frames[0].blocks)
    hand.add(blocks)
    return write(blocks)


class _Hand(Counter):
    """Walks a body as its pieces are counted, and writes over what was found there."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.wanted: dict[str, list[Finding]] = {}
        for one in findings:
            if one.replacement:
                self.wanted.setdefault(one.where, []).append(one)
        self.block: Block | None = None

    def add(self, blocks: list[Block]) -> None:
        """Take in blocks one by one, so that a piece is known by its block."""
        for block in blocks:
            self.block = block
            super().add([block])

    def _keep(self, where: str, text: str) -> None:
        super()._keep(where, text)
        todo = _apart([one for one in self.wanted.get(where, []) if _stands(one, text)])
        for one in reversed(todo):  # from the end, so that places before it stay true
            if isinstance(self.block, Figure) and where.endswith("替代文字"):
                self.block.alt = text = text[: one.start] + one.replacement + text[one.end :]
            elif self.block is not None:
                _write_over(list(_spots(self.block, where)), one)


def _stands(one: Finding, text: str) -> bool:
    return text[one.start : one.end] == one.text


def _apart(findings: Sequence[Finding]) -> list[Finding]:
    """The findings in order, without those that begin inside another."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _spots(block: Block, where: str) -> Iterator[Spot]:
    """The runs of one piece with the places where they begin in it."""
    if isinstance(block, Paragraph):
        yield 0, block.runs
    elif isinstance(block, Figure):
        yield 0, block.caption
    elif isinstance(block, Table):
        row = ROW.search(where)
        if row is None:
            if where.endswith("的标题"):
                yield 0, block.caption
            return
        at = 0
        for cell in block.rows[int(row[1]) - 1]:
            # As `pieces` writes a row: texts of a cell parted by blanks, cells by tabs.
            texts = [runs for runs in _texts(cell.blocks) if text_of(runs)]
            for runs in texts:
                yield at, runs
                at += len(text_of(runs)) + 1
            at += 0 if texts else 1


def _texts(blocks: list[Block]) -> Iterator[list[Run]]:
    """Every list of runs, in the order in which `texts_in` reads them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.runs
        elif isinstance(block, Figure):
            yield block.caption
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _texts(item)
        else:
            yield block.caption
            for row in block.rows:
                for cell in row:
                    yield from _texts(cell.blocks)


def _write_over(spots: Sequence[Spot], one: Finding) -> None:
    """Put the replacement into the first run that it touches, take the rest out of the others."""
    for begins, runs in spots:
        start, end = one.start - begins, one.end - begins
        if start < 0 or end > len(text_of(runs)):
            continue
        at, left = 0, one.replacement
        for place, run in enumerate(runs):
            first, last = max(start - at, 0), min(end - at, len(run.text))
            at += len(run.text)
            if first < last:
                runs[place] = replace(run, text=run.text[:first] + left + run.text[last:])
                left = ""
        runs[:] = [run for run in runs if run.text]
        return
