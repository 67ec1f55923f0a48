"""The steps of one power (环节) as plain values, and how 下一环节 is written."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from mingzheng.files.rules.words import clean, one_line, plain
from mingzheng.powers.rules.content import MEASURES

END_WORDS = re.compile(r"\A(?:结束|办结|终止|完成|归档结束|无|—|-)\Z")
LONGEST = {"name": 100, "post": 100, "information": 200}  # characters, as their columns hold
MOST_STEPS = 99
UNITS = {"workday": "工作日", "day": "自然日", "month": "个月", "hour": "小时", "at_once": "当场"}


@dataclass(frozen=True)
class Next:
    """Where a step leads: the number of the next step, and when, if there is a choice."""

    to: int
    when: str = ""


@dataclass(frozen=True)
class StepContent:
    """One step: who does what by when, what comes in and goes out, where it leads.

    A step without `nexts` ends the process when `is_end`, else it is a dead end.
    """

    number: int
    name: str
    post: str = ""
    limit: int | None = None
    unit: str = ""
    input: str = ""
    output: str = ""
    nexts: tuple[Next, ...] = ()
    is_end: bool = False
    information: tuple[tuple[str, str], ...] = field(default=())  # name, suggested attribute

    @property
    def period(self) -> str:
        """The step's own time in words; empty where none is written."""
        if self.unit == "at_once":
            return "当场"
        measure = MEASURES.get(self.unit, MEASURES["workday"])
        return "" if self.limit is None else f"{self.limit} {measure}"

    @property
    def next_text(self) -> str:
        """下一环节 as it is written in a table: 齐全：3；不齐：2, or 结束."""
        if not self.nexts:
            return "结束" if self.is_end else ""
        return "；".join(f"{n.when}：{n.to}" if n.when else str(n.to) for n in self.nexts)


def fingerprint(steps: Sequence[StepContent]) -> str:
    """Content hash of a whole process (32 hex digits)."""
    text = json.dumps([asdict(step) for step in steps], ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def read_next(text: str, numbers: Mapping[str, int]) -> tuple[tuple[Next, ...], bool, list[str]]:
    """(next steps, whether it ends here, what nobody knows) of a cell of 下一环节.

    `numbers`: the number of each step by its plain name. Steps are named by number or by name.
    """
    said = one_line(clean(text))
    if END_WORDS.match(said):
        return (), True, []
    nexts: list[Next] = []
    unknown: list[str] = []
    ends = False
    for part in re.split(r"[；;\n]+", clean(text)):
        when, _, where = part.rpartition("：") if "：" in part else part.rpartition(":")
        target = where.strip().lstrip("→")
        if END_WORDS.match(target):
            ends = True
        elif number := _number(target, numbers):
            nexts.append(Next(number, when.strip()))
        elif target:
            unknown.append(target)
    return tuple(nexts), ends and not nexts, unknown


def _number(text: str, numbers: Mapping[str, int]) -> int | None:
    found = re.fullmatch(r"(?:第|环节)?\s*(\d{1,3})\s*(?:步|号|环节)?", text)
    return int(found[1]) if found else numbers.get(plain(text))


def in_order(steps: Sequence[StepContent]) -> list[StepContent]:
    """Steps by number; one that says nothing of what comes next leads to the one behind it."""
    ordered = sorted(steps, key=lambda step: step.number)
    linked = []
    for at, step in enumerate(ordered):
        if step.nexts or step.is_end:
            linked.append(step)
        elif at + 1 < len(ordered):
            linked.append(_leading_to(step, ordered[at + 1].number))
        else:
            linked.append(_ending(step))
    return linked


def _leading_to(step: StepContent, number: int) -> StepContent:
    return StepContent(**{**_parts(step), "nexts": (Next(number),)})


def _ending(step: StepContent) -> StepContent:
    return StepContent(**{**_parts(step), "is_end": True})


def _parts(step: StepContent) -> dict:
    return {name: getattr(step, name) for name in step.__dataclass_fields__}
