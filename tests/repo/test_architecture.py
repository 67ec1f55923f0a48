"""The shape of the house: floors, one writer of state, names, and the sizes never to exceed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repo.source import PACKAGE, ROOT, functions, lines, own_files, python_files, tree, where

pytestmark = pytest.mark.house

# The "never" column of CONTRIBUTING.md.
MAX_FUNCTION, MAX_TEST, MAX_FILE, MAX_TEMPLATE, MAX_ROOM, MAX_CORE = 50, 40, 400, 150, 2500, 800
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "services"}


def rooms() -> list[Path]:
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


@pytest.mark.slow
def test_imports_point_down():
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def _state_writes(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(t, ast.Attribute) and t.attr == "state" for t in targets)
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        by_update = name == "update" and any(word.arg == "state" for word in node.keywords)
        by_name = name == "setattr" and any(
            isinstance(arg, ast.Constant) and arg.value == "state" for arg in node.args
        )
        return by_update or by_name
    return False


def test_only_moves_writes_state():
    writers = [
        where(path, node.lineno)
        for path in python_files(tests=False)
        for node in ast.walk(tree(path))
        if _state_writes(node)
    ]

    assert [place for place in writers if not place.startswith("mingzheng/core/moves.py")] == []
    assert writers, "the check sees no writer at all, not even move()"


def test_no_file_is_named_after_nothing():
    assert [where(p) for p in python_files() if p.stem in NAMELESS] == []


def test_no_signals_and_no_save_with_effects():
    found = [
        where(path, node.lineno)
        for path in python_files(tests=False)
        for node, _ in functions(path)
        if node.name == "save" and path.name.startswith("models")
    ]
    found += [where(p) for p in python_files(tests=False) if "@receiver" in p.read_text("utf-8")]

    assert found == []


def test_every_room_says_what_it_is():
    silent = [room.name for room in rooms() if not ast.get_docstring(tree(room / "__init__.py"))]

    assert silent == []


def test_every_module_opens_with_a_sentence():
    mute = [
        where(path)
        for path in python_files()
        if path.stat().st_size and not ast.get_docstring(tree(path))
    ]

    assert mute == []


def test_functions_stay_short():
    long = [
        f"{where(path, node.lineno)} {node.name} {length}"
        for path in python_files()
        for node, length in functions(path)
        if length > (MAX_TEST if node.name.startswith("test_") else MAX_FUNCTION)
    ]

    assert long == []


@pytest.mark.parametrize(("suffix", "limit"), [(".py", MAX_FILE), (".html", MAX_TEMPLATE)])
def test_files_stay_short(suffix, limit):
    long = [
        f"{where(path)} {lines(path)}"
        for path in own_files()
        if path.suffix == suffix and "migrations" not in path.parts and lines(path) > limit
    ]

    assert long == []


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_rooms_stay_small(room):
    size = sum(lines(path) for path in python_files(tests=False) if path.is_relative_to(room))

    assert size <= (MAX_CORE if room.name == "core" else MAX_ROOM)
