"""Rows of a draft at the desk: written, changed, removed, chosen from the standard, placed."""

import re

import pytest
from django.urls import reverse

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.rules.items import Choice
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import an_edition, content
from mingzheng.core import trace
from mingzheng.deadlines.rules.limit_text import read_limit
from mingzheng.deadlines.rules.limits import Kind
from mingzheng.editions.forms import ItemForm
from mingzheng.standards.models import StandardItem
from mingzheng.standards.queries import rows_to_confirm, usable_rows

pytestmark = pytest.mark.django_db

NEW = {"field": "20", "level1": "临时救助", "mode": "active", "limit_text": "每月10日前"}


def at(name: str, edition: Edition, *args) -> str:
    return reverse(f"catalogue_desk:{name}", args=[edition.pk, *args])


def filled(client, edition: Edition, code: str) -> dict:
    """The edit form as a browser would send it back."""
    form = client.get(at("edit_item", edition, code)).context["form"]
    return {name: value for name, value in form.initial.items() if value not in (None, False)}


def test_a_row_is_added_by_hand_and_says_how_its_limit_was_read(cast, at_desk, words):
    draft = an_edition(cast)

    page = words(at_desk(cast.drafter).post(at("new_item", draft), NEW, follow=True))

    assert "临时救助" in page
    assert "每月 10 日前公开" in page
    assert draft.items.count() == 3


def test_what_is_typed_is_cut_as_a_workbook_would_be(cast, at_desk):
    """Else the row would come back changed from its own export."""
    draft = an_edition(cast)
    typed = {
        "elements": "救助对象；救助金额（可选）\n申请指南（条件；材料）",
        "bases": "《社会救助暂行办法》（国务院令第649号）、《云溪县救助细则》",
    }

    at_desk(cast.drafter).post(at("new_item", draft), NEW | typed)

    added = draft.items.order_by("position").last()
    assert [(one["text"], one["need"]) for one in added.elements] == [
        ("救助对象", "optional"),
        ("救助金额", "optional"),
        ("申请指南（条件；材料）", "required"),
    ]
    assert added.bases == ["《社会救助暂行办法》（国务院令第649号）", "《云溪县救助细则》"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"level1": ""}, "一级事项：请填一级事项。"),
        ({"field": ""}, "领域：请选领域。"),
        ({"field": "99"}, "领域：请从列表里选领域。"),
        ({"mode": ""}, "公开方式：主动公开和依申请公开要选一个。"),
        ({"override_text": "7个工作日"}, "这个期限的法律依据：另定的期限和它的法律依据要一起填。"),
    ],
)
def test_a_wrong_column_is_named_and_nothing_is_added(cast, at_desk, words, change, error):
    draft = an_edition(cast)

    page = words(at_desk(cast.drafter).post(at("new_item", draft), NEW | change))

    assert error in page
    assert draft.items.count() == 2


def test_an_empty_form_is_a_form_with_errors(cast, at_desk, words):
    draft = an_edition(cast)

    assert "没有办成" in words(at_desk(cast.drafter).post(at("new_item", draft), {}))


def test_saving_a_row_as_it_stands_changes_nothing(cast, at_desk):
    optional = content(
        channels=(Choice("政府网站", "optional"), Choice("村口广播")),
        elements=(Choice("名单", "optional"), Choice("金额")),
        custom={"备注": "县里要求"},
    )
    draft = an_edition(cast, rows=[optional])
    row, clerk = draft.items.get(), at_desk(cast.drafter)

    clerk.post(at("edit_item", draft, row.code), filled(clerk, draft, row.code))

    assert draft.items.get().fingerprint == row.fingerprint
    assert not trace.history(draft).filter(step="edit_item").exists()


def test_a_row_that_somebody_else_changed_meanwhile_is_not_overwritten(cast, at_desk, words):
    draft = an_edition(cast)
    code = draft.items.first().code
    first, second = at_desk(cast.drafter), at_desk(cast.openness)
    mine = filled(first, draft, code) | {"post": "社会救助股"}
    theirs = filled(second, draft, code) | {"post": "低保中心"}
    second.post(at("edit_item", draft, code), theirs)

    page = words(first.post(at("edit_item", draft, code), mine))

    assert "又有人改过" in page
    assert draft.items.get(code=code).post == "低保中心"
    again = first.post(at("edit_item", draft, code), mine | {"mark": _mark(draft, code)})
    assert again.status_code == 302
    assert draft.items.get(code=code).post == "社会救助股"


def _mark(draft: Edition, code: str) -> str:
    return draft.items.get(code=code).fingerprint


@pytest.mark.parametrize("name", ["new_item", "edit_item", "remove_item"])
def test_whoever_does_not_write_is_told_who_does(cast, at_desk, words, name):
    draft = an_edition(cast)
    args = [] if name == "new_item" else [draft.items.first().code]

    page = words(at_desk(cast.reviewer).get(at(name, draft, *args)), 403)

    assert "由本单位经办人或政务公开办来改" in page


def test_an_edition_in_force_cannot_be_written_in(cast, at_desk, words):
    edition = an_edition(cast, at=EditionState.IN_FORCE)
    code, clerk = edition.items.first().code, at_desk(cast.drafter)

    looked = words(clerk.get(at("edit_item", edition, code)))
    tried = words(clerk.post(at("new_item", edition), NEW), 409)

    assert "这一版是“现行”，不能改" in looked
    assert "只有草稿才能改" in tried
    assert edition.items.count() == 2


