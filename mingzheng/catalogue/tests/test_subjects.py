"""Who owes an item: 公开主体 and 公开层级 → offices."""

import pytest

from mingzheng.catalogue.rules.subjects import Directory, Office, duties_of, split_subjects

COUNTY, CIVIL, TOWN, STREET, VILLAGE, COMMUNITY = 1, 2, 3, 4, 5, 6
OFFICES = [
    Office(COUNTY, "county", "government", "/1/"),
    Office(CIVIL, "county", "department", "/1/2/"),
    Office(TOWN, "town", "town", "/1/3/"),
    Office(STREET, "town", "street", "/1/4/"),
    Office(VILLAGE, "village", "village", "/1/3/5/"),
    Office(COMMUNITY, "village", "community", "/1/4/6/"),
]
NAMES = {
    "县民政局": ([CIVIL], "named"),
    "民政部门": ([CIVIL], "class"),
    "县级人民政府民政部门": ([CIVIL], "class"),
    "柳溪镇": ([TOWN], "named"),
    "招标人": ([], "alias"),
}


def directory(home="/1/"):
    return Directory(home, OFFICES, lambda name: NAMES.get(name, ([], "")))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县民政局、各乡（镇）人民政府（街道办事处）", ["县民政局", "各乡镇人民政府街道办事处"]),
        ("县级政府民政部门、乡镇政府(街道办事处)", ["县级政府民政部门", "乡镇政府街道办事处"]),
        ("县民政局和各乡镇人民政府", ["县民政局", "各乡镇人民政府"]),
        ("县民政局\n柳溪镇；柳溪镇", ["县民政局", "柳溪镇"]),
        ("公安局（户政科）", ["公安局（户政科）"]),
        ("", []),
        ("无", []),
    ],
)
def test_a_cell_is_split_into_names(text, names):
    assert split_subjects(text) == names


@pytest.mark.parametrize(
    ("text", "levels", "owed"),
    [
        # names
        ("县民政局", ["county"], {CIVIL: "named"}),
        ("县民政局、柳溪镇", [], {CIVIL: "named", TOWN: "named"}),
        # classes of offices
        ("乡镇人民政府", ["town"], {TOWN: "class", STREET: "class"}),
        ("乡（镇）人民政府、街道办事处", ["town"], {TOWN: "class", STREET: "class"}),
        ("镇级人民政府", [], {TOWN: "class", STREET: "class"}),
        ("各镇街", [], {TOWN: "class", STREET: "class"}),
        ("村（居）民委员会", [], {VILLAGE: "class", COMMUNITY: "class"}),
        ("各村（社区）", ["village"], {VILLAGE: "class", COMMUNITY: "class"}),
        ("县人民政府", ["county"], {COUNTY: "class"}),
        # a ticked level that no name covers
        ("县民政局", ["county", "town"], {CIVIL: "named", TOWN: "level", STREET: "level"}),
        ("柳溪镇", ["town"], {TOWN: "named"}),
        # 不属于本县单位: remembered by a person, owed by nobody
        ("招标人", [], {}),
    ],
)
def test_names_and_levels_lead_to_offices(text, levels, owed):
    found = directory().owed_by(text, levels)

    assert dict(found.offices) == owed
    assert found.unmatched == ()


@pytest.mark.parametrize("text", ["相关审批部门", "盖州市民政局", "负责管理的部门分别公开"])
def test_a_name_that_leads_nowhere_is_listed_and_not_guessed(text):
    found = directory().owed_by(text, [])

    assert not found.offices
    assert found.unmatched == (text,)


def test_a_towns_own_catalogue_means_that_town():
    found = directory("/1/3/").owed_by("镇人民政府、村民委员会", [])

    assert set(found.offices) == {TOWN, VILLAGE}


def test_a_department_has_no_towns_of_its_own_and_means_the_countys():
    found = directory("/1/2/").owed_by("乡镇人民政府", [])

    assert set(found.offices) == {TOWN, STREET}


def test_a_township_item_is_owed_by_each_town():
    duties, gaps = duties_of([(7, "乡镇人民政府", ["town"]), (8, "某某中心", [])], directory())

    assert duties == [(7, TOWN, "class"), (7, STREET, "class")]
    assert gaps == [(8, "某某中心")]
