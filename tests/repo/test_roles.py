"""Deeds and roles fit: what a flow does somebody may do, what a role holds exists."""

import ast
import re
from collections.abc import Iterator

import pytest

from mingzheng.config.docs import flows
from mingzheng.posts.deeds import DEEDS, SYSTEM_DEEDS
from mingzheng.posts.roles import ROLES, roles_with
from tests.repo.source import own_files, python_files, tree

pytestmark = pytest.mark.house

FLOW_DEEDS = sorted({deed for flow in flows() for deed in flow.deeds})
DEED = re.compile(r"[a-z_]+\.[a-z_]+")


def _strings(node: ast.AST) -> Iterator[str]:
    """Yield the strings below a node, but not the names under which events are recorded."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        elif not (isinstance(child, ast.Call) and getattr(child.func, "attr", "") == "record"):
            yield from _strings(child)


def named_in_code() -> set[str]:
    """Return every string in product code and templates that reads like one of our deeds."""
    subjects = {name.split(".")[0] for name in DEEDS}
    words = {
        word
        for path in python_files(tests=False)
        if path.parent.name != "posts"
        for word in _strings(tree(path))
    }
    for path in own_files():
        if path.suffix == ".html":
            words |= set(re.findall(r"[\"']([a-z_]+\.[a-z_]+)[\"']", path.read_text("utf-8")))
    return {
        word
        for word in words
        if DEED.fullmatch(word)
        and word.split(".")[0] in subjects
        and not word.endswith((".html", ".css", ".js", ".svg"))
    }


@pytest.mark.parametrize("deed", FLOW_DEEDS)
def test_every_step_is_a_deed_in_the_table(deed):
    assert deed in DEEDS


@pytest.mark.parametrize("deed", sorted(set(DEEDS) - SYSTEM_DEEDS))
def test_every_deed_belongs_to_a_role(deed):
    assert roles_with(deed)


@pytest.mark.parametrize("deed", sorted(SYSTEM_DEEDS))
def test_what_the_clock_does_no_person_does(deed):
    assert not roles_with(deed)


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_every_role_names_real_deeds(role):
    assert role.deeds <= set(DEEDS)


def test_code_asks_only_for_real_deeds():
    assert named_in_code() - set(DEEDS) == set()


def test_no_deed_is_without_use():
    assert set(DEEDS) - named_in_code() - set(FLOW_DEEDS) == set()
