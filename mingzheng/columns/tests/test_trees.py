"""Columns: laid by level, changed, moved, closed; old addresses; what the public sees."""

import pytest
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_county, a_department, a_person, a_town, a_village
from mingzheng.columns import actions, queries
from mingzheng.columns.models import Column
from mingzheng.columns.rules.starters import tree_for
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def office(db):
    return a_department()


@pytest.fixture
def openness(office):
    return a_person("openness_office", a_county(), name="孟长河")


def draft(name: str = "便民信息", slug: str = "daily", **said) -> actions.ColumnDraft:
    return actions.ColumnDraft(name, slug, "news", **said)


def test_the_starter_tree_has_what_the_law_names(office, openness):
    """《政府信息公开条例》第二十条: fifteen kinds of information; 第二十一条 adds the county's."""
    actions.lay_columns(a_county(), by=openness)

    laid = Column.objects.filter(organisation=a_county())
    assert laid.filter(statutory__startswith="条例第二十条第（").count() == 15
    assert laid.filter(statutory="条例第二十一条").count() == 7
    assert [one.name for one in queries.tree_of(a_county()) if not one.depth][5:] == [
        "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "slug", "is_there"),
    [
        ("county", "recruitment", True),
        ("town", "homesteads", True),
        ("town", "recruitment", False),
        ("village", "affairs", True),
        ("village", "statutory", False),
    ],
)
def test_the_tree_is_reduced_by_level(level, slug, is_there):
    def slugs(starters):
        return {one.slug for one in starters}.union(*(slugs(one.below) for one in starters))

    assert (slug in slugs(tree_for(level))) is is_there


def test_laying_again_adds_only_what_is_not_there(office, openness):
    first = actions.lay_columns(office, by=openness)
    news = Column.objects.get(organisation=office, slug="news")
    actions.change_column(news, draft("本局动态", "our-news"), by=openness)

    assert first == 22
    assert actions.lay_columns(office, by=openness) == 0
    for place in (a_town(), a_village()):
        assert actions.lay_columns(place, by=openness) > 0


def test_an_address_given_up_still_leads_to_its_column(office, openness):
    one = actions.add_column(office, draft(), by=openness)

    actions.change_column(one, draft("便民信息", "daily-life"), by=openness)

    assert queries.column_at(office, "daily") == one
    assert queries.column_at(office, "daily").slug == "daily-life"
    assert queries.column_at(office, "nowhere") is None
    with pytest.raises(Blocked, match="以前是别的栏目的"):
        actions.add_column(office, draft("另一个"), by=openness)
    actions.change_column(one, draft(), by=openness)  # its own old address is its to take again
    assert queries.column_at(office, "daily-life").slug == "daily"


def test_what_a_column_is_called_is_changed_with_a_trace(office, openness):
    one = actions.add_column(office, draft(), by=openness)

    assert actions.change_column(one, draft(purpose="公开便民信息"), by=openness)
    assert not actions.change_column(one, draft(purpose="公开便民信息"), by=openness)

    changes = trace.history(one).get(step="change_column").facts["changes"]
    assert changes == {"purpose": ["", "公开便民信息"]}


@pytest.mark.parametrize("said", [draft(name=" "), draft(slug=" ")])
def test_a_column_has_a_name_and_an_address(office, openness, said):
    with pytest.raises(Blocked, match="要有名称和网址"):
        actions.add_column(office, said, by=openness)


def test_two_columns_do_not_share_a_name_or_an_address(office, openness):
    one = actions.add_column(office, draft(), by=openness)
    other = actions.add_column(office, draft("办事信息", "service"), by=openness)

    for said in (draft("便民信息", "other"), draft("别的", "daily")):
        with pytest.raises(Blocked, match="换一个"):
            actions.add_column(office, said, by=openness)
        with pytest.raises(Blocked, match="换一个"):
            actions.change_column(other, said, by=openness)
    under = actions.add_column(office, draft("便民信息", "below"), by=openness, parent=other)
    with pytest.raises(Blocked, match="换一个"):
        actions.move_column(under, None, 1, by=openness)
    assert Column.objects.get(pk=one.pk).name == "便民信息"


def test_a_column_moves_with_all_below_it(office, openness):
    one, two, three = (
        actions.add_column(office, draft(name, slug), by=openness)
        for name, slug in (("一", "one"), ("二", "two"), ("三", "three"))
    )
    actions.move_column(three, two, 1, by=openness)

    actions.move_column(two, one, 1, by=openness)

    assert [(c.name, c.depth) for c in queries.tree_of(office)] == [("一", 0), ("二", 1), ("三", 2)]
    assert queries.below(one) == [one.pk, two.pk, three.pk]
    with pytest.raises(Blocked, match="移到自己下面"):
        actions.move_column(one, Column.objects.get(pk=three.pk), 1, by=openness)


def test_a_tree_grows_no_deeper_than_people_look(office, openness):
    parent = None
    for n in range(4):
        parent = actions.add_column(office, draft(f"第{n}层", f"l{n}"), by=openness, parent=parent)

    with pytest.raises(Blocked, match="最多 4 层"):
        actions.add_column(office, draft(), by=openness, parent=parent)
    top = actions.add_column(office, draft(), by=openness)
    first = Column.objects.get(slug="l0")
    with pytest.raises(Blocked, match="超过 4 层"):
        actions.move_column(first, top, 1, by=openness)


def test_a_column_of_another_office_is_no_parent(office, openness):
    other = actions.add_column(a_town(), draft(), by=openness)

    with pytest.raises(Blocked, match="别的单位的"):
        actions.add_column(office, draft(), by=openness, parent=other)


def test_a_closed_column_takes_nothing_new_and_stays_readable(office, openness):
    one = actions.add_column(office, draft(), by=openness)
    actions.count({one.pk: 1}, updated={one.pk}, at=timezone.now())

    with pytest.raises(Blocked, match="写明理由"):
        actions.close_column(one, by=openness, note="")
    actions.close_column(one, by=openness, note="并到动态")

    assert queries.open_for(office) == []
    assert queries.shown_of(office) == [one]
    with pytest.raises(Blocked, match="已经是这样"):
        actions.close_column(one, by=openness, note="再来")
    actions.reopen_column(one, by=openness)
    assert queries.open_for(office) == [one]


def test_empty_columns_are_not_shown_but_those_above_full_ones_are(office, openness):
    above = actions.add_column(office, draft("上", "above"), by=openness)
    full = actions.add_column(office, draft("满", "full"), by=openness, parent=above)
    actions.add_column(office, draft("空", "empty"), by=openness)

    actions.count({full.pk: 2}, updated={full.pk}, at=timezone.now())

    assert [one.name for one in queries.shown_of(office)] == ["上", "满"]
    actions.count({full.pk: -2}, updated=set(), at=timezone.now())
    assert queries.shown_of(office) == []


def test_columns_are_the_openness_offices(office, openness):
    clerk = a_person("drafter", office)

    with pytest.raises(Denied, match="政务公开办"):
        actions.add_column(office, draft(), by=clerk)
    with pytest.raises(Denied, match="政务公开办"):
        actions.lay_columns(office, by=clerk)


def test_what_a_column_says_is_checked_before_everybody_reads_it(office, openness):
    for said, words in (
        ({"purpose": "联系张某13900001234"}, "栏目说明：写着完整的手机号码"),
        ({"keywords": "见https://bet365-vip.example.com/"}, "没有登记的网站"),
    ):
        with pytest.raises(Blocked, match=words):
            actions.add_column(office, draft(**said), by=openness)

    assert not Column.objects.exists()
