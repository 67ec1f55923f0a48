"""A list's life: rows by hand, editions, citations, and an office whose items go elsewhere."""

import pytest
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_department, a_person
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.queries import in_force
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.laws.models import Citation
from mingzheng.powers import queries
from mingzheng.powers.actions import items, takeover
from mingzheng.powers.actions.profiles import load_profiles, save_profile
from mingzheng.powers.actions.rows import ROWS
from mingzheng.powers.models import CodeProfile, PowerItem
from mingzheng.powers.tests.factories import a_list, forward, power
from mingzheng.search.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return a_cast()


def test_an_office_has_a_list_of_each_kind_beside_its_catalogue(cast):
    an_edition(cast, at=EditionState.IN_FORCE)
    a_list(cast, at=EditionState.IN_FORCE)
    a_list(cast, kind=ListKind.SERVICES, rows=[power(type="20")], at=EditionState.IN_FORCE)

    kinds = [in_force(cast.office, kind) for kind in ListKind]
    assert [one.kind for one in kinds] == list(ListKind)
    assert kinds[1].title.startswith("云溪县民政局权责清单（")
    assert [one.code[0] for one in PowerItem.objects.order_by("pk")] == ["Q", "Q", "F"]


def test_rows_of_another_room_are_refused(cast):
    with pytest.raises(ValueError, match="powers"):
        editions.open_draft(cast.office, by=cast.drafter, kind=ListKind.POWERS)
    draft = a_list(cast)
    with pytest.raises(ValueError, match="powers"):
        editions.content_hash(draft)


def test_the_next_edition_is_a_copy_and_codes_are_never_given_twice(cast):
    first = a_list(cast, at=EditionState.IN_FORCE)
    draft = editions.open_draft(cast.office, by=cast.drafter, kind=ListKind.POWERS, rows=ROWS)
    gone = draft.powers.last().code

    items.remove_item(draft, gone, by=cast.drafter, reason="依据废止")
    new = items.save_item(draft, power("新增的"), by=cast.drafter)

    assert new.code not in {one.code for one in first.powers.all()}
    told = queries.compared(first, draft)
    kinds = ("added", "removed", "changed")
    assert [len(told.of_kind(kind)) for kind in kinds] == [1, 1, 0]


def test_an_edition_in_force_never_changes(cast):
    edition = a_list(cast, at=EditionState.IN_FORCE)

    with pytest.raises(Blocked, match="只有草稿才能改"):
        items.save_item(edition, power("新的"), by=cast.drafter)
    assert editions.content_hash(edition, ROWS) == edition.content_hash


def test_only_the_office_writes_its_list(cast):
    edition = a_list(cast)

    with pytest.raises(Denied):
        items.save_item(edition, power("新的"), by=cast.stranger)


def test_a_change_by_hand_is_in_the_trace(cast):
    edition = a_list(cast)
    item = edition.powers.first()

    items.save_item(edition, power(promised_days=5), by=cast.drafter, code=item.code)
    before = trace.history(edition).count()
    items.save_item(edition, power(promised_days=5), by=cast.drafter, code=item.code)

    event = trace.history(edition).last()
    assert event.facts["changes"] == {"承诺时限": ["10", "5"]}
    assert trace.history(edition).count() == before  # nothing new was said


def test_a_removal_needs_a_reason(cast):
    edition = a_list(cast)

    with pytest.raises(Blocked, match="理由"):
        items.remove_item(edition, edition.powers.first().code, by=cast.drafter, reason=" ")


def test_items_in_force_cite_laws(cast):
    a_list(cast, at=EditionState.REVIEW)
    assert not Citation.objects.exists()
    forward_list = Edition.objects.get()
    editions.pass_review(forward_list, by=cast.reviewer)

    editions.approve(
        forward_list,
        by=cast.openness,
        approval_number="1号",
        effective_on=timezone.localdate(forward_list.opened_at),
        rows=ROWS,
    )

    assert {one.source_kind for one in Citation.objects.all()} == {"权责清单"}


def heirs(cast):
    heir = a_department("云溪县社会工作局", function="社会工作", county=cast.county)
    return heir, a_person("drafter", heir), a_person("reviewer", heir)


def enact(edition, cast, drafter, reviewer):
    editions.submit(edition, by=drafter)
    editions.pass_review(edition, by=reviewer)
    day = timezone.localdate(edition.opened_at)
    editions.approve(edition, by=cast.openness, approval_number="9号", effective_on=day, rows=ROWS)


def test_only_what_is_in_force_is_found_by_the_search(cast):
    draft = a_list(cast)
    assert not Document.objects.filter(kind="power").exists()

    first = forward(draft, cast)
    assert set(Document.objects.filter(kind="power").values_list("key", flat=True)) == {
        one.code for one in first.powers.all()
    }
    following = editions.open_draft(cast.office, by=cast.drafter, kind=ListKind.POWERS, rows=ROWS)
    gone = following.powers.first().code
    items.remove_item(following, gone, by=cast.drafter, reason="依据废止")
    assert Document.objects.filter(key=gone).exists()
    forward(following, cast)
    assert not Document.objects.filter(key=gone).exists()


