"""The rules of decisions: the course, what may be left out, periods, orders, reasons."""

from datetime import date, timedelta

import pytest

from mingzheng.core.calendar import WorkCalendar
from mingzheng.decisions.rules import checks, stages
from mingzheng.decisions.rules.checks import Known, faults
from mingzheng.decisions.rules.evidence import EVIDENCE, told
from mingzheng.decisions.rules.rows import Row, changes, problems
from mingzheng.decisions.states import DecisionState as S

TODAY = date(2026, 6, 15)  # a Monday
CALENDAR = WorkCalendar({}, date(2026, 12, 31))
KNOWN = Known(TODAY, CALENDAR, left_out={"hearing": "没有较大分歧"})


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def fields(step: str, said: dict, known: Known = KNOWN) -> list[str]:
    return [fault.field for fault in faults(step, said, known)]


# --- the course -----------------------------------------------------------------------------------


def test_the_stages_follow_each_other():
    state, walked = S.PROPOSED.value, []
    while (following := stages.next_stage(state, {})) is not None:
        walked.append(following)
        state = following

    assert walked == [stage.value for stage in stages.ORDER[1:]]


def test_nothing_comes_after_the_end():
    assert stages.next_stage(S.EVALUATED, {}) is None
    assert stages.next_stage(S.ENDED, {}) is None


@pytest.mark.proves("《重大行政决策程序暂行条例》第二十五条")
def test_the_legality_review_stands_before_the_discussion_and_is_never_left_out():
    """《重大行政决策程序暂行条例》第二十五条: 未经合法性审查，不得提交决策机关讨论."""
    assert stages.ORDER.index(S.LEGAL) < stages.ORDER.index(S.DISCUSSED)
    assert stages.left_out_wrongly({"legal": "赶时间"}) == ["“合法性审查”不能不办。"]
    everything = dict.fromkeys(stages.OPTIONAL, "理由")
    assert stages.next_stage(S.DRAFTED, everything) == S.LEGAL


@pytest.mark.parametrize("stage", ["discussed", "published", "legal", "drafted", "evaluated"])
def test_what_the_law_always_asks_cannot_be_left_out(stage):
    assert stages.left_out_wrongly({stage: "理由"})


ARTICLES = {"consulting": "十四", "hearing": "十六", "argued": "十九", "assessed": "二十二"}


@pytest.mark.parametrize(("stage", "article"), ARTICLES.items())
def test_what_is_left_out_needs_the_reason_of_its_article(stage, article):
    """《重大行政决策程序暂行条例》第十四条、第十六条、第十九条、第二十二条."""
    (words,) = stages.left_out_wrongly({stage: " "})

    assert f"第{article}条" in words
    assert stages.left_out_wrongly({stage: "理由"}) == []


def test_a_stage_that_applies_is_not_passed_over_and_one_that_does_not_is_not_taken():
    out = {"argued": "专业性不强"}

    assert stages.out_of_turn("legal", S.ANSWERED, out) == "先办“风险评估”，再办“合法性审查”。"
    assert stages.out_of_turn("assessed", S.ANSWERED, out) is None
    assert "不办“专家论证”：专业性不强" in (stages.out_of_turn("argued", S.ANSWERED, out) or "")
    assert "走完" in (stages.out_of_turn("evaluated", S.EVALUATED, {}) or "")


def test_without_hearing_the_public_there_is_no_adoption_either():
    out = {"consulting": "依法不予公开"}

    assert stages.next_stage(S.DRAFTED, out) == S.ARGUED
    marks = {place.stage: place.mark for place in stages.line(S.DRAFTED, out, ["drafted"])}
    assert (marks["consulting"], marks["answered"], marks["argued"]) == ("out", "out", "now")


def test_a_later_draft_keeps_what_still_holds_but_never_risk_and_law():
    reached = ["drafted", "consulting", "answered", "argued", "assessed", "legal"]

    assert stages.may_keep(reached, {}) == ["consulting", "answered", "argued"]
    assert stages.next_stage(S.DRAFTED, {}, ["consulting", "answered", "argued"]) == S.ASSESSED


def test_the_five_stages_say_where_it_stands():
    assert stages.five(S.CONSULTING, {})[1] == ("征集", "now")
    assert [mark for _, mark in stages.five(S.PUBLISHED, {})] == ["done"] * 4 + ["next"]
    assert [mark for _, mark in stages.five(S.PROPOSED, {"consulting": "密"})] == [
        "done", "out", "out", "next", "next",
    ]  # fmt: skip
    assert [mark for _, mark in stages.five(S.ENDED, {})] == ["done"] + ["ended"] * 4


# --- periods --------------------------------------------------------------------------------------


def consult(**more) -> dict:
    said = {
        "ways": ["public"], "opens_on": TODAY, "closes_on": day(30), "channels": "网站",
        "how": "电话",
    }  # fmt: skip
    return said | more


