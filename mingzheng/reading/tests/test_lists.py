"""Lists: columns, kinds, offices, months; page by page, as table and feed."""

import re

import pytest
from django.urls import reverse

from mingzheng.columns.actions.trees import ColumnDraft, change_column
from mingzheng.publishing.actions.withdrawing import withdraw
from mingzheng.publishing.models import Article, Placement
from mingzheng.publishing.tests.factories import a_column, a_manuscript, content
from mingzheng.reading.queries.lists import Wanted, years
from mingzheng.reading.tests.factories import a_policy, explained, many, published
from mingzheng.texts.states import ArticleKind
from tests.pages import wording

pytestmark = pytest.mark.django_db


def column_url(room, slug="notices", name="column", **more) -> str:
    return reverse(f"reading:{name}", kwargs={"code": room.office.code, "slug": slug, **more})


def test_a_column_lists_what_is_public_and_no_draft(client, room, words):
    one = published(room)
    a_manuscript(room, said=content(room, "还没有公开的公告"))

    said = words(client.get(column_url(room)))

    assert one.title in said
    assert "1 条信息" in said
    assert "还没有公开的公告" not in said


def test_an_empty_column_has_no_page_and_no_link(client, room, words):
    published(room)

    assert client.get(column_url(room, "news")).status_code == 404
    space = client.get(reverse("reading:space", args=[room.office.code]))
    assert column_url(room, "news") not in space.content.decode()
    assert column_url(room, "notices") in space.content.decode()


def test_a_withdrawn_article_leaves_every_list_and_an_emptied_column_its_page(client, room, words):
    one = published(room)

    withdraw(one, by=room.signer, reason="发错了栏目")

    assert client.get(column_url(room)).status_code == 404
    for address in ("/published/", "/published/notices/", f"/offices/{room.office.code}/openness/"):
        assert one.title not in client.get(address).content.decode()


def test_an_old_address_of_a_column_leads_on_with_page_table_and_feed(client, room):
    published(room)
    column = a_column(room.office)
    draft = ColumnDraft(slug="bulletins", name="通知公告", kind=column.kind)
    change_column(column, draft, by=room.openness)

    page = client.get(column_url(room) + "?page=1")
    feed = client.get(column_url(room, name="column_feed", kind="atom"))

    assert (page.status_code, feed.status_code) == (301, 301)
    assert page["Location"] == column_url(room, "bulletins") + "?page=1"
    assert feed["Location"].endswith("/bulletins/feed.atom")


def test_pages_follow_each_other_without_gap_or_repeat(client, room):
    many(room, 45, a_column(room.office))

    seen = []
    for number in (1, 2, 3):
        answer = client.get(column_url(room), {"page": number})
        seen += [one.code for one in answer.context["listing"].rows]

    assert seen == [*dict.fromkeys(seen)]
    assert len(seen) == 45
    assert "没有这一页" in client.get(column_url(room), {"page": 4}).content.decode()


def test_what_is_pinned_stands_on_top_and_says_so(client, room, words):
    many(room, 3, a_column(room.office))
    last = Placement.objects.order_by("released_at")[0]
    Placement.objects.filter(pk=last.pk).update(is_pinned=True)

    answer = client.get(column_url(room))

    assert answer.context["listing"].rows[0].pk == last.article_id
    assert "置顶" in words(answer)


def test_a_column_with_others_below_leads_to_them(client, room, words):
    a_policy(room)

    said = words(client.get(column_url(room, "statutory")))

    assert "政策文件" in said
    assert "条例第二十条、第二十一条" in said


def test_a_kind_is_listed_over_all_offices_by_office_and_month(client, room, words):
    one = published(room)
    address = reverse("reading:shelf", args=["notices"])
    month = one.released_at.astimezone().strftime("%Y-%m").split("-")
    now = {"year": month[0], "month": str(int(month[1]))}

    assert one.title in words(client.get(address))
    assert one.title in words(client.get(address, now))
    assert one.title not in words(client.get(address, {"year": "2001"}))
    assert one.title in words(client.get(address, {"office": room.office.code}))
    assert one.title not in words(client.get(address, {"office": room.town.code}))
    assert client.get(address, {"office": "NONE"}).status_code == 404
    assert client.get(reverse("reading:shelf", args=["nothing"])).status_code == 404


