"""The seals in public, and the page on which anybody checks a receipt."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import a_cast, an_edition
from mingzheng.core import trace
from mingzheng.evidence import queries
from mingzheng.evidence.actions import seal_due

pytestmark = pytest.mark.django_db

CHECK = "/seals/check/"


@pytest.fixture
def edition(frozen):
    """An edition in force, its day sealed."""
    edition = an_edition(a_cast(), at=EditionState.IN_FORCE)
    frozen.shift(timedelta(days=1))
    seal_due()
    return edition


def receipt_of(client, edition) -> str:
    return client.get(f"/catalogue/editions/{edition.pk}/receipt.json").content.decode()


def checked(client, text: str) -> str:
    answer = client.post(CHECK, {"text": text})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_seals_are_public_and_chained(client, edition, frozen, django_assert_max_num_queries):
    frozen.shift(timedelta(days=1))
    seal_due()
    newest, first = queries.seals()

    with django_assert_max_num_queries(8):
        html = client.get("/seals/").content.decode()

    for words in ("2026-06-15", "2026-06-16", first.root, newest.hash, "第一天"):
        assert words in html
    assert html.index("2026-06-16") < html.index("2026-06-15")
    assert html.count(first.hash) == 2  # its own, and as the day before
    assert "/seals/" in client.get("/site-map/").content.decode()


def test_without_a_seal_the_page_says_when_there_will_be_one(client):
    assert "还没有封存的日子" in client.get("/seals/").content.decode()


def test_all_seals_can_be_kept_as_a_file(client, edition):
    (seal,) = queries.seals()

    (row,) = client.get("/seals/all.json").json()
    table = client.get("/seals/all.csv")

    assert (row["day"], row["events"], row["root"]) == ("2026-06-15", seal.events, seal.root)
    assert row["hash"] == trace.digest(
        (
            row["previous_hash"]
            + trace.as_json({name: row[name] for name in ("algorithm", "day", "events", "root")})
        ).encode()
    )
    lines = table.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "日期,条数,算法,根校验值,前一日封存值,封存值"
    assert lines[1].startswith(f"2026-06-15,{seal.events},sm3,{seal.root},,")
    assert client.get("/seals/all.xml").status_code == 404
    tag = {"if-none-match": table.headers["ETag"]}
    assert client.get("/seals/all.csv", headers=tag).status_code == 304


def test_a_receipt_names_what_came_into_force_and_nobody(client, edition):
    text = receipt_of(client, edition)

    content = json.loads(json.loads(text)["content"])

    assert content["facts"]["content_hash"] == edition.content_hash
    assert content["facts"]["effective_on"] == "2026-06-15"
    assert (content["actor_name"], content["organisation"], content["note"]) == ("系统", "", "")
    people = ("林书瑶", "何静川", "孟长河")
    assert not any(name in text for name in people)


def test_anybody_checks_a_receipt_without_a_cookie(client, edition):
    html = checked(client, receipt_of(client, edition))

    assert "凭证成立" in html
    assert edition.content_hash in html
    assert "内容指纹" in html
    assert edition.title in html
    assert not client.cookies


def test_a_receipt_can_be_sent_as_the_file_it_is(client, edition):
    data = receipt_of(client, edition).encode()

    for content in (data, b"\xef\xbb\xbf" + data):
        answer = client.post(CHECK, {"file": SimpleUploadedFile("凭证.json", content)})
        assert "凭证成立" in answer.content.decode()


def test_a_changed_receipt_proves_nothing_and_is_not_repeated(client, edition):
    html = checked(client, receipt_of(client, edition).replace("云溪县民政局公开", "王某公开"))

    assert "不能证明" in html
    assert "对不上" in html
    assert "凭证上写的" not in html


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "请选凭证文件"),
        ({"text": "x"}, "不是留痕凭证"),
        ({"text": "</textarea><script>"}, "不是留痕凭证"),
        ({"text": "[" * 90_000}, "不是留痕凭证"),
        ({"text": "x" * 100_001}, "没有这么大"),
        ({"file": b"\xff\xfe"}, "不是留痕凭证"),
        ({"file": b"x" * 100_001}, "没有这么大"),
    ],
)
def test_what_is_no_receipt_gets_a_sentence(client, sent, words):
    if "file" in sent:
        sent = {"file": SimpleUploadedFile("x.json", sent["file"])}

    html = client.post(CHECK, sent).content.decode()

    assert words in html
    assert "没有办成" in html
    assert "<script>" not in html
