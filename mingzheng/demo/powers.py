"""Believable lists of powers and services of the demo county, and how some of them run.

Invented from a table of topics: what a department deals with, what people do wrong there, which
laws it goes by. The same scale always gives the same rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mingzheng.demo.places import organisations, rows_of
from mingzheng.powers.rules.content import PowerContent
from mingzheng.processes.rules.steps import Next, StepContent, in_order

SERVICES_ONLY = frozenset({"YX31", "YX33"})  # no administrative organs: they only serve
SMALL_ROWS, SMALL_PROCESSES, PROCESSES = 6, 1, 7  # a list each; 33 offices give over 200
REMEDY = "不服的，可以依法申请行政复议，也可以依法提起行政诉讼。"
DUTIES = "一次告知要补的材料；按规定的条件和标准审查；按期决定并送达；依法监督检查。"
ACCOUNTABILITY = "符合条件不受理的；超过期限不办结的；滥用职权、玩忽职守的；索取、收受财物的。"
# How many topics each type takes, and how its name is made of one.
OF_OBJECTS: tuple[tuple[str, int, str], ...] = (
    ("01", 4, "{}许可"),
    ("02", 6, "对未按规定报送{}资料的处罚"),
    ("03", 2, "对{}涉嫌违法物品的查封、扣押"),
    ("04", 1, "{}有关费用的征收"),
    ("05", 2, "{}补助的给付"),
    ("06", 6, "对{}的监督检查"),
    ("07", 3, "{}有关资格的认定"),
    ("08", 2, "对{}工作突出的单位和个人的奖励"),
    ("09", 1, "{}争议的裁决"),
    ("10", 5, "{}有关事项的备案"),
)
MATERIALS = [
    {"name": "申请表", "originals": 1, "required": True},
    {
        "name": "身份证明",
        "issuer": "公安机关",
        "handling": "核对原件后退回",
        "originals": 1,
        "copies": 1,
        "required": True,
    },
]
SERVICES = ("{}政策咨询", "{}办理进度和结果查询", "{}投诉举报受理")
# Legal and promised working days of what people apply for.
PERIODS = {"01": (20, 10), "05": (30, 15), "07": (20, 8), "10": (10, 5), "20": (None, 0)}
RUNS = frozenset({"01", "05", "07", "10"})


@dataclass(frozen=True)
class DemoList:
    """The rows of one department: its powers, its services, and how the first of them run."""

    office: str
    powers: list[PowerContent]
    services: list[PowerContent]
    processes: list[tuple[str, list[StepContent]]]  # the item's name and its steps


def lists(scale: str) -> list[DemoList]:
    """The lists of the departments of a scale, in order; ValueError for an unknown scale."""
    there = {one.code for one in organisations(scale)}
    return [_list(row, scale) for row in rows_of("power_topics") if row["office"] in there]


def _list(row: dict[str, str], scale: str) -> DemoList:
    powers = [] if row["office"] in SERVICES_ONLY else list(_powers(row))
    services = list(_services(row))
    running = [one for one in powers if one["type"] in RUNS]
    many = PROCESSES
    if scale == "small":
        # One row of each type in turn, so that a small list shows them all over the offices.
        powers = powers[:: max(1, len(powers) // SMALL_ROWS)][: SMALL_ROWS + 1]
        running = [one for one in powers if one["type"] in RUNS]
        services, many = services[:3], SMALL_PROCESSES
    processes = [(one.name, steps_of(one, row["post"])) for one in running[:many]]
    return DemoList(row["office"], powers, services, processes)


def _powers(row: dict[str, str]) -> Iterator[PowerContent]:
    topics = row["objects"].split(";")
    acts = [act for act in row["acts"].split(";") if act]
    types = row["types"].split()  # empty: an office with powers of every type
    for code, many, name in OF_OBJECTS:
        if types and code not in types:
            continue
        if code == "02":
            yield from (_row(row, code, f"对{act}行为的处罚", at) for at, act in enumerate(acts))
        for at, topic in enumerate(topics[:many]):
            yield _row(row, code, name.format(topic), at)


def _services(row: dict[str, str]) -> Iterator[PowerContent]:
    for at, topic in enumerate(row["objects"].split(";")):
        for name in SERVICES:
            yield _row(row, "20", name.format(topic), at)


def _row(row: dict[str, str], code: str, name: str, at: int) -> PowerContent:
    laws = row["laws"].split(";")
    legal, promised = PERIODS.get(code, (None, None))
    said = {
        "type": code,
        "name": name,
        "level": "4",
        "body_nature": "1",
        "handling": row["post"],
        "bases": [f"《中华人民共和国{laws[at % len(laws)]}》"],
        "supervision": "县政务公开办公室受理投诉。",
        "charged": False,
    }
    if code != "20":
        said |= {"duties": DUTIES, "accountability": ACCOUNTABILITY, "remedy": REMEDY}
    if promised is not None:
        unit = "workday" if promised else "at_once"
        said |= {"promised_days": promised, "promised_unit": unit}
        said |= {"audience": ["1", "2"], "forms": ["1", "2"], "conditions": "符合规定的条件。"}
        said |= {"materials": MATERIALS, "result": f"{name}结果"}
    if legal is not None:
        said |= {"legal_days": legal, "legal_unit": "workday"}
    return PowerContent(said)


def steps_of(power: PowerContent, post: str) -> list[StepContent]:
    """Four steps whose times add up to what the office promises; each makes information."""
    days = power["promised_days"]
    check = max(1, days - 3)
    return in_order(
        [
            StepContent(1, "受理", "综合窗口", 1, "workday", "申请材料", "受理通知书",
                        (Next(2, "材料齐全"), Next(1, "一次补正")), False,
                        (("办事指南", "active"), ("受理登记信息", "on_request"))),
            StepContent(2, "审查", post, check, "workday", "申请材料", "审查意见",
                        (Next(3),), False, (("内部审查意见", "withheld"),)),
            StepContent(3, "决定", "分管负责人", 1, "workday", "审查意见", "决定书",
                        (Next(4),), False, (("办理结果", "active"),)),
            StepContent(4, "送达", "综合窗口", 1, "workday", "决定书", "送达回证", (), True,
                        ()),
        ]
    )  # fmt: skip
