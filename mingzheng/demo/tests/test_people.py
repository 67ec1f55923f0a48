"""Everybody the demo needs is there: each office can draft and review, each role is held."""

import pytest

from mingzheng.accounts.rules import username_fault
from mingzheng.demo.people import people
from mingzheng.demo.places import organisations
from mingzheng.posts.roles import ROLES


@pytest.mark.parametrize("scale", ["small", "county"])
def test_every_office_has_somebody_to_draft_and_somebody_else_to_review(scale):
    offices = [one.code for one in organisations(scale) if one.kind in ("department", "town")]
    held = {(one.organisation, one.role) for person in people(scale) for one in person.memberships}

    assert [code for code in offices if (code, "drafter") not in held] == []
    assert [code for code in offices if (code, "reviewer") not in held] == []


@pytest.mark.parametrize("scale", ["small", "county"])
def test_every_role_is_held_and_every_role_held_exists(scale):
    held = {one.role for person in people(scale) for one in person.memberships}

    assert held == set(ROLES)


def test_the_openness_office_has_two_people_who_reach_the_whole_county():
    office = [
        person.name
        for person in people()
        for one in person.memberships
        if (one.organisation, one.role) == ("YX", "openness_office")
    ]

    assert office[0] == "孟长河"
    assert len(office) == 2


def test_nobody_stands_on_two_lines_of_duty():
    """GB/T 22239-2019 8.1.5: 三员分立."""
    lines = [{ROLES[one.role].line for one in person.memberships} for person in people()]

    assert all(len(line) == 1 for line in lines)


def test_usernames_can_be_signed_in_with_and_differ():
    usernames = [person.username for person in people()]

    assert len(set(usernames)) == len(usernames)
    assert [name for name in usernames if username_fault(name)] == []


def test_no_two_people_have_one_name():
    names = [person.name for person in people()]

    assert len(set(names)) == len(names)


def test_nobody_of_the_small_county_serves_outside_it():
    there = {one.code for one in organisations("small")}

    assert {person.home for person in people("small")} <= there


@pytest.mark.parametrize(
    ("name", "home", "role"),
    [
        ("林书瑶", "YX03", "drafter"),
        ("何静川", "YX03", "reviewer"),
        ("孟长河", "YX01", "openness_office"),
        ("陈立新", "YX01", "secrecy_reviewer"),
    ],
)
def test_the_cast_of_the_guides_has_its_parts(name, home, role):
    person = next(one for one in people("small") if one.name == name)

    assert (person.home, person.memberships[0].role) == (home, role)
