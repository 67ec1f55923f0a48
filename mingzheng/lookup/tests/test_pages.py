"""What residents see when they look the catalogue up."""

import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingzheng.accounts.tests.factories import a_town
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.rules.items import OPTIONAL, Choice
from mingzheng.catalogue.tests.factories import a_cast, an_edition, content
from mingzheng.deadlines import almanac
from mingzheng.lookup.tests.factories import REASON, Past, a_past, in_force
from mingzheng.standards.models import Field

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8
LISTS = [
    "/catalogue/",
    "/catalogue/items/",
    "/catalogue/items/?q=保障&level=county&stage=service&office=OFFICE",
    "/catalogue/items/?page=1",
    "/catalogue/matrix/",
    "/catalogue/matrix/?field=social-assistance&level=county&office=OFFICE",
    "/catalogue/fields/social-assistance/",
    "/catalogue/changes/",
    "/offices/",
    "/offices/?level=county&q=民政",
    "/offices/OFFICE/",
]
PAST = [
    "/catalogue/changes/NEW/",
    "/catalogue/changes/OLD/?kind=added",
    "/catalogue/editions/OLD/",
    "/i/200001/",
    "/i/200002/",
    "/i/200003/",
    "/i/200001/qr.svg",
    "/catalogue/feed.atom",
    "/catalogue/feed.json",
    "/catalogue/fields/social-assistance/feed.atom",
]