@pytest.mark.proves("《重大行政决策程序暂行条例》第十五条")
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"closes_on": day(29)}, ["short_reason"]),
        ({"closes_on": day(29), "short_reason": "汛期将到"}, []),
        ({"closes_on": TODAY}, ["closes_on"]),
        ({"opens_on": day(-1)}, ["opens_on"]),
        ({"opens_on": day(-40), "closes_on": day(-5)}, []),  # put on file afterwards
        ({"ways": ["meeting"], "closes_on": day(3)}, []),  # no thirty days for a meeting
        ({"ways": ["public", "hearing"]}, ["ways"]),  # no hearing was settled on
    ],
)
def test_thirty_days_or_a_reason_that_is_published(change, found):
    """《重大行政决策程序暂行条例》第十五条: 公开征求意见的期限一般不少于30日."""
    assert checks.CONSULTATION_DAYS == 30
    assert fields("consult", consult(**change)) == found
    reason = next(field for field in EVIDENCE["consult"] if field.name == "short_reason")
    assert reason.is_public


def test_a_hearing_that_was_settled_on_is_one_of_the_ways():
    assert fields("consult", consult(), Known(TODAY, CALENDAR)) == ["ways"]


def announce(**more) -> dict:
    said = {
        "hearing_on": day(7), "place": "二楼", "selection": "抽取", "selection_on": day(-1),
        "participants": "甲",
    }  # fmt: skip
    return said | more


@pytest.mark.proves("《重大行政决策程序暂行条例》第十六条")
def test_hearing_materials_arrive_seven_days_before():
    """《重大行政决策程序暂行条例》第十六条: 听证会材料应当于召开听证会7日前送达."""
    held = {"held_on": TODAY, "summary": "好", "minutes": "全", "signed": True}

    assert checks.HEARING_MATERIALS_DAYS == 7
    assert fields("announce_hearing", announce()) == []
    assert fields("announce_hearing", announce(hearing_on=day(6))) == ["hearing_on"]
    assert fields("announce_hearing", announce(selection_on=TODAY)) == ["selection_on"]
    assert fields("hold_hearing", held | {"delivered_on": day(-7)}) == []
    assert fields("hold_hearing", held | {"delivered_on": day(-6)}) == ["delivered_on"]


def test_participants_sign_the_record():
    """《重大行政决策程序暂行条例》第十七条: 听证参加人确认听证会记录并签字."""
    said = {"held_on": TODAY, "delivered_on": day(-9), "summary": "好", "minutes": "全"}

    assert fields("hold_hearing", said) == ["signed"]
    assert fields("hold_hearing", said | {"signed": True, "held_on": day(1)}) == ["held_on"]


def legal(**more) -> dict:
    return {"materials": "草案", "wanted_by": CALENDAR.add(TODAY, 7)} | more


@pytest.mark.proves("《重大行政决策程序暂行条例》第二十六条")
def test_seven_working_days_for_the_legality_review_or_a_reason():
    """《重大行政决策程序暂行条例》第二十六条: 必要的审查时间一般不少于7个工作日."""
    short = CALENDAR.add(TODAY, 6)

    assert checks.LEGALITY_WORKDAYS == 7
    assert fields("submit_legal", legal()) == []
    assert fields("submit_legal", legal(wanted_by=short)) == ["short_reason"]
    assert fields("submit_legal", legal(wanted_by=short, short_reason="汛期")) == []
    assert fields("submit_legal", legal(wanted_by=TODAY)) == ["wanted_by"]


def test_market_activity_needs_a_fair_competition_review():
    """《重大行政决策程序暂行条例》第二十九条."""
    market = Known(TODAY, CALENDAR, files={"start": {"is_market": True}})

    assert fields("submit_legal", legal(), market) == ["competition"]
    assert fields("submit_legal", legal(competition="没有限制竞争"), market) == []


# --- conclusions ----------------------------------------------------------------------------------


def opinion(**more) -> dict:
    said = {f"{name}_words": "意见" for name in ("authority", "procedure", "content")}
    said |= {"authority": "yes", "procedure": "yes", "content": "yes", "advisers": "无"}
    return said | {"outcome": "lawful"} | more


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"content": "no"}, ["outcome"]),
        ({"content": "no", "outcome": "unlawful"}, []),
        ({"outcome": "unlawful"}, ["outcome"]),
        ({"outcome": "trial"}, ["risk"]),
        ({"outcome": "trial", "risk": "尚无规定"}, []),
        ({"procedure_words": ""}, ["procedure_words"]),
    ],
)
def test_three_questions_each_with_a_conclusion(change, found):
    """《重大行政决策程序暂行条例》第二十七条: 权限、程序、内容."""
    assert fields("give_legality", opinion(**change)) == found


def meeting(**more) -> dict:
    said = {
        "kind": "standing", "meeting": "第 30 次", "held_on": TODAY, "members": "周一，县长\n吴二",
        "head": "周一", "order": "吴二\n周一", "dissent": "没有不同意见", "outcome": "passed",
    }  # fmt: skip
    return said | more


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"order": "周一\n吴二"}, ["order"]),
        ({"order": "郑三\n周一"}, ["order"]),
        ({"against_majority": True}, ["majority_reason"]),
        ({"against_majority": True, "majority_reason": "民生所急"}, []),
        ({"dissent": ""}, ["dissent"]),
        ({"held_on": day(1)}, ["held_on"]),
    ],
)
def test_the_head_speaks_last_and_dissent_is_recorded(change, found):
    """《重大行政决策程序暂行条例》第三十条: 行政首长最后发表意见；不同意见应当如实载明."""
    assert fields("discuss", meeting(**change)) == found


