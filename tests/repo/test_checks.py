"""Style, format, spelling and types, as tests: one summary line judges the whole house."""

import subprocess
import sys

import pytest

from tests.repo.source import ROOT

pytestmark = [pytest.mark.house, pytest.mark.slow]


@pytest.mark.parametrize(
    "command",
    [["script/lint"], [sys.executable, "-m", "mypy", "mingzheng"]],
    ids=["lint", "types"],
)
def test_the_tools_find_nothing(command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
