"""Fields and starter rows at the desk of the openness office."""

import pytest
from django.test import Client

from mingzheng.accounts.tests.factories import a_county, a_department, a_person
from mingzheng.core.models import Event
from mingzheng.standards.actions import load_starter
from mingzheng.standards.models import Field, StandardItem
from mingzheng.standards.queries import rows_to_confirm
from tests.pages import seat, wording

pytestmark = pytest.mark.django_db

FIELDS, NEW, DOUBTS = "/desk/standards/", "/desk/standards/new/", "/desk/standards/suggestions/"
WATER = {
    "list_name": "农村供水",
    "short_name": "供水",
    "glyph": "水",
    "slug": "water",
    "aliases": "饮水安全；农村饮水",
    "is_shown": "on",
}


@pytest.fixture
def office() -> Client:
    """The browser of the openness office; the fields are there."""
    load_starter()
    return at_desk("openness_office")


def at_desk(role: str) -> Client:
    return seat(a_person(role, a_county()))


@pytest.mark.parametrize("role", ["drafter", "reviewer", "supervisor", "system_admin"])
def test_others_read_the_fields_and_change_none(office, role):
    other = at_desk(role)

    page = wording(other.get(FIELDS))

    assert "社会救助" in page
    assert "增设领域" not in page
    for place in (NEW, DOUBTS, f"{FIELDS}{Field.objects.first().slug}/"):
        assert other.get(place).status_code == 403
        assert other.post(place, WATER).status_code == 403
    assert not Field.objects.filter(slug="water").exists()


def test_a_local_field_is_added_and_known_by_its_aliases(office):
    page = wording(office.post(NEW, WATER, follow=True))

    field = Field.objects.get(slug="water")
    assert (field.code, field.is_local, field.aliases) == ("27", True, ["饮水安全", "农村饮水"])
    assert "已保存领域“农村供水”" in page
    assert "本地增设" in page


@pytest.mark.parametrize(
    ("change", "label", "error"),
    [
        ({"list_name": "社会救助"}, "领域名称", "已经有叫这个名称的领域。"),
        ({"slug": "suggestions"}, "网址名", "这个网址名系统自己要用"),
        ({"slug": "供水"}, "网址名", "网址名只能有小写英文字母"),
        ({"aliases": "社会救助"}, "别名", "“社会救助”已经是“社会救助”的名称。"),
        ({"glyph": "供水"}, "代表字", ""),
    ],
)
def test_a_wrong_column_of_a_field_is_named_and_nothing_is_saved(office, change, label, error):
    page = wording(office.post(NEW, WATER | change))

    assert "没有办成，请先改好" in page
    assert f"{label}：{error}" in page
    assert Field.objects.count() == 26


def test_what_changed_in_a_field_stands_in_its_trace(office):
    field = Field.objects.get(code="20")
    lead = a_department("云溪县民政局")
    said = WATER | {"list_name": field.list_name, "aliases": "低保", "lead": lead.pk}

    office.post(f"{FIELDS}{field.slug}/", said)

    field.refresh_from_db()
    assert (field.lead, field.aliases) == (lead, ["低保"])
    event = Event.objects.get(subject_type="standards.field", step="edit_field")
    assert "别名" in event.facts["changes"]


def test_the_address_of_a_field_stays(office):
    field = Field.objects.get(code="20")

    office.post(f"{FIELDS}{field.slug}/", WATER | {"list_name": field.list_name, "aliases": ""})

    assert Field.objects.get(code="20").slug == field.slug


def test_checked_rows_become_usable_with_the_document_in_the_trace(office):
    first, second = rows_to_confirm()[:2]
    said = {"row": [first.pk, second.pk], "note": "国办发〔2019〕54号附件"}

    page = wording(office.post(DOUBTS, said, follow=True))

    assert "核实了 2 行" in page
    assert StandardItem.objects.get(pk=first.pk).is_usable
    assert Event.objects.filter(step="confirm", note=said["note"]).count() == 2


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"note": "国办发〔2019〕54号"}, "还没有选。先勾上核对过的行。"),
        ({"row": ["1"], "note": "国办发〔2019〕54号"}, "有的行刚才已经有人核实了"),
        ({"row": ["一"], "note": "国办发〔2019〕54号"}, "有的行刚才已经有人核实了"),
        ({}, "要写明对照了哪个文件，带文号。"),
    ],
)
def test_a_check_without_row_or_document_confirms_nothing(office, said, error):
    StandardItem.objects.filter(pk=1).update(tag="P")
    doubtful = rows_to_confirm().count()

    page = wording(office.post(DOUBTS, said))

    assert error in page
    assert rows_to_confirm().count() == doubtful


def test_the_chosen_rows_stay_chosen_when_the_document_is_missing(office):
    row = rows_to_confirm().first()

    page = office.post(DOUBTS, {"row": [row.pk], "note": ""}).content.decode()

    assert f'value="{row.pk}" checked' in page


def test_the_rows_to_check_narrow_to_one_field(office):
    slug = rows_to_confirm().last().field.slug

    rows = office.get(DOUBTS, {"field": slug}).context["listing"]

    assert {row.field.slug for row in rows} == {slug}


@pytest.mark.parametrize("place", [FIELDS, DOUBTS])
def test_the_pages_ask_little(office, django_assert_max_num_queries, place):
    office.get(place)

    with django_assert_max_num_queries(10):
        office.get(place)
