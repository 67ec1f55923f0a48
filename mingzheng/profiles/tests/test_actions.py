"""Writing what an office says of itself: who may, what is recorded, what is refused."""

import pytest

from mingzheng.core.access import Blocked, Denied
from mingzheng.core.models import Event
from mingzheng.profiles import queries, sheets
from mingzheng.profiles.actions import importing, writing
from mingzheng.profiles.models import Officer, Profile, Unit
from mingzheng.profiles.tests.factories import a_profile, a_unit, an_officer

CARD = "430702199003071237"  # made up; its last digit is right
TABLE = """姓名,职务,分工,办公电话,领导,党员,在岗情况,所在类别,所在名称,所在范围
周以宁,局长,主持全面工作,0000-1234567,是,是,在岗,,,
林书瑶,网格员,,0000-7654321,否,,外出办事,网格,第一网格,和平路
,,,,,,,内设机构,办公室,
"""


def lines(text: str = TABLE) -> list[sheets.Line]:
    found = sheets.read_roster("名册.csv", text.encode())
    assert found.problems == []
    return found.lines


def test_a_stranger_writes_nothing_about_the_office(office, stranger):
    with pytest.raises(Denied, match="要由云溪县民政局的经办、政务公开办来办"):
        writing.save_profile(office, {"duties": "别人写的"}, by=stranger)
    assert not Profile.objects.exists()


def test_a_change_is_recorded_with_old_and_new_and_nothing_different_is_not(office, clerk):
    writing.save_profile(office, {"duties": "救助"}, by=clerk)
    row = writing.save_profile(office, {"duties": "救助、养老"}, by=clerk)
    writing.save_profile(office, {"duties": "救助、养老"}, by=clerk)

    events = Event.objects.filter(subject_type="profiles.profile", subject_id=str(row.pk))
    assert [event.label for event in events] == ["新增机构职能", "修改机构职能"]
    assert events.last().facts["changes"] == {"主要职责": ["救助", "救助、养老"]}


def test_two_units_of_one_name_and_two_rows_for_one_post_are_refused(office, clerk):
    a_unit(office, clerk)
    an_officer(office, clerk)

    with pytest.raises(Blocked, match="已经有叫“第一网格”的网格"):
        a_unit(office, clerk)
    with pytest.raises(Blocked, match="已经有“周以宁（局长）”"):
        an_officer(office, clerk)


def test_an_officer_stands_only_in_units_of_the_own_office(office, clerk, stranger):
    elsewhere = a_unit(stranger.organisation, stranger)

    with pytest.raises(Blocked, match="要是本单位的"):
        an_officer(office, clerk, unit=elsewhere)


def test_presence_is_one_of_three_words(office, clerk):
    one = an_officer(office, clerk)

    writing.mark_presence(one, "out", by=clerk)
    with pytest.raises(Blocked, match="在岗、外出办事、休假"):
        writing.mark_presence(one, "nowhere", by=clerk)
    one.refresh_from_db()
    assert one.get_presence_display() == "外出办事"


def test_a_unit_with_people_stays_until_they_are_elsewhere(office, clerk):
    grid = a_profile(office, clerk)

    with pytest.raises(Blocked, match="下面还有 1 个人"):
        writing.remove_unit(grid, by=clerk)
    writing.remove_officer(Officer.objects.get(unit=grid), by=clerk)
    writing.remove_unit(grid, by=clerk)
    assert not Unit.objects.filter(pk=grid.pk).exists()
    assert Event.objects.filter(step="remove").count() == 2


def test_a_table_replaces_the_roster_and_units_keep_their_addresses(office, clerk):
    grid = a_profile(office, clerk)

    importing.put_roster(office, lines(), file_name="名册.csv", by=clerk)

    about = queries.about(office)
    assert [one.name for one in about.officers] == ["周以宁", "林书瑶"]
    assert {unit.name for unit in about.units} == {"第一网格", "办公室"}
    assert about.officers[1].unit_id == grid.pk
    assert about.officers[1].get_presence_display() == "外出办事"


def test_an_import_is_taken_back_whole_once_and_only_while_nothing_changed(office, clerk):
    a_profile(office, clerk)
    before = importing.snapshot(office)
    kept = importing.put_roster(office, lines(), file_name="名册.csv", by=clerk)

    importing.undo(kept, by=clerk)
    assert importing.snapshot(office) == before
    with pytest.raises(Blocked, match="已经撤销过"):
        importing.undo(kept, by=clerk)

    kept = importing.put_roster(office, lines(), file_name="名册.csv", by=clerk)
    an_officer(office, clerk, name="金书禾", post="副局长")
    with pytest.raises(Blocked, match="名册又改过"):
        importing.undo(kept, by=clerk)


def test_an_empty_table_does_not_empty_the_roster(office, clerk, stranger):
    with pytest.raises(Blocked, match="一行也没有"):
        importing.put_roster(office, [], file_name="空.csv", by=clerk)
    with pytest.raises(Denied):
        importing.put_roster(office, lines(), file_name="名册.csv", by=stranger)


def test_what_must_not_go_public_is_not_written_nor_taken_from_a_table(office, clerk):
    table = TABLE.replace("0000-7654321", "13900001234")
    for deed, words in (
        (
            lambda: writing.save_profile(office, {"duties": f"张某{CARD}"}, by=clerk),
            "主要职责：写着",
        ),
        (lambda: an_officer(office, clerk, phone="13900001234"), "办公电话：写着完整的手机号码"),
        (
            lambda: importing.put_roster(office, lines(table), file_name="名册.csv", by=clerk),
            "行人员的办公电话：写着完整的手机号码",
        ),
    ):
        with pytest.raises(Blocked, match=words):
            deed()

    assert not Profile.objects.exists()
    assert not Officer.objects.exists()
