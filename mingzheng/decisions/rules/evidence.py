"""What each step leaves on file (办理材料): the fields of its form, and which of them are public.

One table: forms, pages and checks read it. A field is public where 《重大行政决策程序暂行条例》
says that it is published (第十五条、第十六条、第三十二条) or the result itself is; who sat in a
meeting, who disagreed, what lawyers and assessors wrote are the office's own. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingzheng.decisions.states import (
    Advice,
    Legality,
    MeetingKind,
    Outcome,
    RiskLevel,
    Source,
    Trigger,
    Way,
)

Choices = tuple[tuple[str, str], ...]


def _choices(kind: Any) -> Choices:
    return tuple((str(value), str(label)) for value, label in kind.choices)


@dataclass(frozen=True)
class Field:
    """One thing to write down: `kind` is line, text, date, number, yes, one or many (choices)."""

    name: str
    label: str
    kind: str = "text"
    is_public: bool = True
    required: bool = True
    choices: Choices = ()
    hint: str = ""

    def words(self, value: Any) -> str:
        """A value as people read it; empty for nothing."""
        if isinstance(value, bool):
            return "是" if value else "否"
        known = dict(self.choices)
        if isinstance(value, list):
            return "、".join(known.get(str(one), str(one)) for one in value)
        return known.get(str(value), "" if value is None else str(value))


def _line(name: str, label: str, **more: Any) -> Field:
    return Field(name, label, "line", **more)


def _date(name: str, label: str, **more: Any) -> Field:
    return Field(name, label, "date", **more)


def _yes(name: str, label: str, **more: Any) -> Field:
    return Field(name, label, "yes", required=False, **more)


OWN: dict[str, Any] = {"is_public": False}
MAYBE: dict[str, Any] = {"required": False}
FITS: Choices = (("yes", "符合"), ("no", "不符合"))
ARGUE_WAYS: Choices = (
    ("meeting", "论证会"), ("written", "书面咨询"), ("commission", "委托咨询论证"),
)  # fmt: skip
CHANNELS: Choices = (
    ("gazette", "政府公报"), ("site", "政府网站"), ("paper", "本地报纸"), ("other", "其他途径"),
)  # fmt: skip

EVIDENCE: dict[str, tuple[Field, ...]] = {
    "start": (
        Field("source", "建议由谁提出", "one", choices=_choices(Source)),
        Field("problem", "拟解决的主要问题、理由和依据", **OWN),
        Field(
            "proposal",
            "初步方案及其必要性、可行性",
            **OWN,
            **MAYBE,
            hint="部门或者下一级政府提出的，要写（第十条）。",
        ),
        _yes(
            "is_concern",
            "社会公众普遍关心，或者专业性、技术性较强",
            **OWN,
            hint="公布时要说明公众意见、专家意见的采纳情况（第三十二条）。",
        ),
        _yes("is_market", "涉及市场主体经济活动", **OWN, hint="要作公平竞争审查（第二十九条）。"),
    ),
    "draft": (
        _line("name", "草案名称"),
        Field("text", "决策草案"),
        Field("explanation", "起草说明", hint="背景、依据、主要内容、要听取意见的问题。"),
        Field(
            "agreed",
            "与有关单位协商的情况",
            **OWN,
            hint="没有取得一致的，写明各方意见（第十三条）。",
        ),
        Field("cost", "成本和效益分析", **OWN, **MAYBE),
    ),
    "consult": (
        Field("ways", "听取意见的方式", "many", choices=_choices(Way)),
        _date("opens_on", "开始日期"),
        _date("closes_on", "截止日期", hint="向社会公开征求意见一般不少于 30 日（第十五条）。"),
        Field("short_reason", "不满 30 日的理由", **MAYBE, hint="会一同公布。"),
        _line("channels", "公布草案的途径", hint="政府网站、政务新媒体、报刊、广播、电视等。"),
        Field("how", "怎样提意见", hint="电话、信箱、地址。"),
        Field(
            "groups", "与相关群体沟通的情况", **MAYBE, hint="涉及特定群体利益的要写（第十四条）。"
        ),
    ),
    "announce_hearing": (
        _date("hearing_on", "听证会日期"),
        _line("place", "地点"),
        Field("selection", "听证参加人遴选办法"),
        _date("selection_on", "遴选办法公布日期"),
        Field("participants", "听证参加人名单", hint="要提前公布（第十六条）。"),
    ),
    "hold_hearing": (
        _date("delivered_on", "材料送达参加人的日期", hint="听证会 7 日前（第十六条）。"),
        _date("held_on", "举行日期"),
        Field("summary", "听证会情况"),
        Field("minutes", "听证会记录", **OWN, hint="介绍、陈述、询问、质证、辩论（第十七条）。"),
        _yes("signed", "参加人已确认记录并签字", **OWN),
    ),
    "publish_adoption": (
        Field("received", "收到意见（条）", "number"),
        Field("summary", "意见采纳情况", hint="归纳整理、研究采纳的总的情况（第十八条）。"),
    ),
    "argue": (
        Field("way", "论证方式", "one", choices=ARGUE_WAYS),
        _date("argued_on", "论证日期"),
        Field("number", "专家、专业机构（个）", "number"),
        Field("experts", "专家、专业机构名单", **OWN),
        _yes("independent", "与决策事项没有直接利害关系", **OWN),
        Field("opinion", "论证意见", **OWN),
        _yes("signed", "书面意见已署名、盖章", **OWN),
        Field("adoption", "论证意见采纳情况"),
    ),
    "assess": (
        _line("assessor", "评估单位", **OWN),
        _date("assessed_on", "评估日期"),
        Field("heard", "听取有关部门意见的情况", **OWN),
        Field("points", "风险点", **OWN),
        Field("measures", "风险防范措施", **OWN),
        Field("emergency", "处置预案", **OWN),
        Field("level", "风险等级", "one", choices=_choices(RiskLevel), **OWN),
        Field(
            "controllable", "风险可控吗", "one", choices=(("yes", "可控"), ("no", "不可控")), **OWN
        ),
    ),
    "submit_legal": (
        Field("materials", "送审材料", **OWN, hint="草案、依据、履行程序的说明（第二十六条）。"),
        _date(
            "wanted_by", "请在哪天以前审查完", **OWN, hint="一般不少于 7 个工作日（第二十六条）。"
        ),
        Field("short_reason", "不满 7 个工作日的理由", **OWN, **MAYBE),
        Field("competition", "公平竞争审查情况", **OWN, **MAYBE, hint="涉及市场主体的要写。"),
    ),
    "return_legal": (Field("missing", "要补的材料", **OWN),),
    "give_legality": (
        Field("authority", "是否符合法定权限", "one", choices=FITS, **OWN),
        Field("authority_words", "权限：审查意见", **OWN),
        Field("procedure", "是否履行法定程序", "one", choices=FITS, **OWN),
        Field("procedure_words", "程序：审查意见", **OWN),
        Field("content", "内容是否合法", "one", choices=FITS, **OWN),
        Field("content_words", "内容：审查意见", **OWN),
        Field("advisers", "法律顾问、公职律师的意见", **OWN),
        Field("outcome", "审查结论", "one", choices=_choices(Legality), **OWN),
        Field("risk", "明示的法律风险", **OWN, **MAYBE, hint="探索性改革要写（第二十五条）。"),
    ),
    "discuss": (
        Field("kind", "会议类型", "one", choices=_choices(MeetingKind)),
        _line("meeting", "会议名称"),
        _date("held_on", "会议日期"),
        Field("members", "出席的会议组成人员", **OWN, hint="一行一人。"),
        _line("head", "行政首长", **OWN),
        Field("order", "发言次序", **OWN, hint="一行一人，行政首长在最后（第三十条）。"),
        Field("dissent", "不同意见", **OWN, hint="照实写明谁、什么意见；没有就写“没有不同意见”。"),
        _yes("against_majority", "决定与多数人的意见不一致", **OWN),
        Field("majority_reason", "行政首长在会上说明的理由", **OWN, **MAYBE),
        Field("outcome", "讨论决定", "one", choices=_choices(Outcome)),
    ),
    "publish": (
        _line("title", "决策文件名称"),
        _line("number", "文号"),
        _date("published_on", "公布日期"),
        Field("channels", "公布途径", "many", choices=CHANNELS),
        _date("reported_on", "向同级党委请示报告的日期", **OWN, hint="出台以前（第三十一条）。"),
        Field("opinions_words", "公众意见采纳情况说明", **MAYBE),
        Field("experts_words", "专家论证意见采纳情况说明", **MAYBE),
        _line("executor", "决策执行单位"),
        _line("link", "正文网址", **MAYBE),
    ),
    "execute": (
        _date("begun_on", "开始执行日期"),
        Field("arrangement", "执行安排"),
    ),
    "report_progress": (
        _date("on", "报告日期"),
        Field("progress", "执行情况"),
    ),
    "end": (Field("reason", "终止原因"),),
    "evaluate": (
        Field("trigger", "为什么评估", "one", choices=_choices(Trigger)),
        _line("evaluator", "评估单位"),
        _yes("independent", "评估单位没有承担过决策前的主要论证评估工作", **OWN),
        Field("heard", "听取公众意见的情况"),
        Field("result", "评估结果"),
        Field("advice", "评估建议", "one", choices=_choices(Advice)),
    ),
}


def told(step: str, said: Mapping[str, Any], *, public: bool) -> list[tuple[str, str]]:
    """What is on file of a step as (label, words), in the order of its form; empty ones left out.

    With `public` only what the public may see.
    """
    fields: Sequence[Field] = EVIDENCE.get(step, ())
    rows = [
        (field.label, field.words(said.get(field.name)))
        for field in fields
        if field.is_public or not public
    ]
    return [(label, words) for label, words in rows if words]
