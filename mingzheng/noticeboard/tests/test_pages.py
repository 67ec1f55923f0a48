"""What everybody sees: no person, no number, what is over is gone, and it stays cheap."""

import io
import json
import re
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from mingzheng.noticeboard import queries
from mingzheng.publicity.actions import records
from mingzheng.publicity.states import RecordState as S
from mingzheng.publicity.tests.factories import a_record, an_entry, anew, card, credit_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 8  # design §6
LIST = "/publicity/"


@pytest.fixture
def board(cast):
    """A penalty of a person, a permit of a company, a draft."""
    person = a_record(cast, at=S.PUBLISHED)
    company = a_record(cast, "permit", at=S.PUBLISHED)
    a_record(cast, CF_WSH="草稿1号")
    return cast, person, company


def test_the_list_is_narrowed_by_words_and_facets(client, board, words):
    cast, person, company = board

    everything = words(client.get(LIST))
    assert "欧**：未经登记擅自开展活动" in everything
    assert "草稿1号" not in everything
    assert "警告 1" in everything
    for query, found in [
        ("kind=penalty", person), ("kind=permit", company), ("type=fine", person),
        (f"office={cast.office.code}&type=general", company), ("q=明月养老", company),
        (f"q={credit_code(1)}", company), ("q=云民罚", person), ("year=2026&kind=permit", company),
    ]:  # fmt: skip
        told = words(client.get(f"{LIST}?{query}"))
        assert "找到 1 条" in told, query
        assert found.document_number in told
    for query in ("q=欧阳明月", f"q={card(2)}", "year=1999", "type=nonsense", "office=x"):
        assert "没有这样的公示信息" in words(client.get(f"{LIST}?{query}")), query
    for query in ("kind=x", "year=²", "page=2", "page=0"):
        assert "可以从" in words(client.get(f"{LIST}?{query}"), 404), query


def test_nobody_learns_who_a_person_is_from_any_page_or_file(client, board):
    """《个人信息保护法》第二十五条."""
    _, person, company = board
    addresses = [
        LIST,
        person.public_url,
        company.public_url,
        "/publicity/feed.atom",
        "/search/?q=欧",
    ]
    addresses += [f"/publicity/download.{kind}" for kind in ("csv", "json", "xlsx")]

    for address in addresses:
        answer = client.get(address)
        said = answer.content
        if address.endswith("xlsx"):
            page = openpyxl.load_workbook(io.BytesIO(said)).active
            said = str(list(page.values)).encode()
        assert answer.status_code == 200, address
        for secret in ("欧阳明月", card(1), card(2)):
            assert secret.encode() not in said, address


def test_a_record_has_its_table_its_short_address_and_its_code(client, board, words):
    _, person, company = board

    told = words(client.get(company.public_url))

    assert company.public_url == f"/d/XK{company.pk:06d}/"
    assert f"testserver/d/{company.code}/" in told
    assert "许可内容 准予设立云溪县明月养老院" in told
    assert "有效期至 2031年6月7日" in told
    assert "公示到 2031-06-07" in told
    qr = client.get(reverse("noticeboard:qr", args=[person.code]))
    assert qr["Content-Type"] == "image/svg+xml"
    assert client.get(f"/d/{company.code.lower()}/").status_code == 200
    for code in ("XK999999", "CF1", f"CF{company.pk}", "nonsense", "XK" + "9" * 30):
        assert client.get(f"/d/{code}/").status_code == 404
    assert queries.told("CF²") is None


def test_drafts_and_what_waits_are_not_there(client, cast):
    for at, number in ((S.DRAFT, "1号"), (S.REVIEW, "2号")):
        record = a_record(cast, CF_WSH=number, at=at)
        assert client.get(record.public_url).status_code == 404
        assert client.get(reverse("noticeboard:qr", args=[record.code])).status_code == 404


