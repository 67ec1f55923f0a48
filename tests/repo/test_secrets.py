"""Nothing secret and nothing local is committed: no password, key, machine path or index."""

import re

import pytest

from tests.repo.source import ROOT, own_files, where

pytestmark = pytest.mark.house

# Written in pieces, so that this page does not accuse itself.
ANYWHERE = {
    "private key": r"-----BEGIN [A-Z ]*PRIVATE " + "KEY",
    "access key": r"\b(?:AK" + r"IA[0-9A-Z]{16}|gh[pousr]_\w{36}|sk-\w{32}|xox[abp]-\w{10})",
    "path of a machine": r"(?<![\w.])/(?:w" + r"ork|r" + r"oot|home/\w+|Users/\w+|t" + r"mp)/\w",
    "address of an index": r"py"
    + r"pi\.|python"
    + r"hosted|npm"
    + r"js|--(?:extra-)?index-"
    + "url",
}
IN_PRODUCT = {
    "password": r"""(?i)\bpassword\w*["']?\s*[:=]\s*["'][!-~]{6,}["']|set_password\(["']""",
    "signing key": r"""SECRET_KEY["']?\s*[:=]\s*["']\w""",
}


def hits(pattern, *, tests):
    expression = re.compile(pattern)
    for path in own_files():
        if path.name == "test_secrets.py" or (not tests and "tests" in path.parts):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for match in expression.finditer(text):
            yield f"{where(path, text.count(chr(10), 0, match.start()) + 1)} {match.group()[:40]}"


@pytest.mark.parametrize("pattern", ANYWHERE.values(), ids=ANYWHERE)
def test_no_file_holds(pattern):
    assert list(hits(pattern, tests=True)) == []


@pytest.mark.parametrize("pattern", IN_PRODUCT.values(), ids=IN_PRODUCT)
def test_the_product_holds_no(pattern):
    assert list(hits(pattern, tests=False)) == []


def test_what_is_local_stays_local():
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()

    assert {"var/", ".env", ".venv/"} <= set(ignored)