def test_a_whole_list_goes_to_the_successor_with_its_history(cast):
    old = a_list(cast, at=EditionState.IN_FORCE, rows=[power(body="云溪县民政局"), power("乙")])
    heir, drafter, reviewer = heirs(cast)
    said = {"kind": ListKind.POWERS, "reason": "云委编〔2026〕1号", "rows": ROWS}

    draft = takeover.take_over(cast.office, heir, by=cast.openness, **said)
    old.refresh_from_db()
    assert old.state == EditionState.IN_FORCE  # no day without a list
    enact(draft, cast, drafter, reviewer)

    old.refresh_from_db()
    assert old.state == EditionState.SUPERSEDED
    moved = in_force(heir, ListKind.POWERS).powers.all()
    assert [one.code for one in moved] == [one.code for one in old.powers.all()]
    assert [one.office for one in moved] == [heir, heir]
    assert moved[0].body == "云溪县社会工作局"
    assert moved[0].previous[0]["name"] == "云溪县民政局"
    assert [one.edition.organisation for one in queries.history(moved[0].code)] == [
        heir,
        cast.office,
    ]
    assert set(Citation.objects.values_list("organisation", flat=True)) == {heir.pk}
    found = Document.objects.filter(kind="power").values_list("organisation", flat=True)
    assert list(found) == [heir.code, heir.code]


def test_some_items_leave_and_the_rest_stays(cast):
    old = a_list(cast, at=EditionState.IN_FORCE)
    heir, *_ = heirs(cast)
    code = old.powers.first().code
    said = {"kind": ListKind.POWERS, "reason": "划转", "rows": ROWS}

    draft = takeover.take_over(cast.office, heir, by=cast.openness, codes=[code], **said)

    assert [one.code for one in draft.powers.all()] == [code]
    rest = Edition.objects.get(catalogue=old.catalogue, state=EditionState.DRAFT)
    assert code not in {one.code for one in rest.powers.all()}
    with pytest.raises(Blocked, match="已经在承接单位"):
        takeover.take_over(cast.office, heir, by=cast.openness, codes=[code], **said)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "哪个文件"),
        ({"codes": ["Q99999999"]}, "没有"),
        ({"kind": ListKind.SERVICES}, "没有现行的公共服务清单"),
    ],
)
def test_a_takeover_that_cannot_be_says_why(cast, change, words):
    a_list(cast, at=EditionState.IN_FORCE)
    heir, *_ = heirs(cast)
    said = {"kind": ListKind.POWERS, "reason": "划转", "rows": ROWS} | change

    with pytest.raises(Blocked, match=words):
        takeover.take_over(cast.office, heir, by=cast.openness, **said)


def test_a_drafter_cannot_take_anothers_items(cast):
    a_list(cast, at=EditionState.IN_FORCE)
    said = {"kind": ListKind.POWERS, "reason": "划转", "rows": ROWS}

    with pytest.raises(Denied):
        takeover.take_over(cast.office, cast.town, by=cast.stranger, **said)


def test_profiles_are_rows_that_the_openness_office_keeps(cast):
    assert (load_profiles(), load_profiles()) == (2, 0)
    profile = CodeProfile.objects.get(length=31)
    edition = a_list(cast, rows=[power(impl_code="A" * 20)])
    assert edition.findings_total == 1

    save_profile(profile, by=cast.openness, length=20, pattern="A+")

    edition.refresh_from_db()
    assert edition.findings_total == 0
    other = CodeProfile(kind="body_code")
    body = a_list(cast, kind=ListKind.SERVICES, rows=[power(type="20", body_code="B" * 9)])
    assert body.findings_total == 1
    save_profile(other, by=cast.openness, name="九位", length=9, tag="S")
    body.refresh_from_db()
    assert body.findings_total == 0
    with pytest.raises(Blocked, match="读不懂"):
        save_profile(profile, by=cast.openness, pattern="[")
    with pytest.raises(Denied):
        save_profile(profile, by=cast.drafter, length=1)


def test_the_public_sees_lists_in_force_only(cast, django_assert_num_queries):
    edition = a_list(cast)
    assert not queries.public_items().exists()

    forward(edition, cast)

    total, facets = queries.facets(queries.Filters(q="养老"))
    assert total == 1
    assert [facet.label for facet in facets] == ["事项类型", "实施单位", "行使层级"]
    with django_assert_num_queries(4):
        queries.facets(queries.Filters())
    assert queries.public_items(queries.Filters(type="01")).count() == 1
    assert queries.public_items(queries.Filters(office="没有")).count() == 0
