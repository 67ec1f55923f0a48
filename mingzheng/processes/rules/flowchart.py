"""A process as a drawing (流程图) and as sentences: accessible SVG with its text twin. Pure."""

import unicodedata
from collections.abc import Sequence
from html import escape

from mingzheng.processes.rules.steps import StepContent

WIDE, HIGH, GAP = 300, 62, 46  # a box and the space below it
LEFT, SIDE = 120, 150  # room left of the boxes for ways back, right of them for ways ahead
LINE = 17  # characters of a name that fit one line, counted as full width


def as_lines(steps: Sequence[StepContent]) -> list[str]:
    """The text twin: one sentence a step, in order."""
    names = {step.number: step.name for step in steps}
    return [_sentence(step, names) for step in steps]


def _sentence(step: StepContent, names: dict[int, str]) -> str:
    who = f"由{step.post}办" if step.post else "没有写岗位"
    when = f"，{step.period}" if step.period else ""
    made = "、".join(name for name, _ in step.information)
    made = f"，产生：{made}" if made else ""
    ways = [
        f"{way.when + '，' if way.when else ''}到“{names.get(way.to, way.to)}”"
        for way in step.nexts
    ]
    then = "；".join(ways) if ways else ("结束" if step.is_end else "没有下文")
    return f"{step.number}. {step.name}：{who}{when}{made}；然后{then}。"


def as_svg(steps: Sequence[StepContent], title: str, ident: str = "flow") -> str:
    """The drawing: boxes from top to bottom, straight arrows ahead, bent ones past other boxes.

    `ident` makes the ids unique on a page that shows several.
    """
    rows = {step.number: at for at, step in enumerate(steps)}
    tall = max(1, len(steps)) * (HIGH + GAP)
    parts = [_box(step, at) for at, step in enumerate(steps)]
    lanes = [0, 0]
    for step in steps:
        for way in step.nexts:
            if way.to in rows:
                parts.append(_arrow(rows[step.number], rows[way.to], way.when, lanes))
    left, right = _edges(steps, rows)
    words = escape("；".join(as_lines(steps)))
    return (
        f'<svg class="flow-svg" role="img" viewBox="{left} 0 {right - left} {tall}"'
        f' width="{right - left}"'
        f' aria-labelledby="{ident}-title {ident}-desc">'
        f'<title id="{ident}-title">{escape(title)}流程图</title>'
        f'<desc id="{ident}-desc">{words}</desc>'
        f'<g fill="currentColor" stroke="none" font-size="15">{"".join(parts)}</g></svg>'
    )


def _edges(steps: Sequence[StepContent], rows: dict[int, int]) -> tuple[int, int]:
    """From where to where the drawing goes: no empty sides, so that a phone can show it large."""
    bent = [
        rows[way.to] > rows[step.number]
        for step in steps
        for way in step.nexts
        if way.to in rows and rows[way.to] != rows[step.number] + 1
    ]
    return (0 if False in bent else LEFT - 4), LEFT + WIDE + (SIDE if True in bent else 4)


def _box(step: StepContent, at: int) -> str:
    top = at * (HIGH + GAP) + 2
    middle = LEFT + WIDE / 2
    who = "，".join(part for part in (step.post or "（没有写岗位）", step.period) if part)
    radius = HIGH / 2 if step.is_end or at == 0 else 6
    return (
        f'<rect x="{LEFT}" y="{top}" width="{WIDE}" height="{HIGH - 4}" rx="{radius:g}"'
        ' fill="none" stroke="currentColor" stroke-width="1.5"/>'
        f'<text x="{middle:g}" y="{top + 24}" text-anchor="middle" font-weight="600">'
        f"{step.number}. {escape(_cut(step.name, LINE))}</text>"
        f'<text x="{middle:g}" y="{top + 45}" text-anchor="middle" font-size="13">'
        f"{escape(_cut(who, LINE + 4))}</text>"
    )


def _arrow(start: int, end: int, words: str, lanes: list[int]) -> str:
    if end == start + 1:
        x, top = LEFT + WIDE / 2, start * (HIGH + GAP) + HIGH - 2
        foot = end * (HIGH + GAP) + 2
        path, tip = f"M{x:g} {top}V{foot - 7}", f"M{x:g} {foot}l-5 -9h10z"
        label, anchor = (x + 10, (top + foot) / 2 + 5), "start"
    else:
        path, tip, label, anchor = _bent(start, end, lanes)
    text = ""
    if words:
        text = (
            f'<text x="{label[0]:g}" y="{label[1]:g}" text-anchor="{anchor}" font-size="13">'
            f"{escape(_cut(words, 9))}</text>"
        )
    line = f'<path class="flow-arrow" fill="none" stroke="currentColor" d="{path}"/>'
    return f'{line}<path d="{tip}"/>{text}'


def _bent(start: int, end: int, lanes: list[int]) -> tuple[str, str, tuple[float, float], str]:
    """A way past other boxes: ahead on the right, back on the left; each in a lane of its own."""
    ahead = end > start
    lane = lanes[ahead]
    lanes[ahead] += 1
    y1 = start * (HIGH + GAP) + HIGH / 2 + (6 if ahead else -6)
    y2 = end * (HIGH + GAP) + HIGH / 2 + (-6 if ahead else 6)
    edge = LEFT + WIDE if ahead else LEFT
    out = edge + (18 + 14 * (lane % 4)) * (1 if ahead else -1)
    back = 9 if ahead else -9
    path = f"M{edge} {y1:g}H{out}V{y2:g}H{edge + back * 0.8:g}"
    tip = f"M{edge} {y2:g}l{back} -5v10z"
    label = (out + (6 if ahead else -6), y1 + (18 if ahead else -10))
    return path, tip, label, "start" if ahead else "end"


def _cut(text: str, longest: int) -> str:
    """The text, cut with … after so many full-width characters."""
    used = 0.0
    for at, sign in enumerate(text):
        used += 1 if unicodedata.east_asian_width(sign) in "WF" else 0.55
        if used > longest:
            return text[: max(at - 1, 1)] + "…"
    return text
