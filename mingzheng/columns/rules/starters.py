"""The columns an office begins with (栏目初始设置): a draft to change, reduced by level. Pure.

国办公开办函〔2019〕61号: 政府信息公开指南、制度、法定主动公开内容、年报, named the same everywhere;
法定主动公开内容 by 《政府信息公开条例》第二十条、第二十一条. Empty ones are never shown, so an
office without such business has nothing to take out.
"""

from dataclasses import dataclass
from typing import Any

from mingzheng.columns.states import ColumnKind as K


@dataclass(frozen=True)
class Starter:
    """One column to lay, with those below it."""

    slug: str
    name: str
    kind: str
    statutory: str = ""
    purpose: str = ""
    update_days: int | None = None
    below: tuple["Starter", ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of the database row."""
        return {
            "slug": self.slug,
            "name": self.name,
            "kind": self.kind,
            "statutory": self.statutory,
            "purpose": self.purpose or f"公开{self.name}",
            "keywords": self.name,
            "update_days": self.update_days,
        }


def _twentieth(paragraph: str) -> str:
    return f"条例第二十条第（{paragraph}）项"


_21 = "条例第二十一条"
POLICIES = Starter("policies", "政策文件", K.POLICY, _twentieth("一"))
FUNCTIONS = Starter("functions", "机构职能", K.FUNCTIONS, _twentieth("二"))
PLANS = Starter("plans", "规划计划", K.CATALOGUE, _twentieth("三"))
STATISTICS = Starter("statistics", "统计信息", K.DATA, _twentieth("四"))
PERMITS = Starter("permits", "行政许可和管理服务事项", K.CATALOGUE, _twentieth("五"))
PENALTIES = Starter("penalties", "行政处罚和行政强制", K.CATALOGUE, _twentieth("六"))
BUDGETS = Starter("budgets", "财政预决算", K.CATALOGUE, _twentieth("七"))
FEES = Starter("fees", "行政事业性收费", K.CATALOGUE, _twentieth("八"))
PROCUREMENT = Starter("procurement", "政府集中采购", K.CATALOGUE, _twentieth("九"))
PROJECTS = Starter("projects", "重大建设项目", K.CATALOGUE, _twentieth("十"))
LIVELIHOOD = Starter("livelihood", "重大民生信息", K.CATALOGUE, _twentieth("十一"))
EMERGENCIES = Starter("emergencies", "应急管理", K.CATALOGUE, _twentieth("十二"))
INSPECTIONS = Starter("inspections", "监督检查", K.CATALOGUE, _twentieth("十三"))
RECRUITMENT = Starter("recruitment", "公务员招考", K.CATALOGUE, _twentieth("十四"))
OTHERS = Starter("other-statutory", "其他法定信息", K.CATALOGUE, _twentieth("十五"))
COUNTY_ONLY = (
    Starter("municipal-works", "市政建设", K.CATALOGUE, _21),
    Starter("public-services", "公共服务", K.CATALOGUE, _21),
    Starter("public-welfare", "公益事业", K.CATALOGUE, _21),
    Starter("land-acquisition", "土地征收", K.CATALOGUE, _21),
    Starter("house-acquisition", "房屋征收", K.CATALOGUE, _21),
    Starter("public-order", "治安管理", K.CATALOGUE, _21),
    Starter("social-assistance", "社会救助", K.CATALOGUE, _21),
)
TOWN_ONLY = (
    Starter("rural-policies", "农业农村政策落实", K.CATALOGUE, _21),
    Starter("irrigation", "农田水利工程建设运营", K.CATALOGUE, _21),
    Starter("contracted-land", "农村土地承包经营权流转", K.CATALOGUE, _21),
    Starter("homesteads", "宅基地使用情况审核", K.CATALOGUE, _21),
    Starter("land-acquisition", "土地征收", K.CATALOGUE, _21),
    Starter("house-acquisition", "房屋征收", K.CATALOGUE, _21),
    Starter("funds-and-labour", "筹资筹劳", K.CATALOGUE, _21),
    Starter("social-assistance", "社会救助", K.CATALOGUE, _21),
)
COMMON = (
    POLICIES, FUNCTIONS, PLANS, STATISTICS, PERMITS, PENALTIES, BUDGETS, FEES, PROCUREMENT,
    PROJECTS, LIVELIHOOD, EMERGENCIES, INSPECTIONS, RECRUITMENT, OTHERS,
)  # fmt: skip
# A town has no police, no national exams, no statistics of its own; what it lacks is not laid.
AT_TOWN = (POLICIES, FUNCTIONS, PLANS, BUDGETS, PROJECTS, LIVELIHOOD, EMERGENCIES, OTHERS)
VILLAGE = (
    Starter("functions", "村（居）委会职责", K.FUNCTIONS),
    Starter("notices", "通知公告", K.NEWS),
    Starter("affairs", "村（居）务公开", K.CATALOGUE),
    Starter("finance", "财务公开", K.CATALOGUE),
    Starter("benefits", "惠民政策和补贴", K.CATALOGUE),
)


def _statutory(below: tuple[Starter, ...]) -> Starter:
    return Starter(
        "statutory", "法定主动公开内容", K.CATALOGUE, "条例第二十条、第二十一条", below=below
    )


def _platform(below: tuple[Starter, ...]) -> tuple[Starter, ...]:
    return (
        Starter("guide", "政府信息公开指南", K.GUIDE, "条例第十二条"),
        Starter("systems", "政府信息公开制度", K.CATALOGUE),
        _statutory(below),
        Starter("annual-reports", "政府信息公开年报", K.ANNUAL_REPORT, "条例第四十九条"),
    )


PORTAL = (
    Starter("news", "工作动态", K.NEWS, update_days=14),
    Starter("notices", "通知公告", K.NEWS, update_days=180),
    Starter("interpretations", "政策解读", K.INTERPRETATION, update_days=180),
    Starter("meetings", "政府会议", K.NEWS),
    Starter("responses", "回应关切", K.RESPONSE),
)
OFFICE = (
    Starter("news", "工作动态", K.NEWS),
    Starter("notices", "通知公告", K.NEWS),
    Starter("interpretations", "政策解读", K.INTERPRETATION),
)


def tree_for(level: str, *, is_portal: bool = False) -> tuple[Starter, ...]:
    """The columns for an office of a level (city, county, town, village); the portal has more."""
    if level == "village":
        return VILLAGE
    if level == "town":
        return (*OFFICE, *_platform((*AT_TOWN, *TOWN_ONLY)))
    if is_portal:
        return (*PORTAL, *_platform((*COMMON, *COUNTY_ONLY)))
    return (*OFFICE, *_platform(COMMON))
