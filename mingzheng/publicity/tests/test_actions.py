"""What happens to a record: two pairs of eyes, the search, corrections, the three days, the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.core.models import Event
from mingzheng.core.moves import why_not
from mingzheng.deadlines.models import Clock
from mingzheng.posts.actors import COMMAND_LINE
from mingzheng.publicity import queries
from mingzheng.publicity.actions import findable, periods, records
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.timing import starter
from mingzheng.publicity.states import RecordState as S
from mingzheng.publicity.tests.factories import a_record, an_entry, anew, card
from mingzheng.search.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def found() -> list[str]:
    return [f"{one.title} {one.text}" for one in Document.objects.filter(scope=findable.SCOPE)]


def test_a_record_is_entered_with_its_numbers_sealed(cast):
    """《个人信息保护法》第五十一条."""
    record = a_record(cast)

    kept = str(vars(record))
    assert card(2) not in kept
    assert record.party_shown == "欧**"
    assert record.due_on == date(2026, 6, 22)
    assert records.reveal(record, "CF_XDR_ZJHM", by=cast.reviewer) == card(2)
    told = "".join(f"{e.subject_title}{e.facts_text}{e.note}" for e in Event.objects.all())
    assert card(2) not in told
    assert "欧阳明月" not in told
    assert [e.step for e in trace.history(record)] == ["enter", "reveal"]
    assert trace.history(record).last().facts == {"name": "证件号码"}


def test_only_those_with_the_deed_reveal_a_number(cast):
    record = a_record(cast)

    for person in (cast.openness, cast.supervisor, cast.stranger):
        with pytest.raises(Denied):
            records.reveal(record, "CF_XDR_ZJHM", by=person)
    with pytest.raises(Blocked, match="没有存"):
        records.reveal(record, "CF_FR_ZJHM", by=cast.drafter)


def test_the_same_decision_is_entered_once(cast):
    a_record(cast)

    with pytest.raises(Blocked, match="已经录入过"):
        a_record(cast)
    with pytest.raises(Blocked, match="还有 1 处不对"):
        records.enter(cast.office, an_entry(CF_JDRQ=""), by=cast.drafter)
    with pytest.raises(Denied):
        records.enter(cast.office, an_entry(), by=cast.stranger)


def test_a_draft_is_changed_and_the_trace_says_which_fields(cast):
    record = a_record(cast)

    assert records.change(record, an_entry(CF_NR_FK="0.3"), by=cast.drafter)
    assert not records.change(record, an_entry(CF_NR_FK="0.3"), by=cast.drafter)

    assert trace.history(record).last().facts["changed"] == "罚款金额（万元）"
    records.submit(anew(record), by=cast.drafter)
    with pytest.raises(Blocked, match="只有录入状态"):
        records.change(record, an_entry(), by=cast.drafter)


def test_release_takes_another_person_and_shows_it_at_once(cast):
    record = a_record(cast, at=S.REVIEW)
    assert found() == []

    records.release(record, by=cast.reviewer)

    assert anew(record).published_on == timezone.localdate()
    assert anew(record).display_until == date(2029, 6, 15)
    assert "欧**：未经登记擅自开展活动" in found()[0]
    assert "欧阳明月" not in found()[0]
    assert trace.history(record).last().facts["result"] == "按时"


def test_whoever_sent_it_may_not_let_it_out(cast):
    record = a_record(cast, at=S.REVIEW)
    Record.objects.filter(pk=record.pk).update(submitted_by=cast.reviewer.actor_id)

    with pytest.raises(Blocked, match="另一个人"):
        records.release(anew(record), by=cast.reviewer)
    assert "经办人" in why_not(record, "submit", by=cast.supervisor)


def test_two_reviewers_at_once_publish_it_once(cast):
    record = a_record(cast, at=S.REVIEW)
    same = anew(record)

    records.release(record, by=cast.reviewer)
    with pytest.raises(Blocked, match="已被他人处理"):
        records.release(same, by=cast.reviewer)

    assert trace.history(record).filter(step="release").count() == 1


def test_what_comes_back_and_what_is_discarded(cast):
    record = a_record(cast, at=S.REVIEW)

    records.send_back(record, by=cast.reviewer, note="文号写错了。")
    records.submit(record, by=cast.drafter)
    records.take_back(record, by=cast.drafter)
    records.discard(record, by=cast.drafter, note="不是本单位的决定。")

    assert anew(record).state == S.DISCARDED
    a_record(cast)  # the number is free again


def test_a_late_release_says_by_how_many_workdays(cast):
    record = a_record(cast, "permit", XK_JDRQ="2026-06-01", at=S.PUBLISHED)

    assert trace.history(record).last().facts["result"] == "晚了 3 个工作日"


def test_a_changed_decision_goes_within_three_workdays_and_leaves_its_reason(cast):
    """《行政处罚法》第四十八条."""
    record = a_record(cast, at=S.PUBLISHED)

    records.report(
        record, by=cast.drafter, reason="revoked", changed_on=date(2026, 6, 12), note="复议撤销"
    )
    clock = Clock.objects.get(subject_id=str(record.pk))
    assert clock.due_on == date(2026, 6, 17) == anew(record).withdraw_by
    with pytest.raises(Blocked, match="已经报过"):
        records.report(record, by=cast.drafter, reason="null", changed_on=date(2026, 6, 12))
    records.withdraw(
        record, by=cast.reviewer, reason="revoked", words="欧阳明月申请复议，决定被撤销。"
    )

    assert found() == []
    gone = anew(record)
    assert gone.state == S.WITHDRAWN
    assert gone.withdrawal_words == "欧**申请复议，决定被撤销。"
    assert Clock.objects.get(pk=clock.pk).stopped_on == timezone.localdate()
    a_record(cast)  # the decision that was made anew may be published under the same number


def test_a_withdrawal_needs_its_reason_and_a_day_that_has_come(cast):
    record = a_record(cast, at=S.PUBLISHED)
    later = timezone.localdate() + timedelta(days=1)

    with pytest.raises(Blocked, match="写明撤下的原因"):
        records.withdraw(record, by=cast.reviewer, reason="revoked", words=" ")
    with pytest.raises(Blocked, match="今天以后"):
        records.withdraw(record, by=cast.reviewer, reason="revoked", words="撤", changed_on=later)
    with pytest.raises(Blocked, match="今天以后"):
        records.report(record, by=cast.drafter, reason="null", changed_on=later)
    records.withdraw(
        record, by=cast.reviewer, reason="error", words="重复公示。", changed_on=date(2026, 6, 15)
    )

    assert Clock.objects.get().stopped_on == timezone.localdate()


def test_a_correction_keeps_the_earlier_version(cast):
    record = a_record(cast, at=S.PUBLISHED)

    records.propose(record, an_entry(CF_NR_FK="0.3"), by=cast.drafter, reason="金额写错了")
    assert "5000 元" in found()[0]
    with pytest.raises(Blocked, match="已有一个更正"):
        records.propose(record, an_entry(CF_NR_FK="0.2"), by=cast.drafter, reason="又错了")
    records.correct(anew(record), by=cast.reviewer)

    assert "3000 元" in found()[0]
    (version,) = record.versions.all()
    assert (version.number, version.values["CF_NR_FK"]) == (1, "0.5")
    assert version.reason == "金额写错了"
    assert records.reveal(anew(record), "CF_XDR_ZJHM", by=cast.drafter) == card(2)
    assert anew(record).pending == {}


def test_a_correction_is_passed_by_somebody_else_or_turned_down(cast):
    record = a_record(cast, at=S.PUBLISHED)
    with pytest.raises(Blocked, match="没有等着审核的更正"):
        records.correct(record, by=cast.reviewer)
    with pytest.raises(Blocked, match="和现在公示的一样"):
        records.propose(record, an_entry(), by=cast.drafter, reason="看错了")
    with pytest.raises(Blocked, match="为什么更正"):
        records.propose(record, an_entry(CF_NR_FK="0.2"), by=cast.drafter, reason=" ")
    records.propose(record, an_entry(CF_NR_FK="0.2"), by=cast.drafter, reason="改")
    record.pending["by"] = cast.reviewer.actor_id
    with pytest.raises(Blocked, match="您自己提的"):
        records.correct(record, by=cast.reviewer)

    records.turn_down(record, by=cast.reviewer, note="原来的没有错。")

    assert anew(record).pending == {}
    assert "5000 元" in found()[0]


def test_a_record_expires_by_the_clock_and_nobody_finds_it(cast, later):
    record = a_record(cast, at=S.PUBLISHED, CF_GSJZQ="2026-09-01")
    assert records.expire_due(date(2026, 9, 1)) == 0

    with later(date(2026, 9, 2)):
        assert records.expire_due(date(2026, 9, 2)) == 1
        assert records.expire_due(date(2026, 9, 2)) == 0

    assert anew(record).state == S.EXPIRED
    assert found() == []


def test_what_is_over_already_is_not_shown(cast):
    record = a_record(cast, "permit", XK_YXQZ="2025-01-01", XK_YXQZI="2026-01-01",
                      XK_JDRQ="2025-01-01", at=S.REVIEW)  # fmt: skip

    with pytest.raises(Blocked, match="只公示到 2026-01-01"):
        records.release(record, by=cast.reviewer)
    assert anew(record).published_on is None


def test_a_mere_warning_is_not_shown_under_the_market_rules(cast):
    """《市场监督管理行政处罚信息公示规定》."""
    periods.choose_market_offices([cast.office], by=cast.openness)
    record = a_record(cast, CF_CFLB="警告", CF_NR_FK="")

    with pytest.raises(Blocked, match="这一条不公示"):
        records.submit(record, by=cast.drafter)
    assert record.due_on == date(2026, 7, 9)
    assert not queries.late(Record.objects.all(), date(2027, 1, 1)).exists()


def test_the_openness_office_sets_the_periods(cast):
    line = starter()["general", "fine"]

    with pytest.raises(Denied):
        periods.set_period(replace(line, months=12), by=cast.drafter)
    with pytest.raises(Blocked, match="依据"):
        periods.set_period(replace(line, source=" "), by=cast.openness)
    with pytest.raises(Blocked, match="没有这一类"):
        periods.set_period(replace(line, sort="nothing"), by=cast.openness)
    periods.set_period(
        replace(line, months=12, is_verified=True, source="省规定第六条"), by=cast.openness
    )

    assert a_record(cast, at=S.PUBLISHED).display_until == date(2027, 6, 15)
    assert queries.terms()["general", "fine"].is_verified
    with pytest.raises(Denied):
        periods.choose_market_offices([], by=cast.reviewer)


def test_several_are_sent_and_let_out_at_once_or_none(cast):
    some = [a_record(cast, CF_WSH=f"云民罚〔2026〕{n}号") for n in (1, 2)]
    records.take_all(some, "submit", by=cast.drafter)
    over = a_record(cast, CF_WSH="云民罚〔2026〕9号", CF_GSJZQ="2026-06-12", at=S.REVIEW)

    with pytest.raises(Blocked, match="只公示到"):
        records.take_all([*map(anew, (*some, over))], "release", by=cast.reviewer)
    assert found() == []
    assert records.take_all([*map(anew, some)], "release", by=cast.reviewer) == 2
    assert len(found()) == 2
    assert records.kinds(some) == "行政处罚 2 条"


def test_what_waits_and_who_is_late(cast):
    today = timezone.localdate()
    a_record(cast, CF_WSH="1号", CF_JDRQ="2026-05-06")
    a_record(cast, CF_WSH="2号", at=S.REVIEW)
    shown = a_record(cast, CF_WSH="3号", at=S.PUBLISHED)
    records.report(shown, by=cast.drafter, reason="null", changed_on=today)
    fixed = a_record(cast, CF_WSH="4号", at=S.PUBLISHED)
    records.propose(fixed, an_entry(CF_WSH="4号", CF_NR_FK="1"), by=cast.drafter, reason="写错了")

    mine = {(task.step, task.number) for task in queries.waiting_for(cast.drafter, today)}
    theirs = {(task.step, task.number) for task in queries.waiting_for(cast.reviewer, today)}

    assert mine == {("submit", 1)}
    assert theirs == {("release", 1), ("withdraw", 1), ("correct", 1)}
    assert queries.waiting_for(cast.stranger, today) == []
    (office,) = queries.punctuality(cast.openness, today)
    assert (office.shown, office.in_time, office.late, office.to_withdraw) == (2, 2, 1, 1)
    assert office.rate == "100.0%"


def test_the_command_line_may_do_what_people_do(cast):
    record = records.enter(cast.office, an_entry("permit"), by=COMMAND_LINE)

    assert record.code == f"XK{record.pk:06d}"