def test_what_is_not_lawful_is_not_passed():
    """《重大行政决策程序暂行条例》第二十五条."""
    known = Known(TODAY, CALENDAR, files={"give_legality": {"outcome": "unlawful"}})

    assert fields("discuss", meeting(), known) == ["outcome"]


def test_experts_are_independent_and_sign():
    """《重大行政决策程序暂行条例》第十九条、第二十条."""
    said = {
        "way": "meeting", "argued_on": TODAY, "number": 3, "experts": "甲", "opinion": "可行",
        "adoption": "采纳",
    }  # fmt: skip

    assert fields("argue", said) == ["independent", "signed"]
    assert fields("argue", said | {"independent": True, "signed": True}) == []


def publish(**more) -> dict:
    said = {
        "title": "通知", "number": "1号", "published_on": TODAY, "channels": ["site"],
        "reported_on": TODAY, "executor": "交通局",
    }  # fmt: skip
    return said | more


def test_what_concerns_everybody_explains_what_was_adopted():
    """《重大行政决策程序暂行条例》第三十二条: 应当说明公众意见、专家论证意见的采纳情况."""
    known = Known(TODAY, CALENDAR, files={"start": {"is_concern": True}})
    told_so = publish(opinions_words="采纳两条", experts_words="采纳")

    assert fields("publish", publish()) == []
    assert fields("publish", publish(), known) == ["opinions_words", "experts_words"]
    assert fields("publish", told_so, known) == []
    assert fields("publish", publish(reported_on=day(1))) == ["reported_on"]
    assert fields("publish", publish(published_on=day(1))) == ["published_on"]


def test_opinions_are_answered_before_the_adoption_is_published():
    """《重大行政决策程序暂行条例》第十八条."""
    said = {"received": 3, "summary": "采纳两条"}

    assert fields("publish_adoption", said, Known(TODAY, CALENDAR)) == ["received"]
    assert fields("publish_adoption", said, Known(TODAY, CALENDAR, opinions=2, unanswered=1)) == [
        "summary"
    ]
    assert fields("publish_adoption", said, Known(TODAY, CALENDAR, opinions=2)) == []
    none = {"received": 0, "summary": "没有收到意见。"}
    assert fields("publish_adoption", none, Known(TODAY, CALENDAR)) == []
    assert fields("publish_adoption", none, Known(TODAY, CALENDAR, opinions=1)) == ["received"]


def test_an_office_argues_its_case():
    """《重大行政决策程序暂行条例》第十条."""
    assert fields("start", {"source": "office", "problem": "难"}) == ["proposal"]
    assert fields("start", {"source": "public", "problem": "难"}) == []


def test_whoever_assessed_before_does_not_evaluate_afterwards():
    """《重大行政决策程序暂行条例》第三十六条."""
    said = {
        "trigger": "needed",
        "evaluator": "甲",
        "heard": "问卷",
        "result": "好",
        "advice": "keep",
    }

    assert fields("evaluate", said) == ["independent"]
    assert fields("evaluate", said | {"independent": True}) == []


# --- what the public sees -------------------------------------------------------------------------


def test_members_dissent_and_opinions_of_lawyers_are_not_public():
    assert told("give_legality", opinion(), public=True) == []
    shown = dict(told("discuss", meeting(), public=True))
    assert set(shown) == {"会议类型", "会议名称", "会议日期", "讨论决定"}
    assert "不同意见" in dict(told("discuss", meeting(), public=False))


# --- the catalogue --------------------------------------------------------------------------------


def row(name: str = "公交", **more) -> Row:
    said = {"kind": "policy", "lead": "YX14", "basis": "规划", "plan": {"legal": "2026-09"}}
    return Row(name, **(said | more))


def test_a_version_tells_what_it_added_removed_and_changed():
    old = {"2026-01": row(), "2026-02": row("停车")}
    new = {"2026-01": row(plan={"legal": "2026-10"}), "2026-03": row("水价")}

    told_so = [(change.label, change.name, change.columns) for change in changes(old, new)]

    assert told_so == [
        ("新增", "水价", ()),
        ("调出", "停车", ()),
        ("修改", "公交", (("程序安排", "合法性审查 2026-09", "合法性审查 2026-10"),)),
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "还没有事项"),
        ([row(), row()], "写了两次"),
        ([row(basis=" ")], "没有写依据"),
        ([row(plan={})], "没有写哪一步"),
        ([row(left_out={"legal": "赶"})], "“合法性审查”不能不办"),
        ([row(left_out={"argued": ""})], "没有写理由"),
    ],
)
def test_what_holds_a_catalogue_back(rows, words):
    assert words in "".join(problems(rows))


def test_a_complete_catalogue_has_no_problem():
    assert problems([row(), row("停车", left_out={"argued": "不复杂"})]) == []
