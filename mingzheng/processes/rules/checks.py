"""Does the process hold together (流程检查)? No dead end, all reachable, times, posts."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingzheng.processes.rules.steps import StepContent

AT_ONCE = "at_once"


@dataclass(frozen=True)
class Fault:
    """Something that does not hold; `number` is the step it is about, 0 for the whole."""

    code: str
    number: int
    words: str


def faults(
    steps: Sequence[StepContent], promised: int | None = None, unit: str = ""
) -> list[Fault]:
    """Everything wrong with a process, step by step, then what is wrong with the whole."""
    if not steps:
        return [Fault("no_steps", 0, "还没有写环节。")]
    numbers = {step.number for step in steps}
    found: list[Fault] = []
    for step in steps:
        found += _of_step(step, numbers)
    reached = reachable(steps)
    found += [
        Fault("unreachable", step.number, f"从第一个环节走不到“{step.name}”。")
        for step in steps
        if step.number not in reached
    ]
    if not any(step.is_end for step in steps if step.number in reached):
        found.append(Fault("no_end", 0, "没有一条路走得到结束。"))
    return found + _of_time(steps, promised, unit)


def _of_step(step: StepContent, numbers: set[int]) -> list[Fault]:
    found = []
    if not step.post.strip():
        found.append(Fault("no_post", step.number, f"“{step.name}”没有写岗位。"))
    lost = [one.to for one in step.nexts if one.to not in numbers]
    if lost:
        where = "、".join(map(str, lost))
        found.append(Fault("unknown_next", step.number, f"“{step.name}”去往的 {where} 没有。"))
    if not step.is_end and all(one.to not in numbers for one in step.nexts):
        found.append(Fault("dead_end", step.number, f"“{step.name}”走到这里就断了。"))
    if len(step.nexts) > 1 and sum(not one.when for one in step.nexts) > 1:
        words = f"“{step.name}”有几个去向，要写明什么情况走哪一个。"
        found.append(Fault("no_condition", step.number, words))
    return found


def reachable(steps: Sequence[StepContent]) -> set[int]:
    """The numbers that can be reached from the first step."""
    nexts = {step.number: [one.to for one in step.nexts] for step in steps}
    todo, seen = [steps[0].number], set()
    while todo:
        number = todo.pop()
        if number in nexts and number not in seen:
            seen.add(number)
            todo += nexts[number]
    return seen


def longest(steps: Sequence[StepContent]) -> int:
    """The time of the slowest way from the first step to an end; ways back do not count twice."""
    limits = {step.number: step.limit or 0 for step in steps}
    nexts = {step.number: [n.to for n in step.nexts if n.to > step.number] for step in steps}
    best: dict[int, int] = {}
    for step in sorted(steps, key=lambda one: one.number, reverse=True):
        after = [best[to] for to in nexts[step.number] if to in best]
        best[step.number] = limits[step.number] + max(after, default=0)
    return best[steps[0].number]


def _of_time(steps: Sequence[StepContent], promised: int | None, unit: str) -> list[Fault]:
    timed = [step for step in steps if step.limit is not None and step.unit != AT_ONCE]
    units = {step.unit or "workday" for step in timed if step.limit}
    silent = [step for step in steps if step.limit is None and step.unit != AT_ONCE]
    found = [Fault("no_limit", step.number, f"“{step.name}”没有写时限。") for step in silent]
    if promised is None or not timed:
        return found
    wanted = unit or "workday"
    if units - {wanted}:
        words = "环节时限的单位和承诺时限的单位不一样，加不起来。"
        return [*found, Fault("units_differ", 0, words)]
    total = longest(steps)
    if total > promised:
        words = f"各环节最长加起来 {total}，超过承诺时限 {promised}。"
        found.append(Fault("too_long", 0, words))
    elif total < promised and not silent:
        words = f"各环节最长加起来 {total}，承诺时限是 {promised}，可以把承诺改短。"
        found.append(Fault("could_be_shorter", 0, words))
    return found
