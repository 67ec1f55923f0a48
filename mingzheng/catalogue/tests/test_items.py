"""Rows put into a draft, changed, matched and taken back."""

import pytest

from mingzheng.catalogue.actions import items
from mingzheng.catalogue.actions.drafting import Change
from mingzheng.catalogue.actions.items import ItemDraft
from mingzheng.catalogue.models import Item
from mingzheng.catalogue.rules.items import Choice
from mingzheng.catalogue.tests.factories import a_cast, an_edition, content
from mingzheng.core import trace
from mingzheng.core.access import Blocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return a_cast()


def put(edition, cast, *rows, **options):
    drafts = [row if isinstance(row, ItemDraft) else ItemDraft(row) for row in rows]
    return items.put_items(edition, drafts, by=cast.drafter, **options)


def state(edition):
    return [
        (i.code, i.position, i.content, i.limit, i.inferred)
        for i in edition.items.select_related("field")
    ]


def test_a_stored_row_says_exactly_what_was_put_in(cast):
    row = content(
        "审核信息",
        elements=(Choice("名单"), Choice("监督电话", "optional")),
        channels=(Choice("政府网站"), Choice("村务微信群", "optional")),
        audience_some="申请家庭",
        levels=("county", "town", "village"),
        stages=("service", "result"),
        post="社会救助股",
        override_text="公示7日",
        override_source="某办法第十条",
        custom={"备注": "每月核一次"},
    )
    edition = an_edition(cast, rows=[row])

    item = edition.items.select_related("field").get()

    assert item.content == row
    assert item.fingerprint == row.fingerprint()
    assert (item.limit_kind, item.limit_trigger) == ("within", "made_or_obtained")
    assert item.limit["n"] == 10


def test_putting_the_same_rows_again_changes_nothing(cast):
    edition = an_edition(cast)
    before = state(edition)

    done = put(edition, cast, content(), content("审批信息"))

    assert (done.created, done.updated, done.unchanged) == (0, 0, 2)
    assert state(edition) == before


def test_rows_match_by_field_and_names_whatever_their_spacing(cast):
    edition = an_edition(cast)

    done = put(edition, cast, content("办 事 指南", post="低保股"))

    assert (done.created, done.updated) == (0, 1)
    assert edition.items.count() == 2


def test_twins_match_by_the_office_that_owes_them(cast):
    edition = an_edition(cast, rows=[content(), content(subject_text="乡镇人民政府")])
    codes = [i.code for i in edition.items.all()]

    done = put(edition, cast, content(subject_text="乡镇人民政府", post="民政所"), content())

    assert (done.updated, done.unchanged) == (1, 1)
    assert edition.items.get(code=codes[1]).post == "民政所"


def test_a_column_the_file_does_not_have_keeps_what_stood_there(cast):
    edition = an_edition(cast, rows=[content()])
    given = items.ALL_GIVEN - {"levels", "stages"}

    put(edition, cast, ItemDraft(content(levels=(), stages=(), post="低保股"), given=given))

    item = edition.items.get()
    assert (item.levels, item.stages, item.post) == (["county"], ["service"], "低保股")


def test_a_complete_list_removes_what_it_does_not_name_in_its_fields_only(cast):
    other = content("学区划分", field_code="24", level1="招生管理")
    edition = an_edition(cast, rows=[content(), content("审批信息"), other])

    done = put(edition, cast, content(), complete=True)

    assert done.removed == 1
    assert sorted(i.level2 for i in edition.items.all()) == ["办事指南", "学区划分"]


def test_taking_back_restores_every_row_as_it_was(cast):
    edition = an_edition(cast, rows=[content(), content("审批信息"), content("监督检查")])
    before = state(edition)
    done = put(
        edition, cast, content(post="新股"), content("审批信息"), content("新事项"), complete=True
    )
    assert (done.created, done.updated, done.removed) == (1, 1, 1)

    items.take_back(edition, done.changes, by=cast.drafter)

    assert sorted(state(edition)) == sorted(before)
    assert edition.items_total == 3


def test_taking_back_is_refused_when_a_row_was_changed_again(cast):
    edition = an_edition(cast)
    done = put(edition, cast, content(post="新股"))
    code = done.changes[0].code
    items.save_item(edition, content(post="又改"), by=cast.drafter, code=code)

    with pytest.raises(Blocked, match=code):
        items.take_back(edition, done.changes, by=cast.drafter)

    assert edition.items.get(code=code).post == "又改"


def test_item_codes_are_never_given_twice(cast):
    edition = an_edition(cast)
    first = {i.code for i in edition.items.all()}
    done = put(edition, cast, content("甲"))
    items.take_back(edition, done.changes, by=cast.drafter)

    again = put(edition, cast, content("乙"))

    assert again.changes[0].code not in first | {done.changes[0].code}
    assert again.changes[0].code.startswith("20")


def test_a_change_by_hand_is_traced_column_by_column(cast):
    edition = an_edition(cast, rows=[content()])
    code = edition.items.get().code

    items.save_item(edition, content(limit_text="5个工作日内"), by=cast.drafter, code=code)

    events = [e for e in trace.history(edition) if e.step == "edit_item"]
    assert len(events) == 1
    assert events[0].facts["changes"] == {
        "公开时限": ["制定或获取之日起10个工作日内", "5个工作日内"]
    }


def test_saving_without_a_change_leaves_no_event(cast):
    edition = an_edition(cast, rows=[content()])
    code = edition.items.get().code
    before = len(trace.history(edition))

    items.save_item(edition, content(), by=cast.drafter, code=code)

    assert len(trace.history(edition)) == before


def test_removing_needs_a_reason_and_leaves_it_in_the_trace(cast):
    edition = an_edition(cast)
    code = edition.items.all()[0].code

    with pytest.raises(Blocked, match="理由"):
        items.remove_item(edition, code, by=cast.drafter, reason=" ")
    items.remove_item(edition, code, by=cast.drafter, reason="已并入办事指南")

    assert not Item.objects.filter(edition=edition, code=code).exists()
    assert edition.items_total == 1
    assert "已并入办事指南" in [event.note for event in trace.history(edition)]


def test_a_change_survives_being_kept_as_json(cast):
    edition = an_edition(cast)
    done = put(edition, cast, content(post="新股"))

    kept = [Change(**vars(change)) for change in done.changes]

    assert kept == done.changes