def test_what_was_taken_down_leaves_only_its_reason(client, cast, words):
    """《行政处罚法》第四十八条."""
    record = a_record(cast, at=S.WITHDRAWN)

    told = words(client.get(record.public_url), 410)

    assert "决定已被依法撤销" in told
    assert "云民罚〔2026〕3号" in told
    assert "欧" not in told
    assert "收取会费" not in told
    assert "没有" in words(client.get(LIST)) or "还没有" in words(client.get(LIST))


def test_what_is_over_says_so_and_nothing_else(client, cast, words, later):
    record = a_record(cast, at=S.PUBLISHED, CF_GSJZQ="2026-09-01")
    with later(date(2026, 9, 2)):
        records.expire_due(date(2026, 9, 2))

        told = words(client.get(record.public_url), 410)

    assert "公示期到 2026年9月1日" in told
    assert "云民罚〔2026〕3号" not in told
    assert "欧" not in told


def test_a_correction_is_told_on_the_page(client, cast, words):
    record = a_record(cast, at=S.PUBLISHED)
    records.propose(record, an_entry(CF_NR_FK="0.3"), by=cast.drafter, reason="金额笔误")
    records.correct(anew(record), by=cast.reviewer)

    told = words(client.get(record.public_url))

    assert "更正 1 处" in told
    assert "金额笔误" in told
    assert "5000 元 改为 3000 元" in told


def test_files_hold_what_the_filters_leave(client, board):
    _, person, _ = board

    rows = json.loads(client.get("/publicity/download.json?kind=penalty").content)
    table = client.get("/publicity/download.csv").content.decode("utf-8-sig")

    assert [row["编号"] for row in rows] == [person.code]
    assert rows[0]["行政相对人名称"] == "欧**"
    assert rows[0]["网址"] == f"http://testserver{person.public_url}"
    assert "证件号码" not in table
    assert len(table.splitlines()) == 3
    assert client.get("/publicity/download.exe").status_code == 404


def test_cells_that_a_spreadsheet_would_run_are_defused(client, cast):
    a_record(cast, "permit", at=S.PUBLISHED, XK_XDR_MC="=1+1有限公司", XK_WSH="=HYPERLINK(1)")

    assert "'=1+1有限公司" in client.get("/publicity/download.csv").content.decode()


def test_the_feed_tells_the_newest(client, board):
    feed = client.get("/publicity/feed.atom").content.decode()

    assert "行政处罚：欧**，未经登记擅自开展活动" in feed
    assert feed.count("<entry>") == 2


@pytest.mark.parametrize("address", ["list", "search", "record", "gone"])
def test_pages_stay_cheap(client, cast, django_assert_max_num_queries, address):
    for n in range(25):
        record = a_record(cast, CF_WSH=f"{n}号", at=S.PUBLISHED)
    gone = a_record(cast, CF_WSH="撤的", at=S.WITHDRAWN)
    url = {"list": LIST, "search": f"{LIST}?q=擅自&kind=penalty&type=fine",
           "record": record.public_url, "gone": gone.public_url}[address]  # fmt: skip
    client.get(LIST)

    with django_assert_max_num_queries(BUDGET):
        client.get(url)


def test_a_person_whom_a_correction_hides_is_hidden_in_what_stood_before(client, cast):
    """《个人信息保护法》第二十五条: entered as a trader, corrected to the natural person."""
    trader = {
        "CF_XDR_MC": "钟离未央",
        "CF_XDR_LB": "个体工商户",
        "CF_FRDB": "钟离未央",
        "CF_XDR_SHXYM": credit_code(7),
        "CF_WFXW": "钟离未央擅自开展活动",
        "CF_XDR_ZJLX": "",
        "CF_XDR_ZJHM": "",
        "CF_SY": "收费。",
        "CF_NR": "警告。",
    }
    record = a_record(cast, at=S.PUBLISHED, **trader)
    person = {
        "CF_XDR_MC": "钟离未央",
        "CF_WFXW": "擅自开展活动",
        "CF_SY": "收费。",
        "CF_NR": "警告。",
    }
    steps = [
        (trader | {"CF_WFXW": "钟离未央未经登记开展活动"}, "文字笔误"),
        (person, "钟离未央是自然人"),
        (person | {"CF_XDR_MC": "云溪县明月养老服务有限公司", "CF_XDR_LB": "法人",
                   "CF_XDR_SHXYM": credit_code(1), "CF_FRDB": "罗秋实",
                   "CF_XDR_ZJHM": "", "CF_XDR_ZJLX": ""},
         "不是钟离未央，是公司"),
    ]  # fmt: skip
    for said, reason in steps:
        records.propose(anew(record), an_entry(**said), by=cast.drafter, reason=reason)
        records.correct(anew(record), by=cast.reviewer)
        page = client.get(record.public_url).content.decode()
        if reason != "文字笔误":
            assert "钟离未央" not in page
            assert credit_code(7) not in page
            assert "<del>钟**擅自开展活动</del>" in page
    assert "<ins>云溪县明月养老服务有限公司</ins>" in page  # what holds now is read in full


