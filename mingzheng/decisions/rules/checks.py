"""What the law asks of each step's evidence (办理材料检查): periods, orders, reasons. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingzheng.core.calendar import WorkCalendar
from mingzheng.decisions.rules.evidence import EVIDENCE
from mingzheng.decisions.states import Legality, Outcome, Way

# 《重大行政决策程序暂行条例》第十五条: generally not less than 30 days (natural days).
CONSULTATION_DAYS = 30
# 《重大行政决策程序暂行条例》第十六条: materials reach the participants 7 days before the hearing.
HEARING_MATERIALS_DAYS = 7
# 《重大行政决策程序暂行条例》第二十六条: generally not less than 7 working days.
LEGALITY_WORKDAYS = 7

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """Something that does not hold, at a field of the form ("" for the form as a whole)."""

    field: str
    words: str


@dataclass(frozen=True)
class Known:
    """What a check needs besides the form: the day, the calendar, and earlier steps' answers.

    `files` are the answers of earlier steps by step; `opinions` how many opinions are written
    down, `unanswered` those without an outcome and reason.
    """

    today: date
    calendar: WorkCalendar
    left_out: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Said] = field(default_factory=dict)
    opinions: int = 0
    unanswered: int = 0

    def said(self, step: str, name: str) -> Any:
        """One answer of an earlier step; None where the step is not on file."""
        return self.files.get(step, {}).get(name)


def faults(step: str, said: Said, known: Known) -> list[Fault]:
    """Everything wrong with the evidence of a step: first what is missing, then what law forbids.

    Takes the answers by field name, dates as dates. Empty if the step may be taken.
    """
    missing = [
        Fault(one.name, f"“{one.label}”还没有填。")
        for one in EVIDENCE.get(step, ())
        if one.required and said.get(one.name) in (None, "", [])
    ]
    return missing or CHECKS.get(step, _nothing)(said, known)


def _nothing(said: Said, known: Known) -> list[Fault]:
    return []


def days_open(opens_on: date, closes_on: date) -> int:
    """How many days one may write; the first does not count (《民法典》第二百零一条)."""
    return (closes_on - opens_on).days


def _start(said: Said, known: Known) -> list[Fault]:
    # 《重大行政决策程序暂行条例》第十条: an office argues its case before it asks.
    if said["source"] == "office" and not said.get("proposal"):
        words = "部门或者下一级政府提出的，要写初步方案及其必要性、可行性（第十条）。"
        return [Fault("proposal", words)]
    return []


def _consult(said: Said, known: Known) -> list[Fault]:
    found = []
    opens, closes = said["opens_on"], said["closes_on"]
    if closes <= opens:
        return [Fault("closes_on", "截止日期要在开始日期以后。")]
    if opens < known.today <= closes:
        # Held elsewhere and over, it is put on file afterwards; one that runs begins here.
        found.append(Fault("opens_on", "开始日期已经过去，从今天或者以后的一天起算。"))
    if Way.PUBLIC in said["ways"]:
        days = days_open(opens, closes)
        if days < CONSULTATION_DAYS and not said.get("short_reason"):
            words = (
                f"只有 {days} 日，不满 {CONSULTATION_DAYS} 日；因情况紧急等需要缩短的，"
                "写明理由，会和草案一起公布（第十五条）。"
            )
            found.append(Fault("short_reason", words))
    if Way.HEARING in said["ways"] and "hearing" in known.left_out:
        found.append(Fault("ways", "启动时定了不开听证会，不能选“听证会”。"))
    if Way.HEARING not in said["ways"] and "hearing" not in known.left_out:
        found.append(Fault("ways", "启动时定了要开听证会，要选上“听证会”。"))
    return found


def _announce_hearing(said: Said, known: Known) -> list[Fault]:
    found = []
    if (said["hearing_on"] - known.today).days < HEARING_MATERIALS_DAYS:
        words = f"材料要在听证会 {HEARING_MATERIALS_DAYS} 日前送达（第十六条），日期往后定。"
        found.append(Fault("hearing_on", words))
    if said["selection_on"] >= known.today:
        words = "遴选办法要先公布，再遴选、公布名单（第十六条）。"
        found.append(Fault("selection_on", words))
    return found


def _hold_hearing(said: Said, known: Known) -> list[Fault]:
    found = []
    if said["held_on"] > known.today:
        found.append(Fault("held_on", "听证会还没有开，开完再登记。"))
    if (said["held_on"] - said["delivered_on"]).days < HEARING_MATERIALS_DAYS:
        words = (
            f"送达的日子离听证会不到 {HEARING_MATERIALS_DAYS} 日（第十六条）；"
            "没有按时送达的，重新定日期。"
        )
        found.append(Fault("delivered_on", words))
    if not said.get("signed"):
        found.append(Fault("signed", "参加人确认记录并签字以后再登记（第十七条）。"))
    return found


def _publish_adoption(said: Said, known: Known) -> list[Fault]:
    found = []
    if said["received"] and not known.opinions:
        words = f"收到了 {said['received']} 条，先在“意见和采纳情况”里归纳写明，再公开。"
        found.append(Fault("received", words))
    if known.opinions and not said["received"]:
        found.append(Fault("received", f"已经归纳了 {known.opinions} 类意见，收到的条数不能是 0。"))
    if known.unanswered:
        words = f"还有 {known.unanswered} 类意见没有写采纳情况或者理由（第十八条）。"
        found.append(Fault("summary", words))
    return found


def _argue(said: Said, known: Known) -> list[Fault]:
    found = []
    if said["argued_on"] > known.today:
        found.append(Fault("argued_on", "还没有到这一天，论证完再登记。"))
    if not said.get("independent"):
        words = "不得选择与决策事项有直接利害关系的专家、专业机构（第二十条）。"
        found.append(Fault("independent", words))
    if not said.get("signed"):
        found.append(Fault("signed", "书面论证意见要署名、盖章（第十九条）。"))
    return found


def _assess(said: Said, known: Known) -> list[Fault]:
    if said["assessed_on"] > known.today:
        return [Fault("assessed_on", "还没有到这一天，评估完再登记。")]
    return []


def _submit_legal(said: Said, known: Known) -> list[Fault]:
    found = []
    days = known.calendar.between(known.today, said["wanted_by"])
    if days <= 0:
        found.append(Fault("wanted_by", "要在今天以后。"))
    elif days < LEGALITY_WORKDAYS and not said.get("short_reason"):
        words = (
            f"只有 {days} 个工作日，一般不少于 {LEGALITY_WORKDAYS} 个（第二十六条）；"
            "确需缩短的写明理由。"
        )
        found.append(Fault("short_reason", words))
    if known.said("start", "is_market") and not said.get("competition"):
        words = "涉及市场主体经济活动，要写公平竞争审查情况（第二十九条）。"
        found.append(Fault("competition", words))
    return found


def _give_legality(said: Said, known: Known) -> list[Fault]:
    fits = [said[name] == "yes" for name in ("authority", "procedure", "content")]
    if said["outcome"] == Legality.LAWFUL and not all(fits):
        words = "权限、程序、内容有一项不符合的，结论不能是“合法”。"
        return [Fault("outcome", words)]
    if said["outcome"] == Legality.UNLAWFUL and all(fits):
        return [Fault("outcome", "三项都符合，结论却是“不合法”；写明哪一项不符合。")]
    if said["outcome"] == Legality.TRIAL and not said.get("risk"):
        return [Fault("risk", "探索性改革要明示法律风险（第二十五条）。")]
    return []


def names(text: str) -> list[str]:
    """The people in a field of one name a line; titles behind a blank or a comma are left off."""
    lines = (line.strip() for line in text.splitlines())
    return [line.replace("，", " ").replace(",", " ").split()[0] for line in lines if line]


def _discuss(said: Said, known: Known) -> list[Fault]:
    found = []
    if said["held_on"] > known.today:
        found.append(Fault("held_on", "会还没有开，开完再登记。"))
    order, members = names(said["order"]), names(said["members"])
    # 《重大行政决策程序暂行条例》第三十条: the head speaks after everybody else.
    if not order or order[-1] != said["head"].strip():
        found.append(Fault("order", "行政首长最后发表意见（第三十条），发言次序里排在最后一个。"))
    strangers = [name for name in order if name not in [*members, said["head"].strip()]]
    if strangers:
        words = f"{'、'.join(strangers)}发了言，却不在出席的会议组成人员里。"
        found.append(Fault("order", words))
    if said.get("against_majority") and not said.get("majority_reason"):
        words = "决定与多数人的意见不一致的，要写在会上说明的理由（第三十条）。"
        found.append(Fault("majority_reason", words))
    legality = known.said("give_legality", "outcome")
    if legality == Legality.UNLAWFUL and said["outcome"] == Outcome.PASSED:
        found.append(Fault("outcome", "合法性审查不合法，不得提交讨论（第二十五条）。"))
    return found


def _publish(said: Said, known: Known) -> list[Fault]:
    found = []
    if said["published_on"] > known.today:
        found.append(Fault("published_on", "公布日期还没有到。"))
    if said["reported_on"] > said["published_on"]:
        found.append(Fault("reported_on", "出台以前向同级党委请示报告（第三十一条）。"))
    # 《重大行政决策程序暂行条例》第三十二条: of general concern: say what was adopted.
    if known.said("start", "is_concern"):
        if "consulting" not in known.left_out and not said.get("opinions_words"):
            words = "社会公众普遍关心的，要说明公众意见的采纳情况（第三十二条）。"
            found.append(Fault("opinions_words", words))
        if "argued" not in known.left_out and not said.get("experts_words"):
            words = "专业性、技术性较强的，要说明专家论证意见的采纳情况（第三十二条）。"
            found.append(Fault("experts_words", words))
    return found


def _evaluate(said: Said, known: Known) -> list[Fault]:
    if not said.get("independent"):
        words = "决策作出前承担主要论证评估工作的单位不能作后评估（第三十六条）。"
        return [Fault("independent", words)]
    return []


CHECKS: dict[str, Callable[[Said, Known], list[Fault]]] = {
    "start": _start,
    "consult": _consult,
    "announce_hearing": _announce_hearing,
    "hold_hearing": _hold_hearing,
    "publish_adoption": _publish_adoption,
    "argue": _argue,
    "assess": _assess,
    "submit_legal": _submit_legal,
    "give_legality": _give_legality,
    "discuss": _discuss,
    "publish": _publish,
    "evaluate": _evaluate,
}
