"""Flows as data: they check, describe and draw themselves."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from mingzheng.core.flow import Flow, Step
from mingzheng.core.tests.papers import PAPER_FLOW


def step(name="go", sources=("a",), target="b"):
    return Step(name, "走", frozenset(sources), target, who="经办人")


@pytest.mark.parametrize(
    ("steps", "states", "complaint"),
    [
        ([step(target="z")], {"a": "甲", "b": "乙"}, "unknown states"),
        ([step(sources=("z",))], {"a": "甲", "b": "乙"}, "unknown states"),
        ([step(), step()], {"a": "甲", "b": "乙"}, "share a name"),
        ([step()], {"a": "甲", "b": "乙", "c": "丙"}, "no step reaches"),
        ([step(), step("idle", sources=())], {"a": "甲", "b": "乙"}, "start nowhere"),
    ],
)
def test_a_flow_that_makes_no_sense_is_refused(steps, states, complaint):
    with pytest.raises(ValueError, match=complaint):
        Flow("x", "流程", "a", steps, states)


def test_each_step_is_a_deed():
    assert PAPER_FLOW.deed("sign") == "paper.sign"
    assert PAPER_FLOW.deeds == {"paper.submit", "paper.return", "paper.sign", "paper.stamp"}


def test_steps_are_found_by_state_and_by_name():
    assert [s.name for s in PAPER_FLOW.steps_from("review")] == ["return", "sign"]
    assert PAPER_FLOW.step("sign").target == "done"
    with pytest.raises(KeyError):
        PAPER_FLOW.step("fly")


def test_the_text_twin_names_post_step_and_states():
    assert PAPER_FLOW.as_lines()[0] == "经办人“送审”：起草中 → 待审核"


def test_the_mermaid_page_has_every_state_and_step():
    page = PAPER_FLOW.as_mermaid()

    assert page.startswith("stateDiagram-v2\n    [*] --> draft\n")
    assert "    review: 待审核\n" in page
    assert "    review --> done: 签发（审核人）\n" in page


def test_the_drawing_is_well_formed_named_and_escaped():
    odd = replace(PAPER_FLOW, label="公文<&>")

    svg = ET.fromstring(odd.as_svg())  # noqa: S314 our own text

    assert svg.get("role") == "img"
    title, description = svg[0], svg[1]
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "公文<&>流程图"
    assert "审核人“签发”" in description.text
    assert "style" not in odd.as_svg()  # the content policy forbids inline style
