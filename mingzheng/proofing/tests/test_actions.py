"""Letting a finding pass takes a name, a reason and the right post; the trace keeps no number."""

import pytest
from django.db import IntegrityError, transaction

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.proofing import queries
from mingzheng.proofing.actions import override, withdraw_override
from mingzheng.proofing.models import Override
from mingzheng.proofing.rules.examining import proofread
from mingzheng.proofing.rules.finding import Finding, whole
from mingzheng.proofing.rules.words import Words
from mingzheng.prose.rules.pieces import Piece

ID = "110101199003070038"
WHY = "行政处罚决定书原文附图，已报审核"


def findings(text: str) -> list[Finding]:
    return proofread([Piece("正文第 1 段", text)], Words())


def a_number() -> Finding:
    return findings(f"张三，{ID}")[0]


def a_mobile() -> Finding:
    return findings("联系人手机13812345678")[0]


def test_a_finding_is_let_pass_by_name_and_with_a_reason(cast):
    row = override(cast.office, a_mobile(), by=cast.clerk, reason=f"  {WHY}\n")

    assert (row.by_name, row.reason, row.label) == (cast.clerk.actor_name, WHY, "手机号码")
    assert queries.overrides_of(cast.office) == {a_mobile().fingerprint: row}
    event = trace.history(cast.office).last()
    assert (event.step, event.note, event.facts) == (
        "override_finding",
        WHY,
        {"finding": "手机号码", "where": "正文第 1 段"},
    )
    assert "13812345678" not in f"{event.facts_text}{event.note}"


def test_a_number_of_a_person_is_let_pass_by_the_secrecy_reviewer_alone(cast):
    """《个人信息保护法》第二十五条."""
    for person in (cast.clerk, cast.reviewer, cast.stranger):
        with pytest.raises(Denied, match="保密审查"):
            override(cast.office, a_number(), by=person, reason=WHY)

    assert override(cast.office, a_number(), by=cast.secrecy, reason=WHY).code == "id_card"


def test_whoever_drafted_it_does_not_whatever_the_post(cast):
    who = cast.secrecy.actor_id

    with pytest.raises(Denied, match="您起草的"):
        override(cast.office, a_number(), by=cast.secrecy, reason=WHY, drafted_by=who)

    assert override(cast.office, a_mobile(), by=cast.secrecy, reason=WHY, drafted_by=who)


def test_a_stranger_lets_nothing_pass(cast):
    with pytest.raises(Denied):
        override(cast.office, a_mobile(), by=cast.stranger, reason=WHY)

    assert not Override.objects.exists()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "写明理由"),
        ("同意", "写明理由"),
        ("   \n  ", "写明理由"),
        (f"本人{ID}同意公开", "不要抄号码"),
        ("理" * 501, "不超过 500"),
    ],
)
def test_a_reason_says_something_and_repeats_no_number(cast, reason, said):
    with pytest.raises(Blocked, match=said):
        override(cast.office, a_mobile(), by=cast.clerk, reason=reason)

    assert not trace.history(cast.office).filter(step="override_finding").exists()


def test_what_nobody_may_let_pass_and_what_needs_no_passing_is_refused(cast):
    with pytest.raises(Blocked, match="不能放行，要改好"):
        override(cast.office, whole("著录项", "missing_field", "文号"), by=cast.clerk, reason=WHY)
    with pytest.raises(Blocked, match="必须改"):
        override(cast.office, findings("办好。。")[0], by=cast.clerk, reason=WHY)


def test_a_second_time_is_refused_and_can_be_taken_back(cast):
    row = override(cast.office, a_mobile(), by=cast.clerk, reason=WHY)
    with pytest.raises(Blocked, match="已经有人放行"):
        override(cast.office, a_mobile(), by=cast.reviewer, reason=WHY)
    with pytest.raises(Denied):
        withdraw_override(cast.office, row, by=cast.stranger)

    withdraw_override(cast.office, row, by=cast.reviewer)

    assert queries.overrides_of(cast.office) == {}
    assert trace.history(cast.office).last().label == "收回放行"


def test_the_database_wants_a_reason_too(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(
            subject_type="x", subject_id="1", fingerprint="f", code="mobile", where="w", reason=""
        )


def test_a_report_says_who_passed_what_and_what_this_person_may(cast):
    found = findings(f"张三{ID}，手机13812345678，办好。。")
    mobile = next(one for one in found if one.code == "mobile")
    override(cast.office, mobile, by=cast.clerk, reason=WHY)

    for_clerk = queries.report_of(cast.office, found, by=cast.clerk)
    for_secrecy = queries.report_of(cast.office, found, by=cast.secrecy)

    (level, label, lines), *_ = for_clerk.groups
    assert (level, label, for_clerk.blocking) == ("red", "必须改", 1)
    assert [(line.finding.code, bool(line.passed), line.may_pass) for line in lines] == [
        ("id_card", False, False),
        ("mobile", True, True),
    ]
    assert for_secrecy.groups[0][2][0].may_pass


def test_overrides_are_asked_for_in_one_query(cast, django_assert_num_queries):
    found = findings(f"张三{ID}，手机13812345678，办好。。")
    list(cast.clerk.grants)

    with django_assert_num_queries(1):
        queries.report_of(cast.office, found, by=cast.clerk)
