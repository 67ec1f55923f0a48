"""The command that writes a catalogue to a file: its JSON is a contract with outside scripts."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mingzheng.catalogue.actions.editions import open_draft
from mingzheng.catalogue.actions.items import remove_item
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition, content

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def run(*args: str) -> dict:
    out = io.StringIO()
    call_command("export_catalogue", *args, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_writes_the_edition_in_force(cast, tmp_path: Path):
    an_edition(cast, at=EditionState.IN_FORCE)
    file = tmp_path / "目录.json"

    said = run("--organisation", cast.office.code, "--format", "json", "--output", str(file))

    assert said == {"items": 2}
    assert len(json.loads(file.read_text("utf-8"))) == 2


def test_the_command_writes_the_edition_under_way_where_none_is_in_force(cast, tmp_path: Path):
    an_edition(cast)

    assert run(
        *("--organisation", cast.office.code.lower(), "--format", "csv"),
        *("--output", str(tmp_path / "x.csv"), "--json"),
    ) == {"items": 2}


@pytest.mark.parametrize(
    ("option", "value", "items"),
    [
        ("--level", "乡级", 1),
        ("--level", "county", 3),
        ("--field", "社会救助领域", 2),
        ("--field", "21", 1),
        ("--office", "TOWN", 1),
    ],
)
def test_the_command_narrows_by_field_level_and_office(cast, tmp_path, option, value, items):
    rows = [content(), content("名单", levels=("county", "town")), content(field_code="21")]
    an_edition(cast, rows=rows)
    wanted = cast.town.code if value == "TOWN" else value

    said = run(
        *("--organisation", cast.office.code, "--format", "xlsx"),
        *("--output", str(tmp_path / "x.xlsx"), option, wanted),
    )

    assert said == {"items": items}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"--organisation": "没有"}, "没有编码为“没有”的单位"),
        ({"--field": "航天"}, "没有“航天”这个领域"),
        ({"--level": "国家级"}, "没有“国家级”这个层级，可以写：县级、乡级、村级"),
        ({"--office": "没有"}, "没有编码为“没有”的单位"),
        ({"--output": "/nowhere/x.csv"}, "写不了文件 /nowhere/x.csv"),
    ],
)
def test_the_command_says_what_is_wrong(cast, tmp_path, options, sentence):
    an_edition(cast)
    given = {
        "--organisation": cast.office.code,
        "--format": "csv",
        "--output": str(tmp_path / "x.csv"),
    } | options

    with pytest.raises(CommandError, match=sentence):
        run(*(word for pair in given.items() for word in pair))


def test_the_command_says_so_when_there_is_no_catalogue(cast, tmp_path):
    with pytest.raises(CommandError, match="柳溪镇人民政府还没有目录"):
        run(
            *("--organisation", cast.town.code, "--format", "csv"),
            *("--output", str(tmp_path / "x.csv")),
        )


def test_what_was_just_imported_is_what_is_exported(cast, tmp_path: Path):
    """The edition under way, as the import compares with it; the one in force when asked."""
    edition = an_edition(cast, at=EditionState.IN_FORCE)
    draft = open_draft(edition.organisation, by=cast.drafter)
    remove_item(draft, draft.items.first().code, by=cast.drafter, reason="职能划走")
    to = (
        "--organisation",
        cast.office.code,
        "--format",
        "csv",
        "--output",
        str(tmp_path / "x.csv"),
    )

    assert run(*to) == {"items": 1}
    assert run(*to, "--in-force") == {"items": 2}
