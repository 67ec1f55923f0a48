"""The desk of 双公示: a record on its way through the pages, who sees what, what it costs."""

from datetime import date

import pytest
from django.urls import reverse

from mingzheng.core import trace
from mingzheng.publicity.actions import records
from mingzheng.publicity.models import Record
from mingzheng.publicity.states import RecordState as S
from mingzheng.publicity.tests.factories import a_record, an_entry, anew, card, penalty, permit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 11  # design §6, and the calendar once more for the light of what waits


def typed(rows: dict[str, str], **said: str) -> dict[str, str]:
    """What the browser sends: choices of one value by their value."""
    values = {
        "XK_XDR_LB": "legal", "XK_FR_ZJLX": "identity_card", "XK_ZT": "valid",
        "CF_XDR_LB": "natural", "CF_XDR_ZJLX": "identity_card",
    }  # fmt: skip
    return {name: values.get(name, text) if text else "" for name, text in rows.items()} | said


def at(name: str, record: Record, *args: str) -> str:
    return reverse(f"publicity:{name}", args=[record.pk, *args])


def test_a_permit_goes_through_the_desk_until_everybody_reads_it(cast, at_desk, words):
    clerk, reviewer = at_desk(cast.drafter), at_desk(cast.reviewer)

    address = reverse("publicity:new", args=["permit"])
    assert "行政许可决定文书号" in words(clerk.get(address))
    entered = words(clerk.post(address, typed(permit()), follow=True))
    assert "已录入" in entered
    record = Record.objects.get()
    assert "送审，已办" in words(clerk.post(at("step", record, "submit"), follow=True))
    assert record.document_number in words(reviewer.get(reverse("publicity:queue")))
    said = {"step": "release", "record": [record.pk], "back": reverse("publicity:queue")}
    passed = words(reviewer.post(reverse("publicity:take_all"), said, follow=True))

    assert "1 条已公示：行政许可 1 条" in passed
    assert "云溪县明月养老服务有限公司" in words(at_desk(cast.stranger).get(record.public_url))


def test_what_is_typed_wrong_stands_beside_its_box(cast, at_desk, words):
    address = reverse("publicity:new", args=["penalty"])

    said = words(at_desk(cast.drafter).post(address, typed(penalty(), CF_JDRQ="去年", CF_NR_FK="")))

    assert "处罚决定日期：写成 2026-06-01" in said
    assert "处罚类别有罚款，要写金额" in said
    assert Record.objects.count() == 0


def test_an_empty_number_keeps_what_is_stored(cast, at_desk, words):
    record = a_record(cast)
    clerk = at_desk(cast.drafter)
    page = clerk.get(at("edit", record)).content.decode()
    assert card(2) not in page
    assert "已经加密存着" in page

    said = typed(penalty(), CF_XDR_ZJHM="", CF_NR_FK="0.4", CF_CFLB="警告、罚款")
    assert "已保存" in words(clerk.post(at("edit", record), said, follow=True))

    assert anew(record).values["CF_NR_FK"] == "0.4"
    assert records.reveal(anew(record), "CF_XDR_ZJHM", by=cast.drafter) == card(2)
    assert "没有改动" in words(clerk.post(at("edit", record), said, follow=True))


def test_a_number_is_revealed_on_a_page_that_nothing_keeps(cast, at_desk, words):
    record = a_record(cast)
    assert card(2) not in words(at_desk(cast.drafter).get(record.get_absolute_url()))

    answer = at_desk(cast.drafter).post(at("reveal", record), {"code": "CF_XDR_ZJHM"})

    assert card(2) in words(answer)
    assert "no-store" in answer["Cache-Control"]
    assert trace.history(record).last().step == "reveal"
    for person in (cast.openness, cast.supervisor):
        refused = at_desk(person).post(at("reveal", record), {"code": "CF_XDR_ZJHM"})
        assert card(2) not in words(refused, 403)


def test_a_change_is_reported_and_the_reviewer_takes_it_down(cast, at_desk, words):
    record = a_record(cast, at=S.PUBLISHED)
    clerk, reviewer = at_desk(cast.drafter), at_desk(cast.reviewer)

    said = {"reason": "revoked", "changed_on": "2026-06-12", "note": "复议撤销"}
    told = words(clerk.post(at("step", record, "report"), said, follow=True))
    assert "撤下期限" in told
    assert "最迟 2026年6月17日撤下" in words(reviewer.get(at("step", record, "withdraw")))
    missing = words(reviewer.post(at("step", record, "withdraw"), {"reason": "revoked"}))
    assert "写明撤下的理由" in missing
    said = {"reason": "revoked", "words": "经复议，原决定被撤销。"}
    assert "撤下，已办" in words(reviewer.post(at("step", record, "withdraw"), said, follow=True))

    assert "经复议，原决定被撤销" in words(clerk.get(record.public_url), 410)