def test_a_mended_name_leaves_its_old_spelling_nowhere(client, cast):
    """《个人信息保护法》第二十五条: mended as a draft, then corrected when it was shown."""
    record = a_record(cast, CF_WFXW="欧阳明月未经登记开展活动")
    left = {"CF_WFXW": "欧阳明月未经登记开展活动", "CF_XDR_MC": "欧阳明悦"}
    records.change(record, an_entry(**left), by=cast.drafter)
    records.submit(anew(record), by=cast.drafter)
    records.release(anew(record), by=cast.reviewer)
    addresses = [reverse("noticeboard:records"), "/publicity/download.csv", "/publicity/feed.atom"]
    search = f"{reverse('search:search')}?q=未经登记"
    for name in ("", "欧阳鸣悦"):
        if name:
            entry = an_entry(**(left | {"CF_XDR_MC": name}))
            records.propose(anew(record), entry, by=cast.drafter, reason="欧阳明悦写错了")
            records.correct(anew(record), by=cast.reviewer)
        for address in (record.public_url, *addresses, search):
            page = client.get(address).content.decode()
            assert "欧**" in page, address
            assert "明月" not in page, address
            assert "明悦" not in page, address
            assert "鸣悦" not in page, address


def test_the_site_map_has_companies_and_no_person(client, board):
    _, person, company = board

    told = client.get("/sitemap-publicity.xml").content.decode()

    assert f"{company.public_url}</loc><lastmod>" in told
    assert person.public_url not in told
    assert "/sitemap-publicity.xml" in client.get("/sitemap.xml").content.decode()


def test_programs_read_of_permits_and_penalties_but_of_no_person(client, board):
    """《个人信息保护法》第二十五条."""
    _, person, company = board

    listed, _ = told(client, LIST)
    permit, trail = told(client, company.public_url)

    assert [one["url"].removeprefix("http://testserver") for one in
            listed["mainEntity"]["itemListElement"]] == [company.public_url]  # fmt: skip
    assert permit["@type"] == "GovernmentPermit"
    assert permit["issuedBy"]["name"] == company.organisation_name
    assert permit["identifier"] == company.document_number
    assert [step["name"] for step in trail["itemListElement"]][1:] == [
        *("行政许可和行政处罚公示", company.code)
    ]
    assert [one["@type"] for one in told(client, person.public_url)] == ["BreadcrumbList"]


def test_a_penalty_is_a_document_of_its_office(client, cast):
    one = a_record(
        cast, at=S.PUBLISHED, CF_XDR_LB="法人及非法人组织", CF_XDR_MC="云溪县明月养老服务中心",
        CF_XDR_SHXYM=credit_code(1), CF_XDR_ZJLX="", CF_XDR_ZJHM="", CF_FRDB="周以宁",
    )  # fmt: skip

    said, _ = told(client, one.public_url)

    assert said["@type"] == "DigitalDocument"
    assert said["datePublished"] == f"{one.published_on}"


def told(client, address):
    page = client.get(address).content.decode()
    return json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])["@graph"]
