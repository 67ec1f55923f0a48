"""The scripts: plain POSIX sh, short, and each says what it is for."""

import os
import subprocess

import pytest

from tests.repo.source import ROOT, lines

pytestmark = pytest.mark.house

SCRIPTS = sorted((ROOT / "script").iterdir())
SOURCED = {"env"}  # read by other scripts, never run
MAX_LINES = 25


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_short_and_says_why(script):
    text = script.read_text("utf-8").splitlines()

    assert subprocess.run(["sh", "-n", script]).returncode == 0
    assert lines(script) <= MAX_LINES
    assert any(line.startswith("# ") for line in text[:3])


@pytest.mark.parametrize(
    "script", [s for s in SCRIPTS if s.name not in SOURCED], ids=lambda script: script.name
)
def test_a_script_runs_on_any_system_and_stops_at_the_first_failure(script):
    text = script.read_text("utf-8").splitlines()

    assert text[0] == "#!/bin/sh"
    assert "set -eu" in text
    assert os.access(script, os.X_OK)


def test_the_ci_runs_what_everybody_runs():
    assert "script/test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_a_file_is_looked_for_where_the_caller_stands(tmp_path):
    said = subprocess.run(
        [ROOT / "script" / "manage", "shell", "-v0", "-c", "import os; print(os.getcwd())"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == str(tmp_path)
