"""Steps, checks, drawing and grounds: plain rules over plain values."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from mingzheng.processes.rules.checks import faults, longest
from mingzheng.processes.rules.flowchart import as_lines, as_svg
from mingzheng.processes.rules.grounds import wrong_with
from mingzheng.processes.rules.steps import Next, StepContent, fingerprint, in_order, read_next
from mingzheng.processes.tests.factories import STEPS

TODAY = date(2026, 3, 2)


def codes(steps, promised=10, unit="workday") -> list[str]:
    return [one.code for one in faults(steps, promised, unit)]


def changed(at: int, **columns) -> list[StepContent]:
    steps = list(STEPS)
    parts = {name: getattr(steps[at], name) for name in StepContent.__dataclass_fields__}
    steps[at] = StepContent(**(parts | columns))
    return steps


def test_a_sound_process_has_no_fault():
    assert codes(STEPS) == []
    assert longest(STEPS) == 10  # the way back to the first step does not count twice


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([], ["no_steps"]),
        (changed(0, post=" "), ["no_post"]),
        (changed(1, nexts=(Next(9),)), ["unknown_next", "dead_end", "unreachable", "no_end"]),
        (changed(1, nexts=()), ["dead_end", "unreachable", "no_end"]),
        (changed(1, nexts=(Next(1),)), ["unreachable", "no_end"]),
        (changed(1, nexts=(Next(3), Next(1))), ["no_condition"]),
        (changed(2, is_end=False), ["dead_end", "no_end"]),
        (changed(1, limit=9), ["too_long"]),
        (changed(1, limit=1), ["could_be_shorter"]),
        (changed(1, unit="month"), ["units_differ"]),
        (changed(1, limit=None), ["no_limit"]),
    ],
)
def test_what_does_not_hold_is_named(steps, found):
    assert [one for one in codes(steps) if one != "could_be_shorter" or one in found] == found


def test_steps_without_a_promise_are_not_added_up():
    assert codes(changed(1, limit=90), promised=None) == []


@pytest.mark.parametrize(
    ("text", "nexts", "is_end", "unknown"),
    [
        ("3", (Next(3),), False, []),
        ("第3步", (Next(3),), False, []),
        ("办结", (), True, []),
        ("结束", (), True, []),
        ("齐全：3；不齐：2", (Next(3, "齐全"), Next(2, "不齐")), False, []),
        ("审查", (Next(2),), False, []),
        ("通过：审查；不通过：结束", (Next(2, "通过"),), False, []),
        ("天上", (), False, ["天上"]),
        ("", (), False, []),
    ],
)
def test_what_comes_next_is_read(text, nexts, is_end, unknown):
    assert read_next(text, {"审查": 2}) == (nexts, is_end, unknown)


def test_steps_that_say_nothing_lead_to_the_next_and_the_last_one_ends():
    steps = in_order([StepContent(2, "乙"), StepContent(1, "甲")])

    assert [(one.name, one.nexts, one.is_end) for one in steps] == [
        ("甲", (Next(2),), False),
        ("乙", (), True),
    ]
    assert fingerprint(in_order(steps)) == fingerprint(steps)


def test_the_drawing_is_sound_xml_and_says_everything_in_words_too():
    steps = changed(0, name="受理<b>&", post='"岗"')
    svg = as_svg(steps, "养老<许可>")

    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    named = {one.get("id") for one in root.iter() if one.get("id")}
    assert set(root.get("aria-labelledby").split()) == named
    assert root.get("role") == "img"
    lines = as_lines(steps)
    assert len(lines) == len(steps)
    assert "由审查岗办，5 个工作日，产生：内部审查意见" in lines[1]
    assert "符合条件，到“办结”；材料不齐，到“受理<b>&”" in lines[1]
    assert lines[2].endswith("然后结束。")
    boxes = [one for one in root.iter() if one.tag.endswith("rect")]
    arrows = [one for one in root.iter() if one.get("class") == "flow-arrow"]
    assert (len(boxes), len(arrows)) == (3, 3)


def width(steps):
    left, _, wide, _ = ElementTree.fromstring(as_svg(steps, "许可")).get("viewBox").split()  # noqa: S314
    return int(left), int(wide)


def test_the_drawing_has_a_side_only_where_an_arrow_goes_round():
    straight = in_order([StepContent(1, "甲"), StepContent(2, "乙"), StepContent(3, "丙")])
    back = [straight[0], replace(straight[1], nexts=(Next(3), Next(1))), straight[2]]
    ahead = [replace(straight[0], nexts=(Next(2), Next(3))), *straight[1:]]

    left, wide = width(straight)
    assert width(back)[0] < left
    assert width(ahead)[0] == left
    assert wide < width(back)[1]
    assert wide < width(ahead)[1]


GOOD = ("withheld", "E16-2", "《条例》第十六条", "讨论中", date(2026, 9, 1))


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (0, "active", "选依申请公开"),
        (1, "", "哪一种情形"),
        (2, " ", "法律依据"),
        (3, "", "说明理由"),
        (4, None, "今天以后"),
        (4, TODAY, "今天以后"),
        (4, date(2028, 1, 1), "最多一年"),
    ],
)
def test_a_refusal_needs_ground_basis_reason_and_a_day(place, value, words):
    """《政府信息公开条例》第十四条, 第十五条, 第十六条, 第十八条."""
    said = list(GOOD)
    said[place] = value

    assert words in wrong_with(*said, TODAY)
    assert wrong_with(*GOOD, TODAY) == ""


def test_a_state_secret_names_its_statute():
    """《政府信息公开条例》第十四条."""
    said = ("withheld", "E14-1", "保密规定", "涉密", date(2026, 9, 1))

    assert "书名号" in wrong_with(*said, TODAY)
