"""What the house tests read: the project's own files, and what stands in them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "mingzheng"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def own_files() -> tuple[Path, ...]:
    """Return every file that is, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(sorted(ROOT / name for name in listed.split("\0") if (ROOT / name).is_file()))


def python_files(*, tests: bool | None = None, migrations: bool = False) -> list[Path]:
    """Return our Python files; `tests` asks for test code only (True) or product only (False)."""
    found = []
    for path in own_files():
        parts = path.relative_to(ROOT).parts
        if path.suffix != ".py" or ("migrations" in parts and not migrations):
            continue
        is_test = "tests" in parts or path.name == "conftest.py"
        if tests is None or tests == is_test:
            found.append(path)
    return found


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[tuple[Function, int]]:
    """Yield each function of a file with its length in lines, from `def` to its end."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def lines(path: Path) -> int:
    """Return the number of lines of a text file."""
    return path.read_text("utf-8").count("\n")


def where(path: Path, line: int | None = None) -> str:
    """Return a place a reader can jump to."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name
