"""What the public sees of major decisions, through the web."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mingzheng.decisions.actions import catalogues, course
from mingzheng.decisions.models import Decision
from mingzheng.decisions.states import DecisionState as S
from mingzheng.decisions.tests.factories import (
    a_catalogue,
    a_decision,
    a_row,
    forward,
    on_course,
    said,
    the_decision,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 8


def test_the_list_says_where_each_matter_stands(cast, frozen, client, words):
    a_decision(cast, frozen, at=S.CONSULTING)

    text = words(client.get(reverse("decisions:matters")))

    assert "农村客运公交化改造" in text
    assert "正在征求意见，还有 31 日" in text
    assert "中共云溪县委 2026年6月15日同意" in text
    assert "县城停车收费标准" in text


@pytest.mark.parametrize(("look", "number"), [("open", 1), ("going", 2), ("done", 0)])
def test_the_list_is_narrowed(cast, frozen, client, look, number):
    a_decision(cast, frozen, at=S.CONSULTING)

    answer = client.get(reverse("decisions:matters"), {"look": look, "year": "2026"})

    assert answer.context["listing"].paginator.count == number


def test_a_consultation_shows_draft_period_and_how_to_write(cast, frozen, client, words):
    """《重大行政决策程序暂行条例》第十五条: 公布决策草案及其说明，明确提出意见的方式和期限."""
    one = a_decision(cast, frozen, at=S.CONSULTING)

    text = words(client.get(reverse("decisions:matter", args=[one.pk])))

    for shown in ("两元一票", "解决出行难", "7月16日截止，还有 31 日", "gj@yunxi.example"):
        assert shown in text
    assert "听证会不适用：没有较大分歧" in text
    assert "财政、发改" not in text


def test_the_published_decision_shows_adoption_and_result(cast, frozen, client, words):
    one = a_decision(cast, frozen, at=S.EVALUATED)

    answer = client.get(reverse("decisions:matter", args=[one.pk]))
    text = words(answer)

    for shown in ("末班车太早", "不采纳", "云政发〔2026〕8号", "满意率九成", "采纳分步实施"):
        assert shown in text
    for hidden in ("郑三", "原客运业主补偿", "属县政府权限", "段明理", "乔一舟"):
        assert hidden not in text
    graph = json.loads(answer.context["linked_data"])["@graph"]
    assert [one["@type"] for one in graph] == ["WebPage", "Legislation", "BreadcrumbList"]


def test_what_does_not_apply_says_why(cast, frozen, client, words):
    out = {"hearing": "没有分歧", "argued": "专业性不强"}
    one = on_course(a_decision(cast, frozen), cast, frozen, S.ASSESSED, out)

    text = words(client.get(reverse("decisions:matter", args=[one.pk])))

    assert "专家论证 不适用 专业性不强" in text
    assert "风险评估 完成，2026-07-17" in text


def test_an_ended_matter_says_why(cast, frozen, client, words):
    one = a_decision(cast, frozen, at=S.CONSULTING)
    course.end(one, by=cast.decider, note="上级另有统一方案。")

    text = words(client.get(reverse("decisions:matter", args=[one.pk])))

    assert "上级另有统一方案。" in text
    assert "专家论证 已终止" in text
    assert "还没到" not in text
    for kind in ("csv", "xlsx", "json"):
        assert client.get(reverse("decisions:download", args=[kind])).status_code == 200


def test_a_closed_matter_is_nowhere(cast, frozen, client):
    one = a_decision(cast, frozen)
    out = {"consulting": "涉及国家安全"}
    course.start(one, said("start"), by=cast.decider, left_out=out, is_open=False)

    assert client.get(reverse("decisions:matter", args=[one.pk])).status_code == 404
    assert client.get(reverse("decisions:qr", args=[one.pk])).status_code == 404
    for name, args in (("matters", []), ("feed", ["json"]), ("download", ["csv"])):
        answer = client.get(reverse(f"decisions:{name}", args=args))
        assert one.name not in answer.content.decode()


def test_versions_tell_what_was_adjusted_and_why(cast, client, words):
    a_catalogue(cast)
    new = catalogues.open_draft(cast.county, 2026, by=cast.county_clerk, reason="规划有变。")
    catalogues.put_row(new, a_row(cast, "水价调整"), by=cast.county_clerk)
    forward(new, cast)

    text = words(client.get(reverse("decisions:version", args=[new.pk])))

    assert "调整原因：规划有变。" in text
    assert "新增 2026-03 水价调整" in text
    assert "第2版" in words(client.get(reverse("decisions:versions")))


def test_a_draft_catalogue_is_not_public(cast, client):
    draft = a_catalogue(cast, at="agreed")

    assert client.get(reverse("decisions:version", args=[draft.pk])).status_code == 404
    assert not Decision.objects.exists()


def test_files_and_feeds(cast, frozen, client):
    one = a_decision(cast, frozen, at=S.PUBLISHED)

    rows = json.loads(client.get(reverse("decisions:download", args=["json"])).content)
    assert (rows[0]["事项名称"], rows[0]["结果"]) == (one.name, "完成")
    text = client.get(reverse("decisions:download", args=["csv"])).content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("年度,事项编号,事项名称")
    assert client.get(reverse("decisions:download", args=["xlsx"])).content[:2] == b"PK"
    feed = client.get(reverse("decisions:feed", args=["json"])).json()
    assert feed["items"][0]["title"] == f"公布决策：{one.name}"
    assert client.get(reverse("decisions:feed", args=["atom"])).status_code == 200
    for name in ("download", "feed"):
        assert client.get(reverse(f"decisions:{name}", args=["exe"])).status_code == 404
    svg = client.get(reverse("decisions:qr", args=[one.pk]))
    assert svg.headers["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("name", ["matters", "matter", "version", "versions"])
def test_pages_ask_little(cast, frozen, client: Client, django_assert_max_num_queries, name):
    rows = [a_row(cast, f"事项 {n}") for n in range(12)]
    made = a_catalogue(cast, rows=rows)
    one = on_course(the_decision("事项 3"), cast, frozen, S.PUBLISHED)
    args = {"matter": [one.pk], "version": [made.pk]}.get(name, [])
    client.get(reverse(f"decisions:{name}", args=args))

    with django_assert_max_num_queries(BUDGET):
        client.get(reverse(f"decisions:{name}", args=args))


def test_after_the_period_the_page_no_longer_asks(cast, frozen, client, words):
    one = a_decision(cast, frozen, at=S.CONSULTING)
    frozen.move_to(f"{one.closes_on + timedelta(days=1)}T10:00:00+08:00")

    text = words(client.get(reverse("decisions:matter", args=[one.pk])))

    assert "现在办到“征求意见”" in text