def test_a_correction_goes_through_two_pairs_of_hands(cast, at_desk, words):
    record = a_record(cast, at=S.PUBLISHED)
    said = typed(penalty(), CF_XDR_ZJHM="", CF_NR_FK="0.3", reason="金额笔误")

    told = words(at_desk(cast.drafter).post(at("step", record, "propose"), said, follow=True))
    assert "等审核的更正" in told
    reviewer = at_desk(cast.reviewer)
    assert "金额笔误" in words(reviewer.get(record.get_absolute_url()))
    assert "审核更正，已办" in words(reviewer.post(at("step", record, "correct"), follow=True))

    assert "5000 元 改为 3000 元" in words(reviewer.get(record.public_url))


def test_what_this_person_may_not_do_is_said(cast, at_desk, words):
    record = a_record(cast, at=S.REVIEW)

    assert "由审核人办理" in words(at_desk(cast.drafter).get(at("step", record, "release")))
    assert "由审核人办理" in words(at_desk(cast.drafter).post(at("step", record, "release")), 403)
    assert at_desk(cast.stranger).get(record.get_absolute_url()).status_code == 404
    assert at_desk(cast.drafter).get(at("step", record, "nonsense")).status_code == 404
    assert "没有这个岗位" in words(at_desk(cast.drafter).get(reverse("publicity:queue")), 403)
    nothing = at_desk(cast.reviewer).post(reverse("publicity:take_all"), {"step": "release"})
    assert "一条也没有选" in words(nothing, 409)
    other = at_desk(cast.reviewer).post(reverse("publicity:take_all"), {"step": "withdraw"})
    assert "成批只能送审或者公示" in words(other, 403)


def test_the_lists_show_who_is_late(cast, at_desk, words):
    a_record(cast, CF_WSH="旧的", CF_JDRQ="2026-05-06")
    a_record(cast, CF_WSH="新的")
    desk = at_desk(cast.openness)

    everything = words(desk.get(reverse("publicity:records")))
    late = words(desk.get(reverse("publicity:records"), {"look": "late"}))
    offices = words(desk.get(reverse("publicity:offices")))

    assert "旧的" in everything
    assert "晚了" in everything
    assert "旧的" in late
    assert "新的" not in late
    assert "云溪县民政局" in offices
    assert "1 条" in offices
    assert "欧阳明月" not in everything
    for look in ("withdraw", "correct"):
        assert "这里是空的" in words(desk.get(reverse("publicity:records"), {"look": look}))


def test_the_openness_office_changes_a_period(cast, at_desk, words):
    desk = at_desk(cast.openness)
    assert "待核实" in words(desk.get(reverse("publicity:periods")))
    address = reverse("publicity:period", args=["general", "fine"])
    assert "罚款" in words(desk.get(address))
    said = {"workdays": 7, "months": 12, "is_shown": "on", "source": "省规定", "is_verified": "on"}
    assert "已保存" in words(desk.post(address, said, follow=True))
    market = reverse("publicity:market")
    assert "1 个单位适用" in words(desk.post(market, {"offices": [cast.office.code]}, follow=True))

    assert a_record(cast, at=S.PUBLISHED).display_until == date(2029, 6, 15)
    assert at_desk(cast.drafter).get(address).status_code == 403
    assert desk.get(reverse("publicity:period", args=["general", "none"])).status_code == 404


def test_there_is_no_form_for_a_kind_that_does_not_exist(cast, at_desk):
    assert at_desk(cast.drafter).get(reverse("publicity:new", args=["none"])).status_code == 404


@pytest.mark.parametrize("name", ["records", "queue", "offices"])
def test_lists_on_the_desk_stay_cheap(cast, at_desk, django_assert_max_num_queries, name):
    for n in range(12):
        a_record(cast, CF_WSH=f"云民罚〔2026〕{n}号", at=S.REVIEW)
    reviewer = at_desk(cast.reviewer)
    reviewer.get(reverse("workbench:todo"))

    with django_assert_max_num_queries(BUDGET):
        reviewer.get(reverse(f"publicity:{name}"))


def test_a_record_on_the_desk_stays_cheap(cast, at_desk, django_assert_max_num_queries):
    plain, timed = (a_record(cast, CF_WSH=f"{n}号", at=S.PUBLISHED) for n in (1, 2))
    records.report(timed, by=cast.drafter, reason="null", changed_on=date(2026, 6, 12))
    entry = an_entry(CF_WSH="2号", CF_NR_FK="1")
    records.propose(anew(timed), entry, by=cast.drafter, reason="写错了")
    reviewer = at_desk(cast.reviewer)
    reviewer.get(reverse("workbench:todo"))

    for record, more in ((plain, 0), (timed, 3)):  # the clock, its ledger, its calendar
        with django_assert_max_num_queries(BUDGET + more):
            reviewer.get(record.get_absolute_url())
