"""One row of a demo catalogue, and how rows of the starter catalogue and of our own become one."""

import csv
import random
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import mingzheng.standards
from mingzheng.demo.places import Organisation, organisations, rows_of

SEED = Path(mingzheng.standards.__file__).parent / "seed"

# Rows a county would not take over as they stand: superseded names, or no matter of its own.
NOT_TAKEN = {
    ("01", "城市、镇总体规划及同级土地利用规划"),
    ("01", "乡规划及同级土地利用规划"),
    ("04", "单位预算、决算"),
    ("07", "预公告、补偿安置公告、征收公告"),
    ("25", "按权责清单逐项列明"),
}
LEVELS = {"县": "county", "乡": "town", "村": "village"}
MODES = {"主动": "active", "依申请": "on_request"}
STAGES = {
    "决策": "decision",
    "执行": "execution",
    "管理": "management",
    "服务": "service",
    "结果": "result",
}
SUBJECTS = {
    "乡镇人民政府（街道办事处）": "各乡镇人民政府（街道办事处）",
    "村（居）民委员会": "各村（居）民委员会",
    "村民委员会": "各村民委员会",
    "县级各部门": "县政府各部门",
    "县级人民政府": "县人民政府",
    "义务教育学校": "",  # schools are no organisation of the demo; the bureau answers for them
}


@dataclass(frozen=True)
class DemoItem:
    """One row of a demo catalogue, in the words that the catalogue room stores."""

    field_code: str
    level1: str
    level2: str
    elements: list[str]
    bases: list[str]
    limit_text: str
    subject_text: str
    channels: list[str]
    audience_all: bool = True
    audience_some: str = ""
    mode: str = "active"  # active | on_request
    levels: list[str] = field(default_factory=list)  # county | town | village
    stages: list[str] = field(default_factory=list)  # decision … result
    post: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes rows of two editions the same item."""
        return (self.field_code, self.level1, self.level2)


def all_items() -> list[DemoItem]:
    """Every item of the county in field order: starter rows it took over, and rows of our own.

    Where both have a row of one name, ours stands.
    """
    own = [_item(row) for row in rows_of("own_items")]
    taken = {item.key for item in own}
    starter = [_item(row) for row in _starter() if _is_taken_over(row)]
    kept = [item for item in starter if item.key not in taken]
    return sorted(kept + own, key=lambda item: item.field_code)


def suggestions() -> list[DemoItem]:
    """Starter rows that the county's first edition leaves out, as material for a next edition."""
    return [_item(row) for row in _starter() if not _is_taken_over(row)]


def own_item(row: dict[str, str], owner: Organisation, field_code: str = "") -> DemoItem:
    """An item of an office's own catalogue from a row of town_items or department_items.

    `field_code` is the field of a row that names none.
    """
    return DemoItem(
        field_code=row["field_code"] or field_code,
        level1=row["level1"],
        level2=row["level2"].format(short=owner.short_name),
        elements=row["elements"].split("；"),
        bases=_bases(row["bases"]),
        limit_text=row["limit_text"],
        subject_text=owner.name,
        channels=row["channels"].split(";"),
        levels=["town" if owner.level == "town" else "county"],
        stages=[STAGES[stage] for stage in row["stages"].split(";")],
        post=row["post"],
    )


def chance_of(*words: str) -> random.Random:
    """A source of chance that is always the same for the same words."""
    return random.Random("云溪/" + "/".join(words))  # noqa: S311 - a repeatable demo, no secret


@cache
def _starter() -> list[dict[str, str]]:
    with (SEED / "standard_items.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if (row["field_code"], row["level2"]) not in NOT_TAKEN]


def _is_taken_over(row: dict[str, str]) -> bool:
    # Of the unverified rows a county confirms some that it answers for itself, never all.
    if row["tag"] != "M":
        return True
    return row["levels"] == "县" and chance_of(row["field_code"], row["level2"]).random() < 0.5


def _item(row: dict[str, str]) -> DemoItem:
    level1, _, level2 = row.get("renamed_to", "").partition("/")
    everybody = row["audience"] == "全社会"
    return DemoItem(
        field_code=row["field_code"],
        level1=level1 or row["level1"],
        level2=level2 or row["level2"],
        elements=row["elements"].split("；"),
        bases=_bases(row["bases"]),
        limit_text=row["limit_text"],
        subject_text=_subjects(row),
        channels=row["channels"].split(";"),
        audience_all=everybody,
        audience_some="" if everybody else row["audience"],
        mode=MODES[row["mode"]],
        levels=[LEVELS[level] for level in row["levels"].split(";")],
        stages=[STAGES[stage] for stage in row["stages"].split(";")],
        post=row.get("post") or _post(row),
    )


def _bases(text: str) -> list[str]:
    full = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
    return [full if base == "《政府信息公开条例》" else base for base in text.split("；")]


def _subjects(row: dict[str, str]) -> str:
    names = [_subject(name, row) for name in row["publisher_text"].split("、")]
    return "、".join(name for name in names if name)


def _subject(name: str, row: dict[str, str]) -> str:
    if name in SUBJECTS:
        return SUBJECTS[name]
    found = re.fullmatch(r"(?:县级)?(.+)部门", name)
    if not found:
        raise ValueError(f"公开主体“{name}”不是部门、乡镇或者村。")
    # Catalogues name a department in either way; the demo mixes both.
    if chance_of(row["level1"], row["level2"], name).random() < 0.2:
        return f"县级{found[1]}部门"
    short = _department_for(found[1]).short_name
    return short if short.startswith("县") else f"县{short}"


@cache
def _department_for(function: str) -> Organisation:
    return next(o for o in organisations() if function in o.function.split("、"))


def _post(row: dict[str, str]) -> str:
    if row["levels"] == "村":
        return "村务监督委员会"
    if "县" not in row["levels"]:
        return "党政综合办公室"
    text = row["level1"] + row["level2"]
    return next(
        post["post"]
        for post in _posts()
        if post["field_code"] == row["field_code"] and post["keyword"] in text
    )


@cache
def _posts() -> list[dict[str, str]]:
    return rows_of("posts")
