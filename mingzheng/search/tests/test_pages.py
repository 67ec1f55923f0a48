"""What residents and programs get when they search."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingzheng.search.actions import Value, load_synonyms, put
from mingzheng.search.models import Asked, BestBet, Synonym
from mingzheng.search.tests.factories import a_draft
from mingzheng.search.tests.test_index import break_the_index

pytestmark = pytest.mark.django_db

MOST_QUERIES, TO_HELP = 8, 5
CARD = {"tag": "公开事项", "note": "20 个工作日内。", "links": [["公开什么", "/i/230001/"]]}


@pytest.fixture(autouse=True)
def some_documents() -> None:
    """A few things to find."""
    put(
        [
            a_draft("农机购置补贴", card=CARD, text="受益名单每季度公开。"),
            a_draft("最低生活保障：审核信息", organisation=Value("YX08", "民政局")),
            *(a_draft(f"临时救助第{at}批名单", key=str(at)) for at in range(25)),
        ]
    )


def text_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_shows_total_marks_facets_and_pages(client):
    page = text_of(client, "/search/?q=名单+临时")

    assert "找到 25 条" in page
    assert "<mark>临时</mark>救助" in page
    assert "第 1–10 条，共 25 条" in page
    assert "公开事项<span>25</span>" in page
    assert "<mark>临时</mark>救助第" in text_of(client, "/search/?q=名单+临时&page=3")


def test_what_was_asked_for_answers_directly(client):
    assert 'href="/i/230001/">公开什么</a>' in text_of(client, "/search/?q=农机购置补贴")
    assert "公开什么</a>" not in text_of(client, "/search/?q=农机购置补贴&sort=date")


def test_a_colloquial_word_finds_the_official_one_and_says_so(client):
    load_synonyms()

    page = text_of(client, "/search/?q=低保")

    assert "同时搜了“最低生活保障”" in page
    assert "<mark>最低生活保障</mark>：审核信息" in page
    assert "没有找到" in text_of(client, "/search/?q=低保&exact=1")


def test_a_synonym_nobody_has_reviewed_does_nothing(client):
    Synonym.objects.create(word="铁牛", plain="铁牛", official="农机")

    assert "没有找到" in text_of(client, "/search/?q=铁牛")


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("农鸡购置", "农机购置"), ("林时救助", "临时救助"), ("零时救助", "临时救助")],
)
def test_a_slip_of_sound_is_asked_back(client, slip, meant):
    load_synonyms()

    page = text_of(client, f"/search/?q={slip}")

    assert "您是不是要找" in page
    assert f">{meant}</a>" in page


def test_one_word_that_is_two_is_asked_back_apart(client):
    """义务教育入学 stands nowhere, but both parts of it stand in one document."""
    page = text_of(client, "/search/?q=农机购置名单")

    assert "没有找到" in page
    assert ">农机购置 名单</a>" in page
    assert "您是不是要找" not in text_of(client, "/search/?q=“农机购置名单”")


def test_what_is_recommended_stands_first(client):
    BestBet.objects.create(query="补贴", plain="补贴", title="补贴怎么领", url="/offices/")

    assert '<a href="/offices/">补贴怎么领</a>' in text_of(client, "/search/?q=补贴")
    assert "补贴怎么领" not in text_of(client, "/search/?q=购置补贴")


@pytest.mark.parametrize("url", ["/search/", "/search/feed.atom"])
def test_a_script_in_query_or_title_stays_text(client, url):
    put([a_draft('<script>alert("x")</script>坏标题', text="<img src=x onerror=alert(1)>坏正文")])

    for query in ("坏标题", "坏标题 <script>alert(1)</script>", '"><script>alert(2)</script>'):
        body = client.get(url, {"q": query}).content.decode()
        assert "<script>alert" not in body
        assert "<img src=x" not in body
    assert "<mark>坏标题</mark>" in text_of(client, "/search/?q=坏标题")


@pytest.mark.parametrize("url", ["/search/suggest", "/api/search"])
def test_programs_get_json_whatever_the_title_is(client, url):
    put([a_draft('<script>alert("x")</script>坏标题')])

    answer = client.get(url, {"q": "坏标题"})

    assert answer.headers["Content-Type"].startswith("application/json")
    assert "坏标题" in json.dumps(answer.json(), ensure_ascii=False)


def test_no_answer_is_never_called_nothing(client):
    """Design §7: search down says 503, never "0 results"."""
    break_the_index()

    page = text_of(client, "/search/?q=农机", 503)
    api = client.get("/api/search?q=农机")
    suggest = client.get("/search/suggest?q=农机")

    assert "搜索暂时用不了，请过几分钟再试" in page
    assert "没有找到" not in page
    assert client.get("/search/?q=农机").headers["Retry-After"] == "120"
    assert (api.status_code, suggest.status_code) == (503, 503)
    assert api.json() == {"detail": "搜索暂时用不了，请过几分钟再试。目录可以照常浏览。"}
    assert client.get("/search/feed.atom?q=农机").status_code == 503


def test_the_api_gives_what_the_page_gives(client):
    answer = client.get("/api/search?q=最低生活保障").json()

    assert (answer["total"], answer["is_more"], answer["next"]) == (1, False, None)
    assert answer["results"][0]["title"] == "最低生活保障：审核信息"
    assert answer["results"][0]["organisation"] == "民政局"
    assert answer["facets"]["organisation"] == [{"value": "YX08", "label": "民政局", "count": 1}]
    assert client.get("/api/search?q=名单&page=2").json()["next"] == 3


def test_suggestions_come_from_titles_pinyin_and_hot_words(client):
    Asked.objects.create(text="农机名单", times=5, last_on="2026-06-01", is_shown=True)
    Asked.objects.create(text="农机偏门", times=9, last_on="2026-06-01")

    both = {"suggestions": ["农机名单", "农机购置补贴"]}
    assert client.get("/search/suggest?q=农机").json() == both
    assert client.get("/search/suggest?q=njgz").json() == {"suggestions": ["农机购置补贴"]}
    assert client.get("/search/suggest?q=").json() == {"suggestions": []}


def test_words_are_counted_without_numbers_of_people(client):
    for query in ("农机", "农机", "张三 13800138000", "，"):
        client.get("/search/", {"q": query})
    client.get("/search/?q=农机&page=2")
    client.get("/search/?q=农机&kind=item")

    rows = {one.text: (one.times, one.in_vain) for one in Asked.objects.all()}
    assert rows == {"农机": (2, 0), "张三 ＊": (1, 1)}


def test_no_visitor_puts_words_on_the_page(client):
    for query in ("农\u202e 机 \U0001f600王八蛋", "农机！\U0001f600") * 3:
        client.get("/search/", {"q": query})

    assert set(Asked.objects.values_list("text", flat=True)) == {"农 机 王八蛋", "农机"}
    assert "大家在搜" not in text_of(client, "/search/")
    assert client.get("/search/suggest?q=农").json() == {"suggestions": ["农机购置补贴"]}
    Asked.objects.filter(text="农机").update(is_shown=True)
    page = text_of(client, "/search/")
    assert ">农机</a>" in page
    assert "王八蛋" not in page


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("农 机 购 置 补 贴 名 单 王八蛋 农", "王八蛋"),
        ("农机" + "，" * 98 + "补贴", "补贴"),
        ("农 机 购 置 补 贴 名 单", ""),
        ("农机" + "，" * 120, ""),
    ],
)
def test_what_was_too_much_to_search_is_said(client, query, left):
    page = text_of(client, f"/search/?q={query}")

    assert ("”没有搜" in page, f"“{left}”没有搜" in page) == (bool(left), bool(left))
    assert client.get("/api/search", {"q": query}).json()["left_out"] == left
    assert Asked.objects.exists() is not bool(left)


def test_a_feed_tells_the_newest(client):
    feed = text_of(client, "/search/feed.atom?q=临时救助")

    assert feed.count("<entry>") == 25
    assert "/i/230001/" in feed


def test_the_page_asks_few_questions(client):
    """Design §6: at most 8 queries an uncached public page; found nothing, 5 to help."""
    load_synonyms()
    for query in (
        "名单",
        "低保 审核",
        "农机购置补贴",
        "没有的词",
        "哪里也没有的词",
        "农鸡购置",
        "zzq",
        "",
        "林时",
    ):
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/search/", {"q": query})
        # A test stands in a transaction, where the savepoint that keeps it usable shows too.
        sent = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
        more = TO_HELP if "没有找到" in page.content.decode() else 0
        assert len(sent) <= MOST_QUERIES + more, (query, len(sent))


def test_a_whole_page_pasted_into_the_box_is_cut_and_that_is_said(client):
    answer = client.get("/search/", {"q": "农机补贴怎么申请" * 625, "kind": "item"}, follow=True)

    [(address, status)] = answer.redirect_chain
    assert (status, "kind=item" in address, len(address) < 2000) == (302, True, True)
    assert "最多搜 8 个词、100 个字" in answer.content.decode()
    assert len(answer.content) < 100_000


def test_a_fact_is_said_once_under_a_title(client):
    put([a_draft("低保年审", organisation=Value("YX08", "民政局"), labels=["民政局", "现行"])])

    page = text_of(client, "/search/?q=低保年审")

    row = page[page.index("低保年审</mark>") :]
    facts = row[row.index('class="row-line"') : row.index("</li>")]
    assert facts.count("民政局") == 1
    assert "现行" in facts