def text_of(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def field() -> Field:
    return Field.objects.get(code="20")


def address(url: str, past: Past) -> str:
    words = {"OFFICE": past.cast.office.code, "NEW": str(past.new.pk), "OLD": str(past.old.pk)}
    for word, value in words.items():
        url = url.replace(word, value)
    return url.replace("social-assistance", field().slug)


def test_pages_ask_few_questions_however_many_items_there_are(client):
    """Design §6: at most 8 queries an uncached public page, and no more for more items."""
    past = a_past()
    in_force_rows(past, 60)
    almanac.current()  # the days of the calendar are read once in the life of a process

    for url in [address(url, past) for url in LISTS + PAST]:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        assert len(queries) <= MOST_QUERIES, f"{url}: {len(queries)}"


def in_force_rows(past: Past, how_many: int) -> None:
    """Many more rows of the edition in force, owed by the same offices."""
    model = past.new.items.get(code="200001")
    copies = []
    for n in range(how_many):
        copy = Item.objects.get(pk=model.pk)
        copy.pk, copy.code, copy.level2 = None, f"2009{n:02d}", f"保障事项{n}"
        copies.append(copy)
    Item.objects.bulk_create(copies)


@pytest.mark.parametrize("url", LISTS)
def test_every_list_speaks_when_nothing_is_published(client, url):
    cast = a_cast()
    an_edition(cast)  # a draft is nobody's business
    url = url.replace("OFFICE", cast.office.code).replace("social-assistance", field().slug)

    page = text_of(client, url)

    assert "办事指南" not in page
    assert 'class="empty' in page


@pytest.mark.parametrize(
    "query",
    ["field=nope", "office=nope", "level=planet", "stage=x", "mode=x", "channel=x", "q=没有的词"],
)
def test_an_unknown_filter_finds_nothing_and_can_be_taken_off(client, query):
    in_force()

    page = text_of(client, f"/catalogue/items/?{query}")

    assert "没有这样的事项" in page
    assert "去掉条件" in page


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999999999999999999999", "2"])
def test_a_page_that_the_list_does_not_have_is_told_so(client, page):
    in_force()

    assert f"没有第“{page[:20]}" in text_of(client, f"/catalogue/items/?page={page}", status=404)


@pytest.mark.parametrize(
    "url",
    [
        *("/i/nope/", "/i/200009/qr.svg", "/catalogue/fields/nope/", "/offices/nope/"),
        *("/catalogue/changes/99999/", "/catalogue/editions/99999/", "/catalogue/feed.rss"),
        *("/catalogue/download.exe", "/catalogue/fields/nope/feed.atom"),
    ],
)
def test_what_does_not_exist_is_a_polite_404(client, url):
    in_force()

    assert "没有这一页" in text_of(client, url, status=404)


def test_drafts_are_not_public_at_any_address(client):
    edition = an_edition(a_cast())
    code = edition.items.get(position=1).code

    for url in (
        *(f"/i/{code}/", f"/i/{code}/qr.svg", f"/catalogue/changes/{edition.pk}/"),
        *(f"/catalogue/editions/{edition.pk}/", f"/catalogue/editions/{edition.pk}/download.csv"),
    ):
        text_of(client, url, status=404)


def test_a_hidden_field_is_hidden_everywhere(client):
    past = a_past()
    Field.objects.filter(code="20").update(is_shown=False)

    text_of(client, "/i/200001/", status=404)
    text_of(client, f"/catalogue/fields/{field().slug}/", status=404)
    for url in [*LISTS[1:7], f"/catalogue/changes/{past.new.pk}/"]:
        if "fields/" not in url:
            assert "审批信息" not in text_of(client, address(url, past))
    assert "审批信息" not in text_of(client, "/catalogue/download.csv")


@pytest.mark.parametrize("url", ["/catalogue/", "/catalogue/items/", "/i/200001/", "/offices/"])
def test_pages_are_read_only(client, url):
    in_force()

    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


def test_the_entry_shows_fields_with_counts(client):
    in_force()

    page = text_of(client, "/catalogue/")

    assert "共 2 项" in page
    assert page.count('class="tile"') == Field.objects.filter(is_shown=True).count()


def test_keywords_are_marked_and_markup_in_them_is_harmless(client):
    in_force(rows=[content("<b>名单</b>公示")])

    page = text_of(client, "/catalogue/items/?q=名单")

    assert "&lt;b&gt;<mark>名单</mark>&lt;/b&gt;公示" in page
    assert "<script>" not in text_of(client, "/catalogue/items/?q=<script>")


def test_facets_count_what_they_would_leave(client):
    in_force(rows=[content(), content("名单", levels=("county", "town"), mode="on_request")])

    page = text_of(client, "/catalogue/items/")

    assert re.search(r'href="\?level=town"[^>]*>乡级<span>1</span>', page)
    assert re.search(r'href="\?level=county"[^>]*>县级<span>2</span>', page)
    assert re.search(r'href="\?mode=on_request"[^>]*>依申请公开<span>1</span>', page)
    assert "找到 1 项" in text_of(client, "/catalogue/items/?level=town")


def test_the_matrix_says_which_words_it_was_narrowed_by(client):
    in_force(rows=[content(), content("审批信息")])

    narrowed = text_of(client, "/catalogue/matrix/?q=%E5%AE%A1%E6%89%B9")
    whole = text_of(client, "/catalogue/matrix/")

    assert "含“审批”的" in narrowed
    assert "去掉这些条件" in narrowed
    assert "去掉这些条件" not in whole


def test_the_matrix_says_for_each_stage_whether_it_applies(client):
    in_force(rows=[content(stages=("decision", "result"))])

    page = text_of(client, "/catalogue/matrix/")

    assert page.count("应公开<small>1 个单位</small>") == 2
    assert page.count("不涉及</span></span>") == 3


def test_the_item_says_everything_in_plain_words(client):
    in_force(
        rows=[
            content(
                elements=(Choice("条件"), Choice("案例", OPTIONAL)),
                post="社会救助股",
                custom={"公开形式": "文本"},
            )
        ]
    )

    page = text_of(client, "/i/200001/")

    for words in (
        "最低生活保障：办事指南",
        "制定或获取之日起 10 个工作日内公开",
        "云溪县民政局",
        *("政府网站", "全社会，主动公开", "县级", "《社会救助暂行办法》", "社会救助股", "公开形式"),
        *("必选", "可选", "/i/200001/qr.svg", "列入目录"),
    ):
        assert words in page


def test_what_was_inferred_is_not_shown(client):
    edition = in_force()
    Item.objects.filter(edition=edition).update(inferred=["按合并单元格沿用"])

    assert "按合并单元格沿用" not in text_of(client, "/i/200001/")


def test_a_later_law_comes_before_the_table(client):
    in_force(rows=[content(override_text="15个工作日内", override_source="某条例第三十一条")])

    page = text_of(client, "/i/200001/")

    assert "<b>15个工作日内</b>" in page
    assert "依据某条例第三十一条，以此为准" in page
    assert "制定或获取之日起10个工作日内" in page


def test_many_offices_are_counted_and_folded(client):
    cast = a_cast()
    for n in range(9):
        a_town(f"第{n}镇人民政府", county=cast.county)
    in_force(cast, [content(levels=("county", "town"))])

    page = text_of(client, "/i/200001/")

    assert "由云溪县民政局、柳溪镇人民政府等 11 个单位公开" in page
    assert "<summary>全部 11 个</summary>" in page
    assert page.count('href="/offices/') == 11 + 1  # and the footer's own link


def test_linked_data_and_meta_tags_tell_the_same(client):
    """国办秘函〔2019〕19号: the tags that every content page carries."""
    in_force(rows=[content("</script><b>")])

    page = text_of(client, "/i/200001/")
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.S)[1])["@graph"][0]

    assert data["name"] == "最低生活保障：</script><b>"
    assert data["termCode"] == "200001"
    for tag in ("SiteName", "ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource"):
        assert f'<meta name="{tag}" content="' in page