def test_a_row_goes_only_with_a_reason_that_the_comparison_shows(cast, at_desk, words):
    first = an_edition(cast, at=EditionState.IN_FORCE)
    clerk = at_desk(cast.drafter)
    clerk.post(reverse("catalogue_desk:open"))
    draft = first.catalogue.editions.get(number=2)
    code = draft.items.first().code

    assert "要写明理由" in words(clerk.post(at("remove_item", draft, code), {"reason": " "}))
    clerk.post(at("remove_item", draft, code), {"reason": "已并入特困供养"})

    assert not draft.items.filter(code=code).exists()
    for query in ("", "?print=1"):
        assert "已并入特困供养" in words(clerk.get(at("changes", draft) + query))


def test_the_list_narrows_by_word_field_and_level(cast, at_desk, words):
    draft = an_edition(cast, rows=[content(), content("审批信息", levels=("town",))])
    clerk = at_desk(cast.drafter)

    assert "最低生活保障：审批信息" not in words(clerk.get(at("items", draft), {"q": "办事指南"}))
    assert "最低生活保障：办事指南" not in words(clerk.get(at("items", draft), {"level": "town"}))
    assert "这里是空的" in words(clerk.get(at("items", draft), {"q": "没有这个词"}))


def test_a_name_is_placed_once_and_remembered(cast, at_desk, words):
    draft = an_edition(cast, rows=[content(subject_text="县低保中心")])
    clerk = at_desk(cast.drafter)
    form = {"text": "县低保中心", "office": ["", cast.office.code], "scope": ""}

    page = words(clerk.post(at("names", draft), form, follow=True))
    again = words(clerk.post(at("names", draft), form), 409)

    assert "1 个事项对上了单位" in page
    assert draft.items.get().duties.get().organisation == cast.office
    assert "可能刚才有人对好了" in again


@pytest.mark.parametrize(
    ("office", "scope", "error"),
    [
        ([""], "", "二选一"),
        (["ORG002"], "towns", "二选一"),
        (["XX"], "", "没有编码为“XX”的单位"),
    ],
)
def test_a_name_that_is_not_placed_says_why_beside_it(cast, at_desk, words, office, scope, error):
    draft = an_edition(cast, rows=[content(subject_text="县低保中心")])
    form = {"text": "县低保中心", "office": office, "scope": scope}

    page = words(at_desk(cast.drafter).post(at("names", draft), form))

    assert "没有记住，请先改好" in page
    assert page.count(error) == 2
    assert draft.items.get().gaps.exists()


@pytest.mark.slow
def test_many_names_come_on_pages(cast, at_desk, django_assert_max_num_queries):
    rows = [content(f"第{i}项", subject_text=f"甲{i}中心") for i in range(60)]
    draft = an_edition(cast, rows=rows)
    clerk = at_desk(cast.drafter)
    clerk.get(at("names", draft))

    with django_assert_max_num_queries(15):  # the matcher reads all names and aliases: five
        page = clerk.get(at("names", draft))

    assert len(page.context["gaps"]) == 10


def test_starter_rows_are_chosen_into_a_draft(cast, at_desk, words):
    draft = an_edition(cast)
    row = usable_rows().filter(field__code="20").last()
    place = f"{at('standards', draft)}?field={row.field.slug}"

    page = words(at_desk(cast.drafter).post(place, {"row": [row.pk]}, follow=True))

    assert "选进草稿 1 行" in page
    added = draft.items.latest("pk")
    assert "取自标准事项建议" in added.inferred[0]


def test_all_starter_rows_of_a_field_are_chosen_at_once(cast, at_desk, words):
    draft = an_edition(cast)
    place = f"{at('standards', draft)}?field={usable_rows().first().field.slug}"
    clerk = at_desk(cast.drafter)

    clerk.post(place, {"all": "1"})

    assert draft.items.count() > 3
    assert "都在目录里了" in words(clerk.get(place))


def test_choosing_nothing_or_what_nobody_confirmed_changes_nothing(cast, at_desk, words):
    draft = an_edition(cast)
    doubtful = rows_to_confirm().first()
    place = f"{at('standards', draft)}?field={doubtful.field.slug}"
    clerk = at_desk(cast.drafter)

    assert "还没有选" in words(clerk.post(place, {"row": [doubtful.pk, "x"]}))
    assert draft.items.count() == 2
    assert StandardItem.objects.get(pk=doubtful.pk).is_usable is False


@pytest.mark.parametrize("who", ["reviewer", "supervisor"])
def test_only_whoever_writes_chooses_starter_rows(cast, at_desk, who):
    draft = an_edition(cast)

    answer = at_desk(getattr(cast, who)).post(at("standards", draft), {"all": "1"})

    assert answer.status_code == 403
    assert draft.items.count() == 2


def test_every_phrasing_that_we_advise_is_read(cast, at_desk):
    draft = an_edition(cast)

    page = at_desk(cast.drafter).get(at("new_item", draft)).content.decode()

    advised = re.findall(r"<q>(.+?)</q>", page)
    assert len(advised) >= 8
    assert [text for text in advised if read_limit(text).kind is Kind.UNREAD] == []


def test_every_field_of_the_form_stands_in_a_group():
    grouped = [name for _, names in ItemForm.GROUPS for name in names]

    assert sorted(grouped) == sorted(set(ItemForm.base_fields) - {"mark"})
