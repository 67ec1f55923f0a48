"""Which lists the public site has (分类): their addresses, names and the words of their tags. Pure.

Kinds of articles that are lists of their own; documents have the policy library instead.
"""

from dataclasses import dataclass

from mingzheng.columns.states import ColumnKind
from mingzheng.texts.states import ArticleKind as K


@dataclass(frozen=True)
class Shelf:
    """One list over all offices: articles of one kind."""

    slug: str
    kind: str
    name: str
    purpose: str
    column_kind: ColumnKind = ColumnKind.CATALOGUE


_TABLE = (
    Shelf("news", K.NEWS, "工作动态", "各单位的工作动态和要闻", ColumnKind.NEWS),
    Shelf("notices", K.NOTICE, "通知公告", "各单位的通知和公告", ColumnKind.NEWS),
    Shelf(
        *("interpretations", K.INTERPRETATION, "政策解读", "文件说了什么、谁能享受、怎么办"),
        ColumnKind.INTERPRETATION,
    ),
    Shelf("meetings", K.MEETING, "政府会议", "政府会议议了什么、定了什么"),
    Shelf("responses", K.RESPONSE, "回应关切", "对大家关心的事的回应", ColumnKind.RESPONSE),
    Shelf("plans", K.PLAN, "规划计划", "发展规划、专项规划、年度计划"),
    Shelf("statistics", K.STATISTICS, "统计信息", "国民经济和社会发展统计", ColumnKind.DATA),
    Shelf("budgets", K.BUDGET, "财政预决算", "政府和部门的预算、决算"),
    Shelf("personnel", K.PERSONNEL, "人事信息", "任免、招考、录用"),
    Shelf("postings", K.POSTING, "公示", "征求意见前后的公示、名单公示"),
    Shelf("credit", K.CREDIT, "双公示", "行政许可和行政处罚的公示"),
    Shelf(
        *("annual-reports", K.ANNUAL_REPORT, "政府信息公开年报", "历年的政府信息公开工作年度报告"),
        ColumnKind.ANNUAL_REPORT,
    ),
    Shelf("systems", K.SYSTEM, "政府信息公开制度", "政府信息公开的法规和本县的规定"),
)
SHELVES: dict[str, Shelf] = {one.slug: one for one in _TABLE}
SHELF_OF_KIND: dict[str, Shelf] = {one.kind: one for one in _TABLE}


def dress(validity: str) -> str:
    """The look of a validity tag (有效性): what holds is green, what does not is crossed out."""
    return {"valid": "tag-valid", "pending": "tag-ink"}.get(validity, "tag-void")
