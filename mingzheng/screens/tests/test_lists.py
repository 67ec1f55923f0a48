"""The grammar of lists: filter, sort, columns, pages, and a file that cannot bite."""

import csv
import io

import pytest
from django.test import RequestFactory

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.tests.factories import a_county, a_town
from mingzheng.screens import lists

pytestmark = pytest.mark.django_db

COLUMNS = (
    lists.Column("code", "编码", lambda one: one.code, sort="code"),
    lists.Column(
        "name", "名称", lambda one: one.name, sort="name", url=lambda one: f"/{one.code}/"
    ),
    lists.Column("level", "层级", lambda one: one.get_level_display(), at_first=False),
)
FILTERS = (
    lists.Filter("q", "名称", lambda rows, value: rows.filter(name__contains=value)),
    lists.Filter(
        "level",
        "层级",
        lambda rows, value: rows.filter(level=value),
        choices=(("county", "区县"), ("town", "街道乡镇")),
    ),
)


def listing(query: str = "", **fields) -> lists.Listing:
    request = RequestFactory().get(f"/list/?{query}")
    return lists.Listing(request, COLUMNS, Organisation.objects.all(), FILTERS, **fields)


def codes(one: lists.Listing) -> list[str]:
    return [row.code for row in one.page.object_list]


@pytest.fixture(autouse=True)
def offices():
    a_county()
    for number in range(1, 6):
        a_town(f"第{number}镇人民政府", code=f"T{number}")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["T1", "T2", "T3", "T4", "T5", "YX"]),
        ("q=镇", ["T1", "T2", "T3", "T4", "T5"]),
        ("level=county", ["YX"]),
        ("q=3&level=town", ["T3"]),
        ("q=没有这个", []),
        ("level=galaxy", ["T1", "T2", "T3", "T4", "T5", "YX"]),  # not a choice: not a filter
        ("sort=-code", ["YX", "T5", "T4", "T3", "T2", "T1"]),
        ("sort=password", ["T1", "T2", "T3", "T4", "T5", "YX"]),  # not a column: not a sorting
    ],
)
def test_the_address_filters_and_sorts(query, found):
    assert codes(listing(query, sort="code")) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [("1", ["T1", "T2"]), ("3", ["T5", "YX"]), ("99", ["T5", "YX"]), ("x", ["T1", "T2"])],
)
def test_pages_never_miss_or_overlap(page, found):
    assert codes(listing(f"page={page}", sort="code", per_page=2)) == found


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", ["编码", "名称"]),
        ("cols=level&cols=code", ["编码", "层级"]),
        ("cols=nonsense", ["编码", "名称"]),
    ],
)
def test_columns_are_chosen_in_the_address(query, labels):
    assert [column.label for column in listing(query).shown] == labels


def test_sorting_again_turns_the_order():
    head = listing("sort=code&q=镇").heads[0]

    assert head["aria"] == "ascending"
    assert codes(listing(head["url"].removeprefix("?"))) == ["T5", "T4", "T3", "T2", "T1"]


def test_a_chip_takes_off_its_own_filter_only():
    (first, second) = listing("q=镇&level=town&sort=code&page=2").chips

    assert first["words"] == "名称：镇"
    assert second["words"] == "层级：街道乡镇"
    assert "level=town" in first["url"]
    assert "q=" not in first["url"]
    assert "page=" not in first["url"]


def test_each_form_carries_what_the_other_one_set():
    one = listing("q=镇&sort=-code&cols=code&cols=name&page=2")

    assert one.kept_by_filters == [("sort", "-code"), ("cols", "code"), ("cols", "name")]
    assert one.kept_by_columns == [("q", "镇"), ("sort", "-code")]


def test_two_queries_whatever_the_size(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(listing(sort="code").table) == 6


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1"])
def test_a_formula_is_defused_on_its_way_out(name):
    Organisation.objects.filter(code="T1").update(name=name)

    response = lists.as_csv(listing("q=&sort=code&cols=name"))

    text = response.content.decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(text))]
    assert f"'{name}" in cells
    assert name not in cells


def test_the_file_has_the_rows_found_and_the_columns_chosen():
    response = lists.as_csv(listing("q=3&cols=code&cols=level", name="机构"))

    assert response.content.decode("utf-8") == "\ufeff编码,层级\r\nT3,街道乡镇\r\n"
    assert "%E6%9C%BA%E6%9E%84.csv" in response["Content-Disposition"]


def test_a_cell_with_nothing_is_marked_so_that_a_phone_leaves_it_out():
    columns = (
        lists.Column("name", "名称", lambda one: one.name),
        lists.Column("phone", "电话", lambda one: one.phone or "—", css="num"),
    )
    one = lists.Listing(RequestFactory().get("/?q=3"), columns, Organisation.objects.all())

    assert one.table[0][1].td == '<td class="num none" data-label="电话">—</td>'
    assert "none" not in one.table[0][0].td


@pytest.mark.parametrize("dressed", [{}, {"url": lambda one: "/x/"}, {"dress": lambda one: "tag"}])
def test_what_people_typed_is_never_markup(dressed):
    Organisation.objects.filter(code="T1").update(name="<script>alert(1)</script>")
    column = lists.Column("name", "名称", lambda one: one.name, **dressed)
    one = lists.Listing(RequestFactory().get("/?q=script"), (column,), Organisation.objects.all())

    cells = "".join(cell.td for row in one.table for cell in row)

    assert "&lt;script&gt;" in cells
    assert "<script" not in cells
