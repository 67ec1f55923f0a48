"""The platform and its spaces, the library, the home page, maps for search engines."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.states import Kind
from mingzheng.accounts.tests.factories import a_village
from mingzheng.profiles.actions.writing import save_guide
from mingzheng.profiles.models import Unit
from mingzheng.publishing.actions.withdrawing import repeal
from mingzheng.publishing.models import Article
from mingzheng.publishing.tests.factories import content
from mingzheng.reading.pages import sitemaps
from mingzheng.reading.queries import library as queries
from mingzheng.reading.tests.factories import a_policy, explained, published
from mingzheng.screens.sitemaps import Rows

pytestmark = pytest.mark.django_db


@pytest.mark.proves("国办公开办函〔2019〕61号")
def test_every_office_has_the_same_frame_and_empty_columns_are_left_out(client, room, words):
    """国办公开办函〔2019〕61号: 指南、制度、法定主动公开内容、年报, one form everywhere."""
    a_policy(room)
    save_guide(room.office, {"classification": "三类"}, by=room.drafter)

    said = words(client.get(reverse("reading:space", args=[room.office.code])))

    for word in ("政府信息公开指南", "法定主动公开内容", "依申请公开", "机构职能"):
        assert word in said
    assert "年报" not in said.split("政府信息公开指南")[1][:200]


def test_a_village_has_its_space_and_the_platform_leads_to_all(client, room, words):
    assert "还没有公开的信息" in words(client.get(reverse("reading:space", args=[room.town.code])))
    assert room.town.name in client.get(reverse("reading:platform")).content.decode()
    assert client.get(reverse("reading:space", args=["NONE"])).status_code == 404


def test_what_an_office_published_stays_at_its_addresses_when_it_is_no_more(client, room, words):
    document = a_policy(room)
    Organisation.objects.filter(pk=room.office.pk).update(is_active=False)
    code = room.office.code

    said = words(client.get(reverse("reading:space", args=[code])))

    assert "已经撤并" in said
    assert document.title in said
    for gone in ("profiles:about", "lookup:office", "reading:apply"):
        assert (
            f'"{reverse(gone, args=[code])}"' not in client.get(f"/offices/{code}/openness/").text
        )
    for address in (
        document.get_absolute_url(),
        document.home.get_absolute_url(),
        f"{reverse('reading:published')}?office={code}",
        reverse("reading:office_feed", args=[code, "atom"]),
    ):
        assert client.get(address).status_code == 200
    assert client.get(reverse("reading:apply", args=[code])).url == reverse(
        "reading:apply", args=[room.county.code]
    )


def test_without_a_county_there_is_no_platform(client, db):
    Organisation.objects.all().delete()

    assert client.get(reverse("reading:platform")).status_code == 404


@pytest.mark.proves("《政府信息公开条例》第二十九条")
def test_whoever_finds_nothing_reads_how_to_apply(client, room, words):
    """《政府信息公开条例》第二十九条, 第三十三条."""
    said = words(client.get(reverse("reading:apply", args=[room.office.code])))

    assert "姓名或者名称、身份证明、联系方式" in said
    assert "20 个工作日" in said


@pytest.mark.proves("《政府信息公开条例》第二条")
def test_a_committee_has_its_own_openness_and_leads_to_the_town(client, room, words):
    """《政府信息公开条例》第二条: 行政机关; a committee of villagers is none."""
    village = a_village(town=room.town)
    here = reverse("reading:affairs", args=[village.code])
    page = client.get(reverse("reading:space", args=[village.code]))
    said = words(page)
    assert "东桥村村民委员会村务公开" in said
    assert "村务公开怎样办" in said
    for place in ("reading:apply", "profiles:guide"):
        address = reverse(place, args=[village.code])
        assert address not in page.content.decode()
        assert client.get(address).url == here

    answer = client.get(here)

    said = words(answer)
    for word in ("集体收益的使用", "至少每季度公布一次", "每月公布一次", "村务监督委员会"):
        assert word in said
    assert "不是行政机关，不受理政府信息公开申请" in said
    assert reverse("reading:apply", args=[room.town.code]) in answer.content.decode()


def test_a_committee_of_residents_says_what_its_own_law_asks(client, room, words):
    kind = {"kind": Kind.COMMUNITY, "short_name": "和平社区"}
    community = a_village("和平社区居民委员会", town=room.town, **kind)
    group = a_village("和平社区第二居民委员会", town=community, **kind)

    answer = client.get(reverse("reading:affairs", args=[group.code]))

    assert "城市居民委员会组织法" in words(answer)
    assert "村民" not in words(answer)
    assert reverse("reading:apply", args=[room.town.code]) in answer.content.decode()


def test_an_office_has_no_page_of_a_committee(client, room, words):
    said = words(client.get(reverse("reading:affairs", args=[room.office.code])), 404)

    assert "只有村委会、居委会有" in said
    assert "申请公开" in words(client.get(reverse("reading:space", args=[room.office.code])))


def test_the_library_has_documents_with_validity_and_facets(client, room, words):
    one, other = a_policy(room), a_policy(room, "云溪县养老服务办法", topic="卫生、体育")
    explained(room, one)
    repeal(other, by=room.signer, on=one.released_at.date(), title="云政规〔2026〕9号")
    published(room)
    address = reverse("reading:library")

    said = words(client.get(address))
    assert "2 份文件" in said
    assert "开放夏季便民服务点" not in said
    assert "图解" in said
    assert "废止" in said
    assert other.title not in words(client.get(address, {"validity": "valid"}))
    assert one.title not in words(client.get(address, {"topic": "卫生、体育"}))
    assert "没有这样的文件" in words(client.get(address, {"number": "云政发"}))
    assert one.title in words(client.get(address, {"number": "〔2026〕2号"}))


@pytest.mark.parametrize(
    "query",
    ["year=x", "kind=news", "field=99", "genre=nope", "validity=nope", "page=9", "office=NONE"],
)
def test_the_library_says_what_is_wrong_with_an_address(client, room, words, query):
    a_policy(room)

    said = words(client.get(f"{reverse('reading:library')}?{query}"), 404)

    assert re.search("可以[从在].*?(选|看起|找)。", said), said


def test_the_year_of_a_document_is_that_of_the_document_not_of_its_release(client, room, words):
    """成文日期; where none is known, the year in which it was made public."""
    old = a_policy(room, "云溪县旧办法", dated_on=date(2019, 12, 31))
    undated = a_policy(room, "云溪县没有日期的办法")
    Article.objects.filter(pk=undated.pk).update(dated_on=None)
    address, this_year = reverse("reading:library"), timezone.localdate().year

    found = {year: words(client.get(address, {"year": year})) for year in (2019, this_year)}

    assert old.title in found[2019]
    assert undated.title not in found[2019]
    assert undated.title in found[this_year]
    assert old.title not in found[this_year]
    (years,) = [f for f in queries.find(queries.Asked(), 1).facets if f.label == "年份"]
    assert [(one.label, one.count) for one in years.values] == [(f"{this_year}", 1), ("2019", 1)]


def test_a_page_beyond_what_was_counted_is_still_found(client, room, words, monkeypatch):
    policies = [a_policy(room, f"云溪县第 {n} 号办法") for n in range(3)]
    monkeypatch.setattr(queries, "FACETED", 1)
    monkeypatch.setattr(queries, "PER_PAGE", 1)
    monkeypatch.setattr(queries, "span", lambda number: (number - 1, number + 1))

    found = queries.find(queries.Asked(), 3)

    assert [one.pk for one in found.listing.rows] == [policies[0].pk]


def test_a_facet_counts_each_value_the_commonest_first(client, room):
    for number, topic in enumerate(["卫生、体育", "民政", "卫生、体育"]):
        a_policy(room, f"云溪县第 {number} 号办法", topic=topic)

    facets = {one.label: one.values for one in queries.find(queries.Asked(), 1).facets}

    topics, offices = facets["主题分类"], facets["发文机关"]
    assert [(one.label, one.count) for one in topics] == [("卫生、体育", 2), ("民政", 1)]
    assert [(one.label, one.count) for one in offices] == [(room.office.label, 3)]
    assert sum(one.count for one in facets["文件种类"]) == 3


def test_facets_say_when_they_counted_only_the_newest(client, room, words, monkeypatch):
    a_policy(room)
    a_policy(room, "云溪县养老服务办法")
    monkeypatch.setattr(queries, "FACETED", 1)

    assert "其中最新 1 份" in words(client.get(reverse("reading:library")))


def test_the_library_is_taken_away_and_subscribed_to(client, room):
    one = a_policy(room)

    assert one.title in client.get(reverse("reading:library_table")).content.decode()
    for kind in ("atom", "json"):
        assert (
            one.title in client.get(reverse("reading:library_feed", args=[kind])).content.decode()
        )


def test_home_shows_what_is_new_and_no_empty_block(client, room, words):
    before = headings(client.get("/"))
    assert "要闻" not in before
    assert "通知公告" not in before

    policy = a_policy(room)
    explained(room, policy)
    notice = published(room, content(room, "关于开展登记的公告"))

    after = client.get("/")
    said = words(after)
    for word in (policy.title, "图解", notice.title):
        assert word in said
    assert {"最新文件和解读", "最新公开"} <= {*headings(after)}


def test_pages_ask_few_queries(client, room, django_assert_max_num_queries):
    for number in range(3):
        explained(room, a_policy(room, f"办法{number}"))
    office = room.office.code
    for address in ("/", "/policies/", "/openness/", f"/offices/{office}/openness/"):
        with django_assert_max_num_queries(8):
            client.get(address)


def headings(answer) -> list[str]:
    return re.findall("<h2[^>]*>([^<]+)<", answer.content.decode())


def locations(answer) -> list[str]:
    return re.findall("<loc>([^<]+)</loc>", answer.content.decode())


def test_the_maps_lead_to_every_public_article_and_to_no_other(client, room):
    one = published(room)
    index = client.get("/sitemap.xml")

    found = [address for map_ in locations(index) for address in locations(client.get(map_))]

    assert any(address.endswith(one.get_absolute_url()) for address in found)
    assert any(address.endswith(one.home.get_absolute_url()) for address in found)
    assert len(found) == len(set(found))
    assert re.search("<lastmod>", client.get(locations(index)[-1]).content.decode())


def test_maps_that_are_not_there_are_not_found(client, room):
    assert client.get("/sitemap-nothing.xml").status_code == 404
    assert client.get("/sitemap-articles-2026-13.xml").status_code == 404
    for beyond in ("articles-2026-6-2", "columns-2", "pages-0"):
        assert client.get(f"/sitemap-{beyond}.xml").status_code == 404


def test_what_one_map_cannot_hold_continues_in_numbered_ones(client, room, monkeypatch):
    articles = [published(room) for _ in range(5)]
    monkeypatch.setattr(sitemaps, "LARGEST", 2)

    index = locations(client.get("/sitemap.xml"))

    month = f"{timezone.localdate():%Y-}{timezone.localdate().month}"
    maps = [f"/sitemap-articles-{month}{part}.xml" for part in ("", "-2", "-3")]
    parts = [locations(client.get(one)) for one in maps]
    assert [f"http://testserver{one}" for one in maps] == [x for x in index if "articles" in x]
    assert [len(one) for one in parts] == [2, 2, 1]
    paths = [f"http://testserver{one.get_absolute_url()}" for one in articles]
    assert sorted(one for part in parts for one in part) == sorted(paths)
    listed = [one for map_ in index for one in locations(client.get(map_))]
    for kind in ("columns", "items", "decisions", "decision-lists", "publicity"):
        rows = sitemaps._types()[kind]()
        whole = rows.places(0, 50_000)
        assert rows.summary()[0] == len(whole)
        assert all(f"http://testserver{path}" in listed for path, _ in whole)
        assert len([x for x in index if f"-{kind}" in x]) == max(-(-len(whole) // 2), 1)


def test_one_page_has_one_name_under_every_host_and_on_both_faces(client, room, settings):
    one, home = published(room), "https://gk.example.cn"
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = (
        f"{home}/",
        ["a.example", "b.example", "testserver"],
    )
    own = f"{home}{one.get_absolute_url()}"
    feed = reverse("reading:published_feed", args=["atom"])

    for host, face in (("a.example", "public"), ("b.example", "both"), ("b.example", "office")):
        settings.FACE = face
        page, entries, index = (
            client.get(address, headers={"host": host}).content.decode()
            for address in (one.get_absolute_url(), feed, "/sitemap.xml")
        )
        assert f'<link rel="canonical" href="{own}">' in page
        assert f'<link href="{own}"' in entries
        assert re.search(rf"<id>tag:gk.example.cn,[^<]*{one.get_absolute_url()}", entries)
        assert f"<id>{home}{feed}</id>" in entries
        assert f"<loc>{home}/sitemap-columns.xml</loc>" in index
        for said in (page, entries, index, client.get("/robots.txt").content.decode()):
            assert host not in said


def test_robots_name_the_map(client, db):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_maps_have_the_rooms_beside_and_say_when_each_changed(client, room):
    one = published(room)
    Article.objects.filter(pk=one.pk).update(released_at=one.released_at - timedelta(days=400))
    team = Unit.objects.create(organisation=room.office, kind="team", name="一中队")

    index = client.get("/sitemap.xml")
    found = [address for map_ in locations(index) for address in locations(client.get(map_))]

    for address in ("/publicity/", "/decisions/", "/meetings/", team.get_absolute_url()):
        assert f"http://testserver{address}" in found
    said = index.content.decode()
    assert said.count("<lastmod>") >= 4
    old = re.search(r"sitemap-articles-[^<]+</loc><lastmod>([^<]+)", said)
    assert old
    assert old[1].startswith(f"{timezone.localdate()}")
    assert old[1].endswith("+08:00")


def test_the_maps_ask_few_queries(client, room, django_assert_max_num_queries):
    published(room)
    with django_assert_max_num_queries(8):
        client.get("/sitemap.xml")


def test_the_index_of_maps_reads_no_row(client, room, monkeypatch):
    published(room)
    monkeypatch.setattr(Rows, "places", None)

    assert "/sitemap-columns.xml</loc><lastmod>" in client.get("/sitemap.xml").content.decode()
