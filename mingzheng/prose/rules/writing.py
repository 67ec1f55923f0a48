"""Blocks written as accessible HTML (写成网页): the only tags and attributes a body can have."""

from html import escape

from mingzheng.prose.rules.blocks import (
    LINE,
    MARKS,
    Block,
    Cell,
    Figure,
    Listing,
    Paragraph,
    Run,
    Table,
)


def write(blocks: list[Block]) -> str:
    """The page of some blocks, one block a line."""
    return "\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Figure):
        return _figure(block)
    return _listing(block) if isinstance(block, Listing) else _table(block)


def _paragraph(block: Paragraph) -> str:
    tag = f"h{block.level}" if block.level else "p"
    side = f' class="text-{block.align}"' if block.align else ""
    return f"<{tag}{side}>{inline(block.runs)}</{tag}>"


def inline(runs: list[Run]) -> str:
    """Runs with their marks and links; neighbours with one link share it."""
    parts: list[str] = []
    href = ""
    for run in runs:
        if run.href != href:
            parts.append("</a>" if href else "")
            parts.append(f'<a href="{escape(run.href)}">' if run.href else "")
            href = run.href
        parts.append(_marked(run))
    return "".join(parts) + ("</a>" if href else "")


def _marked(run: Run) -> str:
    text = escape(run.text, quote=False).replace(LINE, "<br>")
    for mark in sorted(run.marks, key=lambda mark: -MARKS[mark]):
        text = f"<{mark}>{text}</{mark}>"
    return text


def _figure(block: Figure) -> str:
    picture = f'<img src="{escape(block.src)}" alt="{escape(block.alt)}">'
    if block.href:
        picture = f'<a href="{escape(block.href)}">{picture}</a>'
    caption = f"<figcaption>{inline(block.caption)}</figcaption>" if block.caption else ""
    return f"<figure>{picture}{caption}</figure>"


def _listing(block: Listing) -> str:
    tag = "ol" if block.is_ordered else "ul"
    start = f' start="{block.start}"' if block.is_ordered and block.start != 1 else ""
    style = f' type="{block.style}"' if block.is_ordered and block.style else ""
    items = "".join(f"<li>{_inner(item)}</li>" for item in block.items)
    return f"<{tag}{start}{style}>{items}</{tag}>"


def _inner(blocks: list[Block]) -> str:
    """One paragraph alone, or before lists, needs no tag of its own."""
    first, *rest = blocks or [Paragraph([])]
    if isinstance(first, Paragraph) and all(isinstance(block, Listing) for block in rest):
        return inline(first.runs) + "".join(_block(block) for block in rest)
    return "".join(_block(block) for block in blocks)


def _table(block: Table) -> str:
    caption = f"<caption>{inline(block.caption)}</caption>" if block.caption else ""
    heads = 0
    while heads < len(block.rows) and _is_head_row(block.rows[heads]):
        heads += 1
    if heads == len(block.rows) or _reaches_over(block.rows[:heads]):
        heads = 0
    rows = ["<tr>" + "".join(map(_cell, row)) + "</tr>" for row in block.rows]
    head = f"<thead>{''.join(rows[:heads])}</thead>" if heads else ""
    return f"<table>{caption}{head}<tbody>{''.join(rows[heads:])}</tbody></table>"


def _is_head_row(row: list[Cell]) -> bool:
    is_head = all(cell.is_head or not cell.blocks for cell in row)
    return is_head and any(cell.is_head for cell in row)


def _reaches_over(rows: list[list[Cell]]) -> bool:
    """Whether a head cell reaches down into the rows below."""
    return any(place + cell.down > len(rows) for place, row in enumerate(rows) for cell in row)


def _cell(cell: Cell) -> str:
    tag = "th" if cell.is_head else "td"
    scope = f' scope="{cell.scope}"' if cell.is_head and cell.scope else ""
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f"<{tag}{scope}{across}{down}>{_inner(cell.blocks)}</{tag}>"
