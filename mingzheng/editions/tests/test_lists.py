"""Lists of powers on the desk and for residents: written, judged, approved, looked up."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_department
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.powers.actions.items import save_item
from mingzheng.powers.tests.factories import a_list, power
from mingzheng.processes.tests.factories import (
    a_process,
    a_proposal,
    forward,
    information,
    judge_all,
)

pytestmark = pytest.mark.django_db


def page_of(edition, name: str, *more) -> str:
    return reverse(f"lists_desk:{name}", args=[edition.pk, *more])


def test_an_office_opens_fills_and_changes_its_list(cast, at_desk, words):
    client = at_desk(cast.drafter)

    client.post(reverse("catalogue_desk:open"), {"kind": "powers"})
    draft = edition_for(cast.office, ListKind.POWERS)
    client.post(
        page_of(draft, "new"), {"type": "01", "name": "养老许可", "bases": "《甲法》\n《乙法》"}
    )
    item = draft.powers.get()
    said = {"type": "01", "name": "养老许可", "promised_unit": "at_once", "charged": "0"}
    client.post(page_of(draft, "edit", item.code), said)

    item.refresh_from_db()
    assert (item.content.promised, item.charged, item.bases) == ("当场办结", False, [])
    assert "养老许可" in words(client.get(page_of(draft, "items")))
    assert "是否收费 否" in words(client.get(page_of(draft, "item", item.code)))
    client.post(page_of(draft, "remove", item.code), {"reason": "依据废止"})
    assert not draft.powers.exists()


def test_materials_are_typed_in_as_rows(cast, at_desk, words):
    edition = a_list(cast, rows=[power(materials=[{"name": "申请表"}])])
    item, client = edition.powers.get(), at_desk(cast.drafter)
    rows = {"TOTAL_FORMS": 3, "INITIAL_FORMS": 1, "0-name": "申请表", "1-name": "身份证"}
    rows |= {"1-issuer": "公安局", "1-originals": "1", "1-required": "1", "2-copies": "2"}
    said = {"type": "10", "name": item.name} | {f"materials-{k}": v for k, v in rows.items()}

    assert "申请表" in words(client.get(page_of(edition, "edit", item.code)))
    wrong = client.post(page_of(edition, "edit", item.code), said)
    assert "也要写材料名称" in words(wrong)
    said["materials-2-copies"] = ""
    shown = words(client.post(page_of(edition, "edit", item.code), said, follow=True))

    item.refresh_from_db()
    whole = {"name": "身份证", "issuer": "公安局", "originals": 1, "required": True}
    assert item.content["materials"] == [{"name": "申请表"}, whole]
    assert "材料名称 出具机构 原件份数 是否必备" in shown


def test_a_wrong_form_says_what_is_missing(cast, at_desk, words):
    edition = a_list(cast)

    said = words(at_desk(cast.drafter).post(page_of(edition, "new"), {"type": "20"}))

    assert "请填事项名称" in said
    assert edition.powers.count() == 2


def test_a_code_that_no_column_holds_is_marked_at_its_field(cast, at_desk):
    edition = a_list(cast)
    row = {"type": "01", "name": "设立许可", "base_code": "1" * 81}

    form = at_desk(cast.drafter).post(page_of(edition, "new"), row).context["form"]

    assert list(form.errors) == ["base_code"]
    assert "80" in form.errors["base_code"][0]


@pytest.mark.parametrize("place", ["", "changes/", "changes/?print=1", "quality/", "names/"])
def test_the_pages_of_every_edition_serve_lists_too(cast, at_desk, words, place):
    edition = a_list(cast)

    said = words(at_desk(cast.drafter).get(f"{edition.get_absolute_url()}{place}"))

    assert edition.title in said


@pytest.mark.parametrize("name", ["items", "duties", "standards"])
def test_pages_of_the_catalogue_alone_are_not_there_for_lists(cast, at_desk, name):
    edition = a_list(cast)
    address = reverse(f"catalogue_desk:{name}", args=[edition.pk])

    assert at_desk(cast.drafter).get(address).status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_a_list_is_taken_out_as_a_file(cast, at_desk, kind):
    edition = a_list(cast)
    address = reverse("catalogue_desk:export", args=[edition.pk, kind])

    answer = at_desk(cast.drafter).get(address)

    assert answer.status_code == 200
    assert len(answer.content) > 100
    wrong = reverse("catalogue_desk:export", args=[edition.pk, "pdf"])
    assert at_desk(cast.drafter).get(wrong).status_code == 404


def test_the_openness_office_approves_a_list_on_the_desk(cast, at_desk):
    edition = a_process(cast)
    judge_all(edition, cast)
    forward(edition, cast, EditionState.APPROVAL)
    said = {"approval_number": "云政公开〔2026〕9号", "effective_on": f"{timezone.localdate()}"}

    address = reverse("catalogue_desk:step", args=[edition.pk, "approve"])
    at_desk(cast.openness).post(address, said)

    edition.refresh_from_db()
    assert edition.state == EditionState.IN_FORCE
    check = at_desk(cast.openness).get(f"{edition.get_absolute_url()}?verify=1")
    assert "一个字没有改过" in check.content.decode()


def test_information_is_judged_on_the_desk(cast, at_desk, words):
    edition = a_process(cast)
    clerk, office = at_desk(cast.drafter), at_desk(cast.openness)
    letter, opinion = (information(edition, n) for n in ("受理通知书", "内部审查意见"))

    def step(one, name: str) -> str:
        return reverse("processes:step", args=[one.pk, name])

    both = clerk.post(step(letter, "open_up"), {})
    assert "二者选一" in words(both)
    next_one = clerk.post(step(letter, "open_up"), {"field": "20"}, follow=True)
    assert "这是下一条，这份清单还有" in words(next_one)
    bad = clerk.post(step(opinion, "propose"), {"attribute": "withheld"})
    assert "说明理由" in words(bad)
    a_proposal(opinion, cast)
    assert "内部审查意见" in words(office.get(reverse("processes:waiting")))
    assert "不主动公开的信息" in words(office.get(reverse("workbench:todo")))
    last = office.post(step(opinion, "pass_through"), {}, follow=True)
    assert "这是下一条" not in words(last)

    opinion.refresh_from_db()
    assert opinion.state == "settled"
    assert Item.objects.get().level2 == "受理通知书"
    assert Edition.objects.get(pk=edition.pk).judgements_open == 1
    said = words(clerk.get(reverse("processes:processes", args=[edition.pk])))
    assert "内部审查意见" in said


def test_steps_are_written_on_one_page(cast, at_desk, words):
    edition = a_process(cast)
    code = edition.powers.get().code
    client = at_desk(cast.drafter)
    address = reverse("processes:edit", args=[edition.pk, code])
    form = client.get(address).context["forms"]
    data = {"s-TOTAL_FORMS": "2", "s-INITIAL_FORMS": "0"}
    data |= {"s-0-number": "1", "s-0-name": "受理", "s-0-next": "2", "s-0-information": "甲\n乙"}

    twice = client.post(address, data | {"s-1-number": "1", "s-1-name": "办结"})
    lost = client.post(address, data | {"s-1-number": "2", "s-1-post": "岗"})
    client.post(address, data | {"s-1-number": "2", "s-1-name": "办结"})

    assert len(form) == 6
    assert "环节序号有重复" in words(twice)
    assert "序号和名称都要填" in words(lost)
    steps = edition.powers.get().steps.all()
    assert [str(one) for one in steps] == ["1. 受理", "2. 办结"]
    said = words(client.get(reverse("processes:process", args=[edition.pk, code])))
    assert "没有写岗位" in said
    assert "用文字看" in said


def test_a_list_goes_to_its_successor_on_the_desk(cast, at_desk, words):
    a_list(cast, at=EditionState.IN_FORCE)
    heir = a_department("云溪县社会工作局", function="社会工作", county=cast.county)
    said = {
        "source": cast.office.code,
        "target": heir.code,
        "kind": "powers",
        "reason": "〔2026〕1号",
    }

    answer = at_desk(cast.openness).post(reverse("lists_desk:takeover"), said)

    draft = edition_for(heir, ListKind.POWERS)
    assert answer.url == draft.get_absolute_url()
    assert draft.powers.count() == 2


def test_an_unknown_body_is_placed_once_and_known_from_then_on(cast, at_desk, words):
    edition = a_list(cast, rows=[power(body="老龄办"), power("乙", body="老龄办"), power("丙")])
    assert edition.gaps_total == 2
    client, names = at_desk(cast.drafter), reverse("catalogue_desk:names", args=[edition.pk])

    assert "下面这些实施主体没有对上" in words(client.get(names))
    assert "或者指一类单位" not in words(client.get(names))
    assert at_desk(cast.stranger).post(names, {"text": "老龄办"}).status_code == 404
    several = {"text": "老龄办", "office": [cast.office.code, cast.town.code]}
    assert "请只选一个" in client.post(names, several).content.decode()
    said = words(client.post(names, {"text": "老龄办", "office": cast.town.code}, follow=True))

    assert "2 个事项对上了单位" in said
    assert "实施主体全部对上了" in said
    edition.refresh_from_db()
    assert edition.gaps_total == 0
    save_item(edition, power("丁", body="老龄办"), by=cast.drafter)
    assert edition.powers.filter(office=cast.town).count() == 3


def test_the_openness_office_keeps_the_rules_of_codes(cast, at_desk, words):
    client = at_desk(cast.openness)
    said = {
        "kind": "base_code",
        "name": "省里的写法",
        "length": "12",
        "tag": "S",
        "is_active": "on",
    }

    wrong = client.post(reverse("lists_desk:new_profile"), said | {"pattern": "["})
    client.post(reverse("lists_desk:new_profile"), said)

    assert "读不懂" in words(wrong)
    assert "省里的写法" in words(client.get(reverse("lists_desk:profiles")))
    assert at_desk(cast.drafter).get(reverse("lists_desk:profiles")).status_code == 403


def test_residents_look_powers_up(cast, client, words):
    edition = a_process(cast)
    judge_all(edition, cast)
    edition = forward(edition, cast)
    item = edition.powers.get()

    said = words(client.get("/powers/?q=养老"))
    assert "找到 1 项" in said
    page = words(client.get(item.get_absolute_url()))
    assert "怎么一步一步办" in page
    assert "内部审查意见" in page  # how it runs is told, what it holds is not
    assert "受理通知书" in page
    for kind in ("xlsx", "csv", "json"):
        assert client.get(f"/powers/download.{kind}?q=养老").status_code == 200
    assert client.get("/powers/Q99999999/").status_code == 404


def test_the_list_page_costs_few_queries_whatever_its_size(
    cast, at_desk, django_assert_max_num_queries
):
    edition = a_process(cast)
    client = at_desk(cast.drafter)
    client.get("/desk/")  # the menu asks every room, and keeps the answers for a moment
    for address in (
        page_of(edition, "items"),
        page_of(edition, "item", edition.powers.get().code),
        reverse("processes:processes", args=[edition.pk]),
        reverse("processes:process", args=[edition.pk, edition.powers.get().code]),
    ):
        with django_assert_max_num_queries(10):
            client.get(address)
    with django_assert_max_num_queries(10):
        client.get("/powers/")