def test_the_qr_code_is_an_image_of_the_short_address(client):
    in_force()

    response = client.get("/i/200001/qr.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content
    assert "max-age" in response["Cache-Control"]


def test_the_story_of_an_item_tells_what_changed(client):
    a_past()

    page = text_of(client, "/i/200002/")

    assert "修改 1 处" in page
    assert "<del>制定或获取之日起10个工作日内</del>" in page
    assert "<ins>制定或获取之日起20个工作日内</ins>" in page


def test_a_removed_item_says_since_when_and_why(client):
    past = a_past()

    page = text_of(client, "/i/200003/")

    assert "起不在目录里" in page
    assert REASON in page
    assert f"/catalogue/changes/{past.new.pk}/" in page


def test_a_removal_without_its_own_reason_gives_the_editions(client):
    past = a_past()
    past.new.items.filter(code="200001").delete()  # as an import of the complete list does

    assert "原因：按省里的新目录调整" in text_of(client, "/i/200001/")


def test_an_adjustment_is_shown_row_by_row(client):
    past = a_past()

    page = text_of(client, f"/catalogue/changes/{past.new.pk}/")

    assert page.count('<section class="diff">') == 3
    assert "只看新增 1" in page
    assert "只看修改 1" in page
    assert "只看删除 1" in page
    assert "办事指南" not in page
    only = text_of(client, f"/catalogue/changes/{past.new.pk}/?kind=removed")
    assert only.count('<section class="diff">') == 1


def test_an_old_edition_stays_readable(client):
    past = a_past()

    page = text_of(client, f"/catalogue/editions/{past.old.pk}/")

    assert "被新版替代" in page
    assert "名单" in page
    data = client.get(f"/catalogue/editions/{past.old.pk}/download.json").content
    assert [row["code"] for row in json.loads(data)] == ["200001", "200002", "200003"]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json", "pdf"])
def test_downloads_have_the_rows_that_the_filters_leave(client, kind):
    in_force(rows=[content(), content("名单", levels=("county", "town"))])

    response = client.get(f"/catalogue/download.{kind}?level=town")

    assert response["Content-Disposition"].startswith("attachment")
    if kind == "json":
        assert [row["level2"] for row in json.load(io.BytesIO(response.content))] == ["名单"]


def test_an_office_shows_what_it_owes(client):
    cast = a_cast()
    in_force(cast, [content(), content("名单")])

    page = text_of(client, f"/offices/{cast.office.code}/")

    assert "负责公开 1 个领域的 2 项" in page
    assert "云溪县民政局" in text_of(client, "/offices/?q=民政")
    assert "没有这样的单位" in text_of(client, "/offices/?q=航天局")


def test_no_edition_is_told_as_public_before_its_day(client):
    past = a_past()
    Edition.objects.filter(pk=past.new.pk).update(state="approved")

    text_of(client, f"/catalogue/changes/{past.new.pk}/", status=404)


@pytest.mark.django_db
@pytest.mark.parametrize("offset", ["-1", "9" * 40, "x"])
def test_the_api_refuses_a_place_that_cannot_be(client, offset):
    assert client.get("/api/catalogue/items", {"offset": offset}).status_code == 422
