"""What some offices of the demo county say of themselves: duties, guide, leaders, teams, grids."""

from collections.abc import Iterator, Mapping

from mingzheng.accounts.models import Organisation
from mingzheng.core.access import Actor
from mingzheng.demo.places import rows_of
from mingzheng.profiles.actions.importing import put_roster
from mingzheng.profiles.actions.writing import save_guide, save_profile
from mingzheng.profiles.sheets import Line
from mingzheng.profiles.states import Presence, UnitKind

OFFICE_HOURS = "工作日 8:30—12:00，14:30—17:30"
# Names made of signs that go together; whoever bears one bears it by chance.
SURNAMES = "云江苏沈叶程陆温顾秦"
NAMES = "知远晴川望舒明澈若谷言蹊清和长歌思齐景行嘉树南乔"
GIVEN = [NAMES[at : at + 2] for at in range(0, len(NAMES), 2)]
# Who leads an office or a part of one, by the last sign of its name.
HEADS = {"局": "局长", "镇": "镇长", "乡": "乡长", "室": "主任", "队": "队长", "股": "股长"}
POSTS = {"street": "办事处主任", "village": "村委会主任", "community": "居委会主任"}
COUNTY_POSTS = ("县长", "常务副县长", "副县长")
# What a unit of each kind is called, and who leads it and who works in it.
UNITS = (
    (UnitKind.TEAM, "teams", "中队长", "队员"),
    (UnitKind.GRID, "grids", "网格员", "楼栋长"),
)
Row = Mapping[str, str]  # a line of profiles.csv: of one office, or of all of a kind


def profile(offices: Mapping[str, Organisation], by: Actor) -> int:
    """Let every office of this county speak of itself; how many did."""
    names, rows = _names(), {row["code"]: row for row in rows_of("profiles")}
    functions = {row["code"]: row["function"] for row in rows_of("departments")}
    for code, office in offices.items():
        row = rows.get(code) or rows.get(office.kind) or _plain(functions[code])
        save_profile(office, {"duties": row["duties"].replace("|", "\n")}, by=by)
        save_guide(office, _guide(office), by=by)
        put_roster(office, _lines(office, row, names), file_name="人员名册.xlsx", by=by)
    return len(offices)


def _plain(function: str) -> Row:
    duties = "|".join(f"负责{one}的规划、组织和监督。" for one in function.split("、"))
    return {"duties": duties, "divisions": "办公室", "teams": "", "grids": ""}


def _names() -> Iterator[str]:
    while True:
        for number, given in enumerate(GIVEN * len(SURNAMES)):
            yield SURNAMES[(number * 3 + number // len(GIVEN)) % len(SURNAMES)] + given


def _guide(office: Organisation) -> dict[str, str]:
    return {
        "classification": "本单位的政府信息分为机构职能、政策文件、规划计划、财政信息、"
        "行政执法、公共服务和其他依法应当公开的信息。",
        "arrangement": "每条信息有索引号，由机构代码、年份和顺序号组成，按发布时间排列。",
        "access": "县政府网站“政府信息公开”栏目；县档案馆、县图书馆和政务服务大厅的查阅点；"
        "乡镇（街道）便民服务中心的政务公开专区。",
        "unit_name": f"{office.label}办公室",
        "address": office.address,
        "office_hours": OFFICE_HOURS,
        "phone": office.phone,
        "fax": office.phone,
        "online": "通过本网站提交",
        "applying": "没有找到的政府信息，可以当面、邮寄或者在网上向本单位申请公开。"
        "写明姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者便于查询的特征，"
        "以及想要的形式。本单位收到后 20 个工作日内答复，需要延长的会告诉您。",
        "complaints": "认为本单位没有依法公开的，可以向县政务公开主管部门投诉、举报，"
        "也可以依法申请行政复议或者提起行政诉讼。",
    }


def _posts(office: Organisation) -> tuple[str, ...]:
    if office.kind == "government":
        return COUNTY_POSTS
    head = POSTS.get(office.kind) or HEADS.get(office.label[-1], "主任")
    place, name = head[:-2], head[-2:]
    return head, f"{place}副{name}"


def _lines(office: Organisation, row: Row, names: Iterator[str]) -> list[Line]:
    found: list[Line] = []

    def add(post: str, unit: dict[str, object] | None = None, **more: object) -> None:
        number = len(found)
        officer: dict[str, object] = {
            "name": next(names),
            "post": post,
            "phone": office.phone,
            "is_party_member": number % 2 == 0,
            "presence": Presence.OUT if number % 5 == 3 else Presence.ON_DUTY,
            **more,
        }
        found.append(Line(number, officer, unit or {}))

    head, *deputies = _posts(office)
    add(head, is_leader=True, duties="主持全面工作")
    for deputy in deputies:
        add(deputy, is_leader=True, duties="协助主要负责人工作，分管政务公开")
    for name in filter(None, row["divisions"].split("|")):
        add(HEADS[name[-1]], {"kind": UnitKind.DIVISION, "name": name, "phone": office.phone})
    for kind, column, leads, works in UNITS:
        for one in filter(None, row[column].split("|")):
            name, _, area = one.partition("=")
            unit: dict[str, object] = {
                "kind": kind,
                "name": name,
                "area": area,
                "phone": office.phone,
            }
            add(leads, unit)
            add(works, unit, is_party_member=False)
    return found
