"""The desk of major decisions, through the web."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from mingzheng.accounts.models import Person
from mingzheng.decisions.models import Decision, DecisionCatalogue
from mingzheng.decisions.states import DecisionListState as L
from mingzheng.decisions.states import DecisionState as S
from mingzheng.decisions.tests.factories import (
    a_catalogue,
    a_decision,
    a_row,
    day,
    on_course,
    opinions,
    said,
    the_decision,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
FRAME = 7  # queries of the frame and the to-do list on every page of the desk
BUDGET = 8  # of the page itself


def place(name: str, *args) -> str:
    return reverse(f"decisions_desk:{name}", args=args)


def posted(said_so: dict) -> dict:
    """Answers as a browser sends them."""
    plain = {name: value for name, value in said_so.items() if value not in (None, False)}
    return {name: "on" if value is True else value for name, value in plain.items()}


def test_a_clerk_opens_writes_and_sends_the_catalogue(cast, at_desk, words):
    desk = at_desk(cast.county_clerk)
    desk.post(place("open"), {"year": "2026"})
    made = DecisionCatalogue.objects.get()
    row = {
        "name": "农村客运公交化改造", "kind": "policy", "lead": cast.office.code, "basis": "规划",
        "plan_legal": "2026-09", "out_argued": "专业性不强",
    }  # fmt: skip

    assert "至少写一步" in words(desk.post(place("new_row", made.pk), row | {"plan_legal": ""}))
    assert "写成 2026-06" in words(
        desk.post(place("new_row", made.pk), row | {"plan_legal": "9月"})
    )
    desk.post(place("new_row", made.pk), row)

    text = words(desk.get(place("catalogue", made.pk)))
    assert "合法性审查 2026-09" in text
    assert "不办的：专家论证：专业性不强" in text
    desk.post(place("row", made.pk, "2026-01"), row | {"name": "公交化"})
    desk.post(place("list_step", made.pk, "submit"))
    assert made.matters.get().name == "公交化"
    assert DecisionCatalogue.objects.get().state == L.REVIEW
    assert "这一版是“待审核”" in words(desk.get(place("row", made.pk, "2026-01")))


def test_consent_is_put_on_file_and_the_catalogue_published(cast, at_desk, words):
    made = a_catalogue(cast, at=L.CONSENT)
    desk = at_desk(cast.decider)

    late = {"of": "中共云溪县委", "on": f"{day(1)}"}
    assert "还没有到" in words(desk.post(place("list_step", made.pk, "consent"), late))
    desk.post(place("list_step", made.pk, "consent"), late | {"on": f"{day()}"})
    desk.post(place("list_step", made.pk, "publish"))

    assert DecisionCatalogue.objects.get().state == L.PUBLISHED
    assert Decision.objects.count() == 2


def test_the_workbook_goes_out_and_comes_back(cast, at_desk, words):
    made = a_catalogue(cast, at=L.DRAFT)
    desk = at_desk(cast.county_clerk)
    book = load_workbook(io.BytesIO(desk.get(place("workbook", made.pk)).content))
    sheet = book["填报"]
    sheet["B3"] = "公交化改造"
    sheet.append(["", "水价调整", "重大公共政策和措施", cast.office.name, "", "办法", "2026-08"])
    out = io.BytesIO()
    book.save(out)

    file = SimpleUploadedFile("目录.xlsx", out.getvalue())
    text = words(desk.post(place("upload", made.pk), {"file": file}, follow=True))

    assert "已导入 3 个事项" in text
    assert list(made.matters.values_list("code", "name")) == [
        ("2026-01", "公交化改造"), ("2026-02", "县城停车收费标准"), ("2026-03", "水价调整"),
    ]  # fmt: skip
    assert "已撤销" in words(desk.post(place("undo", made.pk), follow=True))
    assert made.matters.count() == 2


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("水价,政策,云溪县交通运输局,办法,2026-08", "“类别”写的是“政策”"),
        ("水价,重要规划,火星局,办法,2026-08", "本机关里没有这个单位"),
        ("水价,重要规划,云溪县交通运输局,,2026-08", "没有写依据"),
        ("水价,重要规划,云溪县交通运输局,办法,八月", "写成 2026-06"),
    ],
)
def test_a_wrong_workbook_changes_nothing_and_names_the_row(cast, at_desk, words, line, sentence):
    made = a_catalogue(cast, at=L.DRAFT)
    text = f"事项名称,类别,承办单位,依据,征求意见（月份）\n{line}\n"
    file = SimpleUploadedFile("目录.csv", text.encode())

    shown = words(at_desk(cast.county_clerk).post(place("upload", made.pk), {"file": file}))

    assert sentence in shown
    assert "第 2 行" in shown
    assert made.matters.count() == 2


def test_a_file_that_is_no_catalogue_is_refused_in_words(cast, at_desk, words):
    made = a_catalogue(cast, at=L.DRAFT)
    desk = at_desk(cast.county_clerk)

    for data, sentence in ((b"a,b\n1,2\n", "没有找到表头"), (b"%PDF-1.4", "PDF")):
        file = SimpleUploadedFile("目录.csv", data)
        assert sentence in words(desk.post(place("upload", made.pk), {"file": file}))


def test_a_matter_is_started_with_reasons_for_what_is_left_out(cast, at_desk, frozen, words):
    one = a_decision(cast, frozen)
    desk = at_desk(cast.decider)
    answers = posted(said("start")) | {"out_argued": "专业性不强", "out_consulting": "赶时间"}

    assert "依法不予公开的" in words(desk.post(place("step", one.pk, "start"), answers))
    answers.pop("out_consulting")
    desk.post(place("step", one.pk, "start"), answers | {"out_hearing": "没有分歧"})

    assert the_decision().left_out == {"argued": "专业性不强", "hearing": "没有分歧"}


def test_a_short_consultation_is_named_beside_its_box(cast, at_desk, frozen, words):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    desk = at_desk(cast.reviewer)
    answers = posted(said("consult", closes_on=day(20)))

    assert "只有 20 日，不满 30 日" in words(desk.post(place("step", one.pk, "consult"), answers))
    desk.post(place("step", one.pk, "consult"), answers | {"short_reason": "汛期将到"})

    assert the_decision().state == S.CONSULTING
    public = words(desk.get(reverse("decisions:matter", args=[one.pk])))
    assert "汛期将到" in public


def test_opinions_are_summed_up_in_a_table(cast, at_desk, frozen, words):
    one = a_decision(cast, frozen, at=S.CONSULTING)
    desk = at_desk(cast.drafter)
    rows = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-text": "末班车太早",
        "form-0-number": "2", "form-0-outcome": "taken", "form-0-reason": "", "form-1-text": "",
    }  # fmt: skip

    assert "都写明理由" in words(desk.post(place("opinions", one.pk), rows))
    desk.post(place("opinions", one.pk), rows | {"form-0-reason": "延到十九点"})

    assert one.opinions.get().reason == "延到十九点"
    assert "末班车太早" in words(desk.get(place("opinions", one.pk)))


def test_another_draft_keeps_what_was_chosen(cast, at_desk, frozen, words):
    one = a_decision(cast, frozen, at=S.ARGUED)
    desk = at_desk(cast.drafter)
    answers = posted(said("draft")) | {"note": "补充补偿办法", "kept": ["consulting", "answered"]}

    assert "沿用“征求意见”" in words(desk.get(place("step", one.pk, "redraft")))
    desk.post(place("step", one.pk, "redraft"), answers)

    assert (the_decision().round, the_decision().kept) == (2, ["consulting", "answered"])


def test_the_case_page_shows_the_file_the_clock_and_the_steps(cast, at_desk, frozen, words):
    one = a_decision(cast, frozen, at=S.CONSULTING)
    opinions(one, cast)

    text = words(at_desk(cast.drafter).get(one.get_absolute_url()))

    for shown in (
        "公开征求意见期限",
        "第十五条",
        "归纳意见",
        "财政、发改没有不同意见",
        "末班车太早",
    ):
        assert shown in text
    assert "由承办单位审核人办理" in text


def test_documents_and_suggestions_are_put_on_file(cast, at_desk, frozen, words):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    desk = at_desk(cast.drafter)

    paper = {"title": "线路图", "stage": "drafted"}
    assert "或者它的网址" in words(desk.post(place("new_document", one.pk), paper))
    desk.post(place("new_document", one.pk), paper | {"text": "十二条线路", "is_public": "on"})
    made = one.documents.get()
    assert "删除《线路图》" in words(desk.get(one.get_absolute_url()))
    desk.post(place("remove_document", one.pk, made.pk))
    desk.post(place("propose"), {"name": "夜间公交", "kind": "policy", "basis": "代表建议"})

    assert not one.documents.exists()
    assert Decision.objects.get(name="夜间公交").organ == cast.county


def test_a_stranger_sees_nothing(cast, at_desk, frozen):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    desk = at_desk(cast.stranger)

    assert one.name not in desk.get(place("matters")).content.decode()
    for name in ("matter", "opinions", "new_document"):
        assert desk.get(place(name, one.pk)).status_code == 404
    assert desk.post(place("step", one.pk, "consult")).status_code == 404


def test_a_step_that_cannot_be_taken_says_why(cast, at_desk, frozen, words):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    desk = at_desk(cast.decider)

    assert "现在不能办“登记集体讨论”" in words(desk.get(place("step", one.pk, "discuss")))
    assert desk.get(place("step", one.pk, "nonsense")).status_code == 404


@pytest.mark.parametrize("name", ["matters", "matter", "catalogues", "catalogue"])
def test_a_page_asks_no_more_for_many(cast, at_desk, frozen, django_assert_max_num_queries, name):
    made = a_catalogue(cast, rows=[a_row(cast, f"事项 {n}") for n in range(12)])
    one = on_course(the_decision("事项 3"), cast, frozen, S.CONSULTING)
    opinions(one, cast)
    desk = at_desk(cast.county_clerk)
    args = {"matter": [one.pk], "catalogue": [made.pk]}.get(name, [])
    desk.get(place(name, *args))

    with django_assert_max_num_queries(FRAME + BUDGET):
        desk.get(place(name, *args))


def test_a_catalogue_is_begun_where_the_post_is_held(cast, at_desk, words):
    """A decision officer sits in an office of the county: the county's catalogue all the same."""
    Person.objects.filter(pk=cast.decider.pk).update(organisation=cast.office)
    desk = at_desk(Person.objects.get(pk=cast.decider.pk))

    assert "起草县政府" in words(desk.get(reverse("decisions_desk:catalogues")))
    desk.post(reverse("decisions_desk:open"), {"year": "2026"})

    assert DecisionCatalogue.objects.get().organisation == cast.county
