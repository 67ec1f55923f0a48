"""A business process as a table of steps (流程): pure data that checks and draws itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from mingzheng.core.access import Actor

Guard = Callable[[Any, Actor], str | None]  # the Chinese reason against the step, or None


@dataclass(frozen=True)
class Step:
    """One step: from any of `sources` to `target`, taken by `who` (岗位, in Chinese).

    `unless` holds guards; `form` names the page that asks for more than a note; `clock` and
    `letter` say which legal period it moves and which document it makes.
    """

    name: str
    label: str
    sources: frozenset[str]
    target: str
    who: str
    unless: tuple[Guard, ...] = ()
    note_required: bool = False
    hint: str = ""
    form: str = ""
    clock: str = ""
    letter: str = ""


@dataclass(frozen=True)
class Flow:
    """A named table of steps over named states; refuses to exist if it makes no sense."""

    name: str
    label: str
    start: str
    steps: Sequence[Step]
    states: Mapping[str, str]

    def __post_init__(self) -> None:
        used = {self.start}.union(*({step.target, *step.sources} for step in self.steps))
        if unknown := used - set(self.states):
            raise ValueError(f"{self.name}: unknown states {sorted(unknown)}")
        if len({step.name for step in self.steps}) < len(self.steps):
            raise ValueError(f"{self.name}: two steps share a name")
        reached, before = {self.start}, 0
        while len(reached) > before:
            before = len(reached)
            reached |= {step.target for step in self.steps if step.sources & reached}
        if lost := set(self.states) - reached:
            raise ValueError(f"{self.name}: states no step reaches {sorted(lost)}")
        if idle := [step.name for step in self.steps if not step.sources]:
            raise ValueError(f"{self.name}: steps that start nowhere {idle}")

    def step(self, name: str) -> Step:
        """The step of that name; KeyError if the flow has none."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(f"{self.name}.{name}")

    def steps_from(self, state: str) -> list[Step]:
        """The steps that leave (or stay in) a state, in the order of the table."""
        return [step for step in self.steps if state in step.sources]

    def deed(self, step: Step | str) -> str:
        """The permission that a step needs, such as "edition.approve"."""
        return f"{self.name}.{step if isinstance(step, str) else step.name}"

    @property
    def deeds(self) -> frozenset[str]:
        """Every permission of this flow."""
        return frozenset(map(self.deed, self.steps))

    def _arrows(self) -> list[tuple[str, Step]]:
        order = list(self.states)
        return [(s, step) for step in self.steps for s in sorted(step.sources, key=order.index)]

    def as_mermaid(self) -> str:
        """The diagram as Mermaid text, for the documents."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {state}: {label}" for state, label in self.states.items()]
        lines += [f"    {s} --> {x.target}: {x.label}（{x.who}）" for s, x in self._arrows()]
        return "\n".join(lines) + "\n"

    def as_lines(self) -> list[str]:
        """The same as sentences: the text twin of the drawing."""
        name = self.states
        return [f"{x.who}“{x.label}”：{name[s]} → {name[x.target]}" for s, x in self._arrows()]

    def as_svg(self) -> str:
        """The public drawing (流程图): a column for each state, a row for each step."""
        wide, high = 168, 46
        x = {state: wide * i + wide // 2 for i, state in enumerate(self.states)}
        foot = 60 + high * len(self._arrows())
        parts = [
            f'<text class="flow-state" x="{x[s]}" y="24" text-anchor="middle">'
            f"{escape(label)}</text>"
            '<path class="flow-line" stroke="currentColor" stroke-opacity=".3"'
            f' d="M{x[s]} 36V{foot}"/>'
            for s, label in self.states.items()
        ]
        for row, (source, step) in enumerate(self._arrows()):
            parts.append(_arrow(x[source], x[step.target], 80 + high * row, step))
        return (
            f'<svg class="flow-svg" role="img" viewBox="0 0 {wide * len(x)} {foot + 10}"'
            f' aria-labelledby="{self.name}-title {self.name}-desc">'
            f'<title id="{self.name}-title">{escape(self.label)}流程图</title>'
            f'<desc id="{self.name}-desc">{escape("；".join(self.as_lines()))}</desc>'
            f'<g fill="currentColor" stroke="none" font-size="14">{"".join(parts)}</g></svg>'
        )


def _arrow(start: int, end: int, y: int, step: Step) -> str:
    way = 1 if end >= start else -1
    line = f"M{start} {y}H{end}" if end != start else f"M{start} {y - 8}h24v16h-24"
    tip_y = y if end != start else y + 8
    back = -7 * way if end != start else 7
    tip = f"M{end} {tip_y}l{back} -4v8z"
    middle = (start + end) / 2 if end != start else start + 30
    anchor = "middle" if end != start else "start"
    words = escape(f"{step.label}（{step.who}）")
    return (
        f'<path class="flow-arrow" fill="none" stroke="currentColor" d="{line}"/><path d="{tip}"/>'
        f'<text class="flow-step" x="{middle:g}" y="{y - 6 if end != start else y + 4}"'
        f' text-anchor="{anchor}">{words}</text>'
    )
