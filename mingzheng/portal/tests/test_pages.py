"""The site's own pages: statutory frame, skins, statements, polite errors."""

import json
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_person
from mingzheng.portal import pages
from mingzheng.portal.models import SiteSettings

pytestmark = pytest.mark.django_db

OPEN_PAGES = ["home", "site-map", "accessibility", "privacy", "seals", "seals-check"]


def metas(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', html))


@pytest.fixture
def yunxi() -> SiteSettings:
    return SiteSettings.objects.create(
        pk=1, name="云溪县人民政府", domain="www.yunxi.gov.cn", site_code="4303000001"
    )


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_every_page_carries_the_three_site_tags(client, yunxi, name):
    """国办发〔2017〕47号: SiteName, SiteDomain, SiteIDCode on every page."""
    html = client.get(reverse(f"portal:{name}")).content.decode()

    found = metas(html)
    assert found["SiteName"] == "云溪县人民政府"
    assert found["SiteDomain"] == "www.yunxi.gov.cn"
    assert found["SiteIDCode"] == "4303000001"


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_every_page_has_one_heading_landmarks_and_a_skip_link(client, name):
    html = client.get(reverse(f"portal:{name}")).content.decode()

    assert html.count("<h1") == 1
    assert html.index('class="skip" href="#main"') < html.index("<nav")
    assert all(mark in html for mark in ('<main id="main">', "<footer", 'rel="canonical"'))
    assert "<title> -" not in html


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client, name):
    html = client.get(reverse(f"portal:{name}")).content.decode()

    runs = r"<script(?! src=| type=.application/ld)|<style|\sstyle=|\son\w+=|javascript:"
    assert not re.search(runs, html)
    assert not re.search(r'(?:src|<link[^>]+href)="(?:https?:)?//(?!testserver)', html)
    assert 'href="#"' not in html


def test_the_home_page_is_a_column_of_type_home(client):
    found = metas(client.get("/").content.decode())

    assert found["ColumnType"] == "首页"
    assert all(found[name] for name in ("ColumnName", "ColumnDescription", "ColumnKeywords"))


def test_the_footer_says_who_runs_the_site(client, yunxi):
    SiteSettings.objects.update(
        host_unit="云溪县人民政府办公室", icp="湘ICP备12345678号-1", supports_ipv6=True
    )

    footer = client.get("/").content.decode().split("<footer")[1]

    for words in ("主办：云溪县人民政府办公室", "4303000001", "湘ICP备12345678号-1", "支持 IPv6"):
        assert words in footer
    assert "适老化" not in footer  # claimed only after an evaluation


def test_an_address_without_a_link_is_not_a_dead_link(client, yunxi):
    footer = client.get("/").content.decode().split("<footer")[1]

    assert 'href=""' not in footer


def test_the_current_channel_is_marked(client):
    html = client.get("/").content.decode()

    assert re.search(r'<a href="/" aria-current="page">首页</a>', html)


def test_the_frame_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(reverse("portal:privacy"))


def test_the_home_page_costs_six_queries(client, django_assert_num_queries):
    """Settings, fields, their counts, the newest adjustments: eight is the budget."""
    with django_assert_num_queries(6):
        client.get("/")


def test_programs_read_whose_site_it_is_and_how_to_search_it(client):
    page = client.get("/").content.decode()

    site, organ = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])["@graph"]

    target = site["potentialAction"]["target"]["urlTemplate"]
    assert (site["@type"], organ["@type"]) == ("WebSite", "GovernmentOrganization")
    assert "低保" in client.get(target.format(q="低保")).content.decode()
    assert site["publisher"]["@id"] == organ["@id"] == "http://testserver/"


@pytest.mark.parametrize(
    ("query", "cookie", "attribute"),
    [
        ({"skin": "elder"}, ("skin", "elder"), 'data-skin="elder"'),
        ({"contrast": "high"}, ("contrast", "high"), 'data-contrast="high"'),
    ],
)
def test_a_skin_is_kept_in_a_cookie_and_shown_on_the_page(client, query, cookie, attribute):
    answer = client.get(reverse("portal:skin"), query | {"next": "/privacy/?a=1"})

    assert (answer.status_code, answer["Location"]) == (302, "/privacy/?a=1")
    assert answer.cookies[cookie[0]].value == cookie[1]
    assert attribute in client.get("/privacy/").content.decode()


def test_the_elder_skin_can_be_left_again(client):
    client.cookies["skin"] = "elder"
    html = client.get("/privacy/").content.decode()
    assert "退出长者模式" in html

    client.get(re.search(r'href="(/skin/\?skin=normal[^"]*)"', html)[1].replace("&amp;", "&"))

    assert "data-skin" not in client.get("/privacy/").content.decode()


def test_an_unknown_skin_changes_nothing(client):
    answer = client.get(reverse("portal:skin"), {"skin": '"><script>', "next": "/"})

    assert not answer.cookies
    client.cookies["skin"] = '"><script>'
    assert '"><script' not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
        "http:evil.example", "\\\\evil.example", "///evil.example", "", "desk/",
    ],
)  # fmt: skip
def test_an_open_redirect_is_refused(client, address):
    answer = client.get(reverse("portal:skin"), {"skin": "elder", "next": address})

    assert answer["Location"] == "/"


def test_a_page_that_is_not_there_is_a_polite_page_in_the_frame(client, yunxi):
    answer = client.get("/nowhere/")

    html = answer.content.decode()
    assert answer.status_code == 404
    assert "没有这一页" in html
    assert metas(html)["SiteName"] == "云溪县人民政府"


@pytest.mark.parametrize(
    ("handler", "given", "status", "words"),
    [
        (pages.bad_request, ValueError("Invalid HTTP_HOST"), 400, "看不懂"),
        (pages.forbidden, PermissionDenied(), 403, "不对您开放"),
        (pages.forbidden, PermissionDenied("只对本单位开放。"), 403, "只对本单位开放。"),
        (pages.unavailable, "", 503, "暂时用不了"),
        (pages.unavailable, "搜索暂时用不了。目录可以照常浏览。", 503, "照常浏览"),
    ],
)
def test_each_refusal_has_its_sentence(handler, given, status, words):
    request = RequestFactory().get("/x/")
    request.resolver_match = None

    answer = handler(request, given)

    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_deed_opened_like_a_page_gets_a_sentence(client):
    client.force_login(a_person("drafter"))

    answer = client.get("/desk/catalogue/open/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    html = answer.content.decode()
    assert "要从页面上的按钮办" in html
    assert 'class="side-nav ' in html  # still at the desk


def test_a_page_sent_to_like_a_form_gets_another(client):
    answer = client.post("/site-map/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "只能打开看" in answer.content.decode()


def test_programs_get_their_405_as_programs(client):
    answer = client.post(reverse("api:items"))

    assert answer.status_code == 405
    assert answer.json()["detail"] == "这个地址不能用 POST 调用，只能用 GET。"


def test_an_unknown_host_name_is_refused_politely(client):
    answer = client.get("/", headers={"host": "gk.elsewhere.example"})

    assert answer.status_code == 400
    assert "看不懂" in answer.content.decode()


def test_the_500_page_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = pages.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "没有保存" in answer.content.decode()


def test_crawlers_are_kept_out_of_the_desk(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /desk/" in text
    assert "Disallow: /\n" not in text
