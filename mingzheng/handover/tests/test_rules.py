"""What must be there, and by when it must be public."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.core.calendar import WorkCalendar
from mingzheng.handover.rules.deadlines import statutory, suggested
from mingzheng.handover.rules.drafting import body_of, of_meeting
from mingzheng.handover.rules.parcels import LABELS, differences, faults
from mingzheng.handover.tests.factories import a_parcel, a_sitting

TODAY = date(2026, 6, 15)
CALENDAR = WorkCalendar({}, date(2026, 12, 31))
NOT_OPEN = {
    "disclosure": "withheld",
    "ground": "E16-1",
    "basis": "《政府信息公开条例》第十六条",
    "reason": "内部安排",
    "next_review_on": TODAY + timedelta(days=100),
}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, ""),
        ({"source_id": " "}, "source_id"),
        ({"title": " "}, "title"),
        ({"title": "长" * 301}, "title"),
        ({"body": ""}, "body"),
        ({"body": "", "file_hashes": ("a",)}, ""),
        ({"formed_on": TODAY + timedelta(days=1)}, "formed_on"),
        ({"formed_on": date(2011, 1, 1)}, "formed_on"),
        ({"dated_on": TODAY + timedelta(days=1)}, "dated_on"),
        ({"dated_on": date(1, 1, 1)}, "dated_on"),
        ({"dated_on": date(2026, 5, 31)}, "formed_on"),  # formed a day after it was written
        (NOT_OPEN, ""),
        (NOT_OPEN | {"body": ""}, ""),
        (NOT_OPEN | {"disclosure": "secret"}, "disclosure"),
        (NOT_OPEN | {"ground": ""}, "ground"),
        (NOT_OPEN | {"basis": ""}, "basis"),
        (NOT_OPEN | {"ground": "E14-2", "basis": "有规定"}, "basis"),
        (NOT_OPEN | {"reason": " "}, "reason"),
        (NOT_OPEN | {"next_review_on": TODAY}, "next_review_on"),
        (NOT_OPEN | {"next_review_on": TODAY + timedelta(days=400)}, "next_review_on"),
        (NOT_OPEN | {"items": ("1",)}, "items"),
        ({"kind": "meeting"}, "meeting"),
        ({"kind": "meeting", "meeting": a_sitting()}, ""),
        ({"meeting": a_sitting()}, "meeting"),
        ({"kind": "meeting", "meeting": a_sitting(topics=("",))}, "meeting.topics"),
        ({"kind": "meeting", "meeting": a_sitting(held_on=TODAY)}, "meeting.held_on"),
        ({"kind": "meeting", "meeting": a_sitting(guests="三人")}, "meeting.is_open"),
    ],
)
def test_each_fault_names_its_field(said, field):
    """国办发〔2016〕80号: whatever is not open by itself says its ground and its reason."""
    found = [name for name, sentence in faults(a_parcel(**said), TODAY) if sentence]

    assert found == ([field] if field else [])


@pytest.mark.proves("《政府信息公开条例》第二十六条")
def test_without_an_item_the_law_gives_twenty_working_days():
    day, reasons = statutory(date(2026, 6, 1), CALENDAR)

    assert day == date(2026, 6, 29)
    assert [reason.basis for reason in reasons] == ["《政府信息公开条例》第二十六条"] * 2


@given(st.dates(date(2026, 1, 1), date(2026, 11, 1)))
def test_the_day_is_never_before_it_was_formed_and_counts_twenty(formed):
    day, _ = statutory(formed, CALENDAR)

    assert CALENDAR.between(formed, day) == 20


@pytest.mark.parametrize(
    ("kind", "title", "found"),
    [
        ("meeting", "第 3 次会议", ["2"]),
        ("document", "关于办事指南修订的通知", ["1"]),
        ("document", "关于防汛的通知", []),
    ],
)
def test_an_item_is_suggested_only_where_it_shows(kind, title, found):
    assert suggested(kind, title, [("1", "办事指南"), ("2", "政府常务会议")]) == found


def test_nothing_is_guessed_among_many():
    assert suggested("meeting", "会议", [(str(n), "会议公开") for n in range(4)]) == []


def test_what_differs_is_named_in_chinese():
    other = a_parcel(title="别的", file_hashes=("x",))

    assert differences(a_parcel(), other) == ["标题", "文件"]
    assert differences(other, other) == []


@given(st.text(), st.lists(st.text(min_size=1), min_size=1))
def test_a_meeting_is_written_without_markup_of_others(session, topics):
    html = of_meeting(a_sitting(session=session, topics=tuple(topics)))

    assert html.count("<") == sum(
        html.count(f"<{end}{tag}>") for tag in ("p", "h2", "ol", "li") for end in ("", "/")
    )


def test_the_body_comes_from_what_there_is():
    meeting = a_parcel(body="", kind="meeting", meeting=a_sitting())

    assert body_of(a_parcel(), ["文件里的字"]) == "<p>正文</p>"
    assert body_of(a_parcel(body=""), ["文件<里>的字", " "]) == "<p>文件&lt;里&gt;的字</p>"
    assert "<h2>议题</h2><ol><li>审议标准</li></ol>" in body_of(meeting, [])
    assert "meeting.topics" in LABELS
