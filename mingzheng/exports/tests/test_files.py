"""What the files say: CSV, JSON, booklet; and that they ask few questions."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.rules.items import OPTIONAL, Choice
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition, content
from mingzheng.exports.files import KINDS, export, export_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def items_of(edition: Edition):
    return Item.objects.filter(edition=edition)


def rows_of_csv(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_json_has_the_keys_that_outside_programs_read(cast):
    edition = an_edition(cast, rows=[content(levels=("county", "town"), stages=("decision",))])

    (item,) = json.loads(export(items_of(edition), "json", title="x"))

    assert list(item)[:12] == [
        *("level1", "level2", "elements", "bases", "limit_text", "limit", "organisations"),
        *("channels", "audiences", "mode", "levels", "stages"),
    ]
    assert item["elements"] == ["办理条件", "申请材料"]
    assert item["limit"]["kind"] == "within"
    assert (item["limit"]["n"], item["limit"]["unit"]) == (10, "workday")
    assert item["organisations"] == ["云溪县民政局", "柳溪镇人民政府"]
    assert (item["mode"], item["levels"], item["stages"]) == ("主动", ["县级", "乡级"], ["决策"])
    assert (item["field"], item["code"]) == ("社会救助", "200001")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "全社会"),
        ({"audience_all": False, "audience_some": "低保对象"}, "特定群体：低保对象"),
        ({"audience_some": "低保对象"}, "全社会；特定群体：低保对象"),
        ({"audience_all": False, "audience_some": "特定群体"}, "特定群体"),
        ({"audience_all": False}, ""),
    ],
)
def test_audiences_are_said_in_words(cast, columns, said):
    edition = an_edition(cast, rows=[content(**columns)])

    (item,) = json.loads(export(items_of(edition), "json", title="x"))

    assert item["audiences"] == said


def test_json_says_which_entries_are_optional(cast):
    channels = (Choice("政府网站"), Choice("公开查阅点", OPTIONAL))
    edition = an_edition(cast, rows=[content(channels=channels)])

    (item,) = json.loads(export(items_of(edition), "json", title="x"))

    assert item["channels"] == ["政府网站", "公开查阅点"]
    assert item["optional_channels"] == ["公开查阅点"]


def test_csv_has_one_line_an_item_and_opens_as_chinese(cast):
    edition = an_edition(cast)

    first, second = rows_of_csv(export(items_of(edition), "csv", title="x"))

    assert first["领域"] == "社会救助"
    assert (first["序号"], second["序号"]) == ("1", "2")
    assert (first["一级事项"], first["二级事项"]) == ("最低生活保障", "办事指南")
    assert first["公开内容（要素）"] == "●办理条件\n●申请材料"
    assert (first["全社会"], first["主动"], first["乡级"]) == ("√", "√", "")


@pytest.mark.parametrize("text", ["=1+1", "+86", "@cmd", "-2+3"])
def test_csv_cells_that_look_like_formulas_are_defused(cast, text):
    edition = an_edition(cast, rows=[content(text)])

    (row,) = rows_of_csv(export(items_of(edition), "csv", title="x"))

    assert row["二级事项"] == "'" + text


@pytest.mark.parametrize("kind", KINDS)
def test_queries_do_not_grow_with_the_items(cast, kind):
    rows = [content(f"事项{n}") for n in range(30)]
    edition = an_edition(cast, rows=rows)

    with CaptureQueriesContext(connection) as queries:
        export(items_of(edition), kind, title="x")

    assert len(queries) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_selection_is_still_a_file(cast, kind):
    data = export(Item.objects.none(), kind, title="空目录")

    assert data


def test_the_booklet_is_a_pdf_of_the_whole_edition(cast):
    edition = an_edition(cast, rows=[content(f"事项{n}") for n in range(12)])

    data = export_edition(edition, "pdf")

    assert data.startswith(b"%PDF-")
    assert len(data) > len(export(items_of(edition)[:1], "pdf", title="x"))


def test_the_booklet_never_reads_text_as_markup(cast):
    edition = an_edition(cast, rows=[content("#panic() $x$ *粗* \\ @文献 <标签>")])

    assert export_edition(edition, "pdf").startswith(b"%PDF-")