def test_interpretations_are_narrowed_by_form(client, room, words):
    one = explained(room, a_policy(room))
    address = reverse("reading:shelf", args=["interpretations"])

    assert one.title in words(client.get(address, {"form": "picture"}))
    assert one.title not in words(client.get(address, {"form": "video"}))


def test_the_archive_has_every_month_since_the_first(client, room, words):
    assert "还没有公开的信息" in words(client.get(reverse("reading:archive")))
    one = published(room)

    Article.objects.filter(pk=one.pk).update(released_at=one.released_at.replace(year=2024))
    published(room, content(room, "今年的公告"))

    assert "2024年" in words(client.get(reverse("reading:archive")))


def test_lists_are_taken_away_as_tables_and_formulas_are_defused(client, room):
    published(room, content(room, "=SUM(1)公告"))
    for address in (
        column_url(room, name="column_table"),
        reverse("reading:shelf_table", args=["notices"]),
        reverse("reading:published_table"),
    ):
        lines = client.get(address).content.decode("utf-8-sig").splitlines()
        assert lines[0].startswith("标题,发布机构,发布日期")
        assert lines[1].startswith("'=SUM(1)公告,云溪县民政局")
        assert ",http://testserver/articles/" in lines[1]


@pytest.mark.parametrize("kind", ["atom", "json"])
def test_lists_are_subscribed_to(client, room, kind):
    one = published(room)
    for address in (
        column_url(room, name="column_feed", kind=kind),
        reverse("reading:shelf_feed", kwargs={"slug": "notices", "kind": kind}),
        reverse("reading:published_feed", args=[kind]),
        reverse("reading:office_feed", args=[room.office.code, kind]),
    ):
        answer = client.get(address)
        assert one.title in answer.content.decode()
        assert f"/articles/{one.code}/" in answer.content.decode()
    assert client.get(reverse("reading:published_feed", args=["rss"])).status_code == 404


@pytest.mark.parametrize("page", ["1", "3"])
def test_a_page_asks_few_queries_however_long_the_list(
    client, room, page, django_assert_max_num_queries
):
    many(room, 60, a_column(room.office), ArticleKind.NOTICE)
    for address in (column_url(room), "/published/notices/", "/published/"):
        with django_assert_max_num_queries(8):
            client.get(address, {"page": page})


@pytest.mark.parametrize("address", ["/policies/", "/published/", "/published/notices/"])
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("page=99999", "没有第“99999”页"),
        ("page=2", "没有第“2”页"),
        ("page=0", "没有第“0”页"),
        ("page=x", "没有第“x”页"),
        ("year=abc", "“abc”不是能用的年份"),
        ("office=NONE", "没有这个单位"),
    ],
)
def test_an_address_that_no_list_has_is_told_so(address, said, sentence, client, room):
    assert sentence in wording(client.get(f"{address}?{said}"), 404)


def test_the_library_knows_its_closed_lists(client, room):
    page = wording(client.get("/policies/?validity=nonsense"), 404)

    assert "“nonsense”不是能用的有效性" in page


def test_an_empty_column_has_no_table_and_no_feed_either(client, room):
    for name, more in (("column", {}), ("column_table", {}), ("column_feed", {"kind": "atom"})):
        assert client.get(column_url(room, "news", name=name, **more)).status_code == 404, name


def test_feeds_say_the_local_day(client, room):
    published(room)

    for kind in ("atom", "json"):
        told = client.get(reverse("reading:published_feed", args=[kind])).content.decode()
        assert "+08:00" in told
        assert "+00:00" not in told


def test_only_years_in_which_there_is_something_are_offered(
    client, room, frozen, django_assert_num_queries
):
    old, new = published(room), a_policy(room)
    explained(room, new)
    Article.objects.filter(pk=old.pk).update(released_at=old.released_at.replace(year=2023))

    def offered(address: str) -> list[str]:
        return re.findall(r'<option value="(\d{4})"', client.get(address).content.decode())

    assert offered("/published/") == ["2026", "2023"]
    assert offered("/published/notices/") == ["2023"]
    assert offered("/published/interpretations/") == ["2026"]
    assert offered("/published/interpretations/?year=2018") == ["2026", "2018"]
    with django_assert_num_queries(1):
        assert years(Wanted(office=room.office)) == [2026, 2023]
