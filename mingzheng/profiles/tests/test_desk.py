"""Profiles on the desk, through the web."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzheng.profiles.models import Guide, Officer, Profile, Unit
from mingzheng.profiles.tests.factories import a_profile
from mingzheng.profiles.tests.test_actions import TABLE

pytestmark = pytest.mark.django_db


def url(name: str, office, *args) -> str:
    return reverse(f"profiles_desk:{name}", args=[office.code, *args])


def test_the_list_shows_my_office_and_what_it_lacks(at_desk, office, clerk, stranger, words):
    said = words(at_desk(clerk).get(reverse("profiles_desk:offices")))

    assert "还缺 3 样" in said
    assert stranger.organisation.name not in said
    assert at_desk(stranger).get(url("office", office)).status_code == 404


def test_duties_guide_unit_and_person_are_written_by_form(at_desk, office, clerk, words):
    desk = at_desk(clerk)

    desk.post(url("profile", office), {"duties": "负责救助"})
    desk.post(url("guide", office), {"classification": "三类", "fax": "0000-1"})
    desk.post(url("new_unit", office), {"kind": "division", "name": "办公室", "position": 0})
    unit = Unit.objects.get()
    said = {"name": "周以宁", "post": "局长", "unit": unit.pk, "is_leader": "on"}
    desk.post(url("new_officer", office), said | {"presence": "on_duty", "position": 0})

    assert (Profile.objects.get().duties, Guide.objects.get().fax) == ("负责救助", "0000-1")
    assert Officer.objects.get().unit == unit
    page = words(desk.get(url("office", office)))
    assert "第二十条第二项要求的都有了" in page
    assert "还缺：编排体系" in page


def test_changing_by_form_records_what_stood_there_before(at_desk, office, clerk):
    grid = a_profile(office, clerk)

    at_desk(clerk).post(
        url("unit", office, grid.pk),
        {"kind": "grid", "name": "第一网格", "area": "和平路全段", "position": 0},
    )

    from mingzheng.core.models import Event

    event = Event.objects.filter(subject_type="profiles.unit", step="change").get()
    assert event.facts["changes"]["范围"] == ["和平路 1 号至 35 号", "和平路全段"]


def test_a_grid_without_its_area_is_refused_at_the_field(at_desk, office, clerk, words):
    answer = at_desk(clerk).post(
        url("new_unit", office), {"kind": "grid", "name": "第二网格", "position": 0}
    )

    assert "请写管辖的范围" in words(answer)
    assert not Unit.objects.exists()


def test_presence_is_one_press(at_desk, office, clerk):
    a_profile(office, clerk)
    one = Officer.objects.get(name="周以宁")

    at_desk(clerk).post(url("presence", office, one.pk), {"presence": "on_leave"})

    one.refresh_from_db()
    assert one.presence == "on_leave"


def test_people_and_units_are_taken_off_by_a_press(at_desk, office, clerk):
    a_profile(office, clerk)
    desk, one = at_desk(clerk), Officer.objects.get(name="林书瑶")

    desk.post(url("remove", office, "officer", one.pk))
    desk.post(url("remove", office, "unit", one.unit_id))

    assert not Unit.objects.filter(pk=one.unit_id).exists()
    assert desk.post(url("remove", office, "house", 1)).status_code == 404


def test_a_roster_comes_in_and_goes_back(at_desk, office, clerk, words):
    desk = at_desk(clerk)
    file = SimpleUploadedFile("名册.csv", TABLE.encode())

    desk.post(url("upload", office), {"file": file, "replaces": "on"})
    assert Officer.objects.count() == 2
    assert "撤销最近一次导入" in words(desk.get(url("office", office)))

    desk.post(url("undo", office))
    assert Officer.objects.count() == 0
    assert desk.post(url("undo", office)).status_code == 409


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("名册.csv", "姓名,职务\n周以宁,\n", "第 2 行“职务”：写了姓名，还要写职务"),
        ("名册.exe", "MZ", "收不了 .exe 文件"),
    ],
)
def test_a_bad_file_says_why_and_keeps_nothing(at_desk, office, clerk, words, name, data, said):
    file = SimpleUploadedFile(name, data.encode())

    page = words(at_desk(clerk).post(url("upload", office), {"file": file, "replaces": "on"}))

    assert said in page
    assert not Officer.objects.exists()


def test_the_roster_and_the_template_are_downloads(at_desk, office, clerk):
    a_profile(office, clerk)
    desk = at_desk(clerk)

    assert "周以宁" in desk.get(url("table", office)).content.decode()
    assert "姓名" in desk.get(url("table", office) + "?template=1").content.decode()
