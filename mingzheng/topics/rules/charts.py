"""Bars (条形图) as SVG: readable without a script, in print and by voice; numbers beside. Pure."""

from collections.abc import Sequence
from html import escape

WIDE, ROW, LABEL, NUMBER = 320, 34, 104, 52  # as narrow as a phone, so that words stay large


def bars(name: str, title: str, rows: Sequence[tuple[str, int]], unit: str = "项") -> str:
    """A bar for each row, the longest as long as there is room; "" where all are 0.

    `name` makes the ids of its title and description; the same numbers belong in a table beside
    it. Takes numbers from 0.
    """
    most = max((number for _, number in rows), default=0)
    if most <= 0:
        return ""
    high = ROW * len(rows) + 8
    said = "；".join(f"{label} {number} {unit}" for label, number in rows)
    lines = "".join(_bar(at, label, number, most) for at, (label, number) in enumerate(rows))
    return (
        f'<svg viewBox="0 0 {WIDE} {high}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(said)}</desc>'
        f'<path class="axis-strong" d="M{LABEL} 4V{high - 4}"/>{lines}</svg>'
    )


def _bar(at: int, label: str, number: int, most: int) -> str:
    long = round((WIDE - LABEL - NUMBER) * number / most, 1)
    y = ROW * at + 8
    return (
        f'<text x="{LABEL - 10}" y="{y + 16}" text-anchor="end">{escape(label)}</text>'
        f'<rect class="bar" x="{LABEL}" y="{y}" width="{long:g}" height="22"/>'
        f'<text class="strong" x="{LABEL + long + 8:g}" y="{y + 16}">{number:,}</text>'
    )
