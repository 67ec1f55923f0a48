"""Documents are true: generated ones fresh, links whole, pictures used, settings explained."""

import re
from pkgutil import resolve_name

import pytest

from mingzheng.config.citations import articles, chinese, cited
from mingzheng.config.docs import citations, floors, stale
from tests.repo.source import ROOT, lines, own_files, python_files, where

pytestmark = pytest.mark.house

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
LIMITS = {"README.md": 120, "docs/architecture.md": 150}
# Set by the system or by tools, not by the office.
NOT_OURS = {"CI", "CHROMIUM", "PYTHON", "PGOPTIONS", "XDG_RUNTIME_DIR", "DJANGO_SETTINGS_MODULE"}


def pages():
    return [path for path in own_files() if path.suffix == ".md"]


def test_generated_pages_are_fresh():
    assert [where(path) for path in stale()] == [], "run script/docs"


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_a_page_stays_short(name, limit):
    assert lines(ROOT / name) <= limit


def test_decisions_stay_short():
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))

    assert [f"{where(path)} {lines(path)}" for path in records if lines(path) > 40] == []
    assert [path.name for path in records if not re.match(r"\d{4}-[a-z0-9-]+\.md", path.name)] == []
    assert len({path.name[:4] for path in records}) == len(records)


def test_every_link_leads_somewhere():
    broken = [
        f"{where(page)} {target}"
        for page in pages()
        for target in LINK.findall(page.read_text("utf-8"))
        if not re.match(r"https?:|mailto:|#", target)
        and not (page.parent / target.partition("#")[0]).exists()
    ]

    assert broken == []


def test_every_picture_is_shown():
    shown = {
        (page.parent / target).resolve()
        for page in pages()
        for target in LINK.findall(page.read_text("utf-8"))
    }
    pictures = [p for p in own_files() if p.is_relative_to(ROOT / "docs") and p.suffix == ".png"]

    assert [where(picture) for picture in pictures if picture not in shown] == []


def test_every_setting_is_explained():
    sources = [p for p in python_files(tests=False) if p.is_relative_to(ROOT / "mingzheng")]
    pattern = re.compile(r"""\bos\.environ(?:\.get\(|\[)["'](\w+)["']""")
    read = {name for path in sources for name in pattern.findall(path.read_text("utf-8"))}
    for script in (ROOT / "script").iterdir():
        read |= set(re.findall(r"\$\{([A-Z_]+):-", script.read_text("utf-8")))
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.M))

    assert explained == (read - NOT_OURS) | {"DATABASE_URL"}


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (33, "三十三"), (110, "一百一十"), (201, "二百零一")],
)
def test_articles_are_numbered_as_in_print(number, words):
    assert chinese(number) == words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第三十三条", [33]),
        ("第二十三条 to 第二十五条", [23, 24, 25]),
        ("第二十条、第三十六条", [20, 36]),
        (" arts 12, 17, 19-21", [12, 17, 19, 20, 21]),
    ],
)
def test_ranges_of_articles_are_filled_in(text, numbers):
    assert articles(text) == numbers


def test_a_citation_is_found_whatever_its_kind():
    text = "《条例》第三十三条; 国办发〔2019〕54号; GB/T 22239-2019 8.1.4.1; 《办法》"

    assert cited(text) == {
        ("《政府信息公开条例》", "第三十三条"),
        ("国办发〔2019〕54号", ""),
        ("GB/T 22239-2019", ""),
        ("《办法》", ""),
    }


def named_in_architecture() -> list[str]:
    """Return the dotted names of our code that docs/architecture.md speaks of."""
    rooms = "|".join(path.parent.name for path in (ROOT / "mingzheng").glob("*/__init__.py"))
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return sorted(set(re.findall(rf"`((?:{rooms})(?:\.\w+)+)`", text)))


@pytest.mark.parametrize("name", named_in_architecture())
def test_what_the_architecture_names_exists(name):
    assert resolve_name(f"mingzheng.{name}")


def test_every_legal_constant_is_proved_by_a_test():
    """A number beside an article needs a test whose docstring quotes that article."""
    found = [one for one in citations() if one.article]
    proved = {(one.source, one.article) for one in found if one.is_test}

    unproved = [
        f"{one.source}{one.article} {one.place}"
        for one in found
        if not one.is_test
        and one.place.rpartition(".")[2].isupper()
        and (one.source, one.article) not in proved
    ]
    assert unproved == []


def test_a_citation_may_run_over_the_end_of_a_line():
    assert cited("Law: 《政府信息\n公开条例》第二十六条,\n第三十三条.") == {
        ("《政府信息公开条例》", "第二十六条"),
        ("《政府信息公开条例》", "第三十三条"),
    }


def test_every_dependency_has_its_reason():
    wanted = (ROOT / "requirements" / "run.in").read_text("utf-8").splitlines()
    names = [re.split(r"[~=<>]", line)[0] for line in wanted if line and not line.startswith("#")]
    reasons = (ROOT / "docs" / "adr" / "0003-dependencies.md").read_text("utf-8")

    assert [name for name in names if name not in reasons] == []


def test_the_architecture_knows_every_room():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")

    assert [room for floor in floors() for room in floor if room not in text] == []
