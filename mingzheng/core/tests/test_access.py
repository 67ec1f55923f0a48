"""Who may do what, where."""

import pytest

from mingzheng.core.access import Blocked, Denied, Grant, SystemActor, may
from mingzheng.core.tests.conftest import Staff

CLERK = Staff("1", "甲", grants=(Grant("clerk", "经办人", frozenset({"paper.submit"}), "/1/7/"),))


@pytest.mark.parametrize(
    ("deed", "path", "allowed"),
    [
        ("paper.submit", "/1/7/", True),
        ("paper.submit", "/1/7/9/", True),  # below
        ("paper.submit", "/1/", False),  # above
        ("paper.submit", "/1/70/", False),  # a neighbour whose code begins alike
        ("paper.sign", "/1/7/", False),  # another deed
    ],
)
def test_a_grant_reaches_its_organisation_and_below(deed, path, allowed):
    assert may(CLERK, deed, path) is allowed


def test_the_machine_may_do_what_it_is_given_and_nothing_else():
    machine = SystemActor({"paper.publish"})

    assert may(machine, "paper.publish", "/1/7/")
    assert not may(machine, "paper.sign", "/1/7/")


@pytest.mark.parametrize("kind", [Denied, Blocked])
def test_a_refusal_says_why(kind):
    assert kind("还缺保密审查意见。").reason == "还缺保密审查意见。"
