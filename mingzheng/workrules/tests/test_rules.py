"""The rules of rules: what a course must say, how long it takes, which one holds for an item."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.deadlines.rules.limits import Kind, TimeLimit, Unit
from mingzheng.workrules.rules.checks import faults, posts_unlike
from mingzheng.workrules.rules.course import STARTER, Row, Span, as_steps, span_of, to_keep
from mingzheng.workrules.rules.course import rows_of as rows_from
from mingzheng.workrules.rules.covering import Cover, Place, claimed_twice, matter_key, unused
from mingzheng.workrules.rules.timing import Fit, fit, room_of
from mingzheng.workrules.states import RowKind, Scope, TimeUnit


def codes(rows, *, blocking: bool | None = None) -> list[str]:
    return [one.code for one in faults(rows) if blocking is None or one.blocking == blocking]


def without(kind: str) -> list[Row]:
    return [row for row in STARTER if row.kind != kind]


def row(kind: str = RowKind.CHECK, **said) -> Row:
    return replace(Row(kind, "做一件事", "某岗位"), limit=1, **said)


# --- what a course must say -----------------------------------------------------------------------


def test_the_starter_is_right_as_it_stands():
    assert faults(STARTER) == []


@pytest.mark.proves("《政府信息公开条例》第十七条")
def test_nothing_is_published_without_a_secrecy_review():
    """《政府信息公开条例》第十七条: 对拟公开的政府信息进行审查，明确审查的程序和责任."""
    assert codes(without(RowKind.SECRECY), blocking=True) == ["no_secrecy"]


@pytest.mark.proves("《政府信息公开条例》第二十六条")
def test_a_course_of_more_than_twenty_workdays_is_named():
    """《政府信息公开条例》第二十六条: 自该政府信息形成或者变更之日起20个工作日内及时公开."""
    slow = [*STARTER[:4], replace(STARTER[4], limit=16), *STARTER[5:]]
    assert span_of(slow) == Span(21)
    assert codes(slow) == ["beyond_statute"]
    assert codes([*STARTER[:4], replace(STARTER[4], limit=15), *STARTER[5:]]) == []


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "no_rows"),
        (without(RowKind.PUBLISH), "not_published"),
        ([*STARTER, row(RowKind.SIGN)], "after_publishing"),
        ([replace(STARTER[0], post=" "), *STARTER[1:]], "no_post"),
        ([STARTER[0], replace(STARTER[1], limit=None), *STARTER[2:]], "no_time"),
        ([STARTER[0], replace(STARTER[1], post="承办股室经办人"), *STARTER[2:]], "same_hand"),
    ],
)
def test_what_must_be_changed_is_said_once(rows, code):
    assert codes(rows, blocking=True) == [code]


def test_who_proposes_the_attribute_is_asked_for_but_does_not_block():
    assert codes(without(RowKind.PROPOSE)) == ["no_attribute"]
    assert codes(without(RowKind.PROPOSE), blocking=True) == []


def test_upkeep_after_publication_needs_no_time_of_its_own():
    upkeep = replace(STARTER[-1], unit=TimeUnit.WORKDAY, limit=None)
    assert codes([*STARTER[:-1], upkeep]) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("保密审查人员", "保密 审查人员", True),
        ("经办岗", "经办", True),
        ("局长（分管）", "局长(分管)", True),
        ("经办人", "经办人", False),
        ("经办人", "审核人", False),
    ],
)
def test_a_post_is_written_in_one_way(one, other, differ):
    said = posts_unlike([[row(post=one)], [row(post=other)]])
    assert bool(said) is differ
    assert not any(fault.blocking for fault in said)


# --- how long it takes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "span"),
    [
        ([], Span(0)),
        ([(None, "at_once")], Span(0)),
        ([(2, "workday"), (3, "workday")], Span(5)),
        ([(2, "hour"), (3, "hour"), (None, "at_once")], Span(5, "hour")),
        ([(2, "day"), (1, "day")], Span(3, "day")),
        ([(2, "workday"), (1, "hour")], Span(3)),  # an hour begun is a day begun
        ([(1, "workday"), (8, "hour")], Span(2)),
        ([(1, "workday"), (9, "hour"), (2, "day")], Span(5)),
    ],
)
def test_a_course_is_added_up_and_never_too_short(times, span):
    assert span_of([row(unit=unit) if n is None else replace(row(unit=unit), limit=n)
                    for n, unit in times]) == span  # fmt: skip


def test_what_comes_after_publication_is_not_counted():
    assert span_of([row(RowKind.PUBLISH), row(RowKind.MAINTAIN), row(RowKind.FILE)]) == Span(1)


@pytest.mark.parametrize(
    ("course", "room", "found"),
    [
        (Span(10), Span(10), Fit.FITS),
        (Span(11), Span(10), Fit.OVER),
        (Span(0), None, Fit.FITS),
        (Span(3), None, Fit.OPEN),
        (Span(5), Span(7, "day"), Fit.HOLIDAYS),  # a week, unless a holiday falls into it
        (Span(6), Span(7, "day"), Fit.OVER),
        (Span(5), Span(30, "day"), Fit.FITS),  # even over National Day
        (Span(20), Span(20, "day"), Fit.OVER),
        (Span(5, "day"), Span(5), Fit.FITS),
        (Span(8, "day"), Span(5), Fit.OVER),
        (Span(5, "hour"), Span(8, "hour"), Fit.FITS),
        (Span(9, "hour"), Span(1), Fit.OVER),  # two days of the office
        (Span(8, "hour"), Span(1), Fit.FITS),
        (Span(1), Span(8, "hour"), Fit.OVER),
        (Span(1), Span(48, "hour"), Fit.HOLIDAYS),
        (Span(15), Span(3, "month"), Fit.FITS),
    ],
)
def test_the_internal_time_is_set_beside_the_limit(course, room, found):
    assert fit(course, room) is found


@pytest.mark.parametrize(
    ("limit", "room"),
    [
        (TimeLimit(Kind.WITHIN, 20, Unit.WORKDAY), Span(20)),
        (TimeLimit(Kind.WITHIN, 7, Unit.DAY), Span(7, "day")),
        (TimeLimit(Kind.IMMEDIATE), Span(8, "hour")),
        (TimeLimit(Kind.IMMEDIATE, 0, Unit.DAY), Span(8, "hour")),
        (TimeLimit(Kind.YEARLY, 20, Unit.WORKDAY), Span(20)),
        (TimeLimit(Kind.YEARLY, month=1, day=31), None),
        (TimeLimit(Kind.PROMPTLY), None),
        (TimeLimit(Kind.EVERY, 7, Unit.DAY), None),
        (TimeLimit(Kind.ADVANCE, 7, Unit.DAY), None),
        (TimeLimit(Kind.UNREAD), None),
        (
            TimeLimit(Kind.WITHIN, 20, Unit.WORKDAY,
                      alternatives=(TimeLimit(Kind.WITHIN, 7, Unit.WORKDAY),)),
            Span(7),
        ),
    ],
)  # fmt: skip
def test_the_strictest_part_of_a_limit_counts(limit, room):
    assert room_of(limit) == room


spans = st.builds(Span, st.integers(0, 60), st.sampled_from(["workday", "day", "hour"]))
rooms = st.builds(Span, st.integers(1, 60), st.sampled_from(["workday", "day", "hour", "month"]))


@given(spans, rooms)
def test_one_more_never_makes_it_fit_better(course, room):
    order = [Fit.FITS, Fit.HOLIDAYS, Fit.OVER]
    longer = Span(course.n + 1, course.unit)
    assert order.index(fit(course, room)) <= order.index(fit(longer, room))


def test_a_course_is_kept_and_drawn_row_by_row():
    assert rows_from(to_keep(STARTER)) == list(STARTER)
    steps = as_steps(STARTER)
    assert [step.nexts[0].to for step in steps[:-1]] == list(range(2, len(steps) + 1))
    assert steps[-1].is_end
    assert not steps[-1].nexts


# --- which rule holds -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """A rule as covering sees it."""

    name: str
    targets: tuple = ()
    is_general: bool = False


GENERAL = Rule("通用", is_general=True)
PLACE = Place("200001", "20", "低保")
ITEM = Rule("事项", ((Scope.ITEM, "200001"),))
MATTER = Rule("一级", ((Scope.MATTER, matter_key("20", "低保")),))
FIELD = Rule("领域", ((Scope.FIELD, "20"),))


@pytest.mark.parametrize(
    ("rules", "name"),
    [
        ([GENERAL], "通用"),
        ([GENERAL, FIELD], "领域"),
        ([GENERAL, FIELD, MATTER], "一级"),
        ([GENERAL, FIELD, MATTER, ITEM], "事项"),
        ([ITEM, GENERAL], "事项"),
        ([GENERAL, Rule("别的", ((Scope.FIELD, "21"), (Scope.ITEM, "200002")))], "通用"),
    ],
)
def test_the_narrower_rule_wins(rules, name):
    assert Cover(rules).rule_for(PLACE).name == name


def test_the_same_words_in_another_field_are_another_matter():
    assert Cover([GENERAL, MATTER]).rule_for(Place("210001", "21", "低保")) is GENERAL


places = st.builds(
    Place,
    st.sampled_from([f"{f}{n:04d}" for f in (20, 21) for n in range(4)]),
    st.sampled_from(["20", "21"]),
    st.sampled_from(["低保", "特困", "临时救助"]),
)


@st.composite
def rule_sets(draw):
    """Rules that claim some of the scopes of some items, none twice; sometimes a general one."""
    known = draw(st.lists(places, min_size=1, max_size=8))
    targets = draw(st.lists(st.sampled_from([t for p in known for t in p.targets]), unique=True))
    names = draw(st.lists(st.integers(0, 3), min_size=len(targets), max_size=len(targets)))
    own = [
        Rule(f"{n}", tuple(t for t, at in zip(targets, names, strict=True) if at == n))
        for n in sorted(set(names))
    ]
    return known, draw(st.permutations([*own, GENERAL])), draw(st.booleans())


@given(rule_sets())
def test_every_duty_resolves_to_exactly_one_rule(drawn):
    known, rules, has_general = drawn
    rules = [rule for rule in rules if has_general or not rule.is_general]
    cover = Cover(rules)
    for place in known:
        narrowest = next(
            (rule for target in place.targets for rule in rules if target in rule.targets), None
        )
        general = GENERAL if has_general else None
        assert cover.rule_for(place) == (narrowest or general)
    assert claimed_twice(rules) == []
    if has_general:
        assert all(cover.rule_for(place) is not None for place in known)


def test_a_scope_that_two_rules_claim_is_found():
    assert claimed_twice([ITEM, Rule("又一条", ITEM.targets)]) == list(ITEM.targets)


def test_a_scope_under_which_nothing_is_owed_is_found():
    gone = (Scope.ITEM, "999999")
    assert unused([ITEM, Rule("旧的", (gone,))], [PLACE]) == [gone]
