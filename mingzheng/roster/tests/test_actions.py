"""A table of organisations comes in whole or not at all, and twice does no harm."""

import pytest

from mingzheng.accounts import queries
from mingzheng.accounts.models import Organisation, OrganisationAlias
from mingzheng.accounts.tests.factories import a_county, a_person, a_town
from mingzheng.core import trace
from mingzheng.core.models import Event
from mingzheng.posts.actors import COMMAND_LINE
from mingzheng.roster.actions import import_organisations

pytestmark = pytest.mark.django_db

HEAD = "编码,名称,简称,层级,类别,职能,统一社会信用代码,行政区划代码,上级编码,地址,电话,别名\n"
COUNTY = """YX,云溪县人民政府,县政府,区县,人民政府,,,341100,,,,
YX-MZ,云溪县民政局,民政局,县级,部门,民政,91350100M000100Y43,,YX,和平路1号,0000-1,县民政;民政办
"""
TOWN = "YX-LX,柳溪镇人民政府,柳溪镇,乡镇,乡镇,,,341100101,YX,,,\n"
VILLAGE = "YX-LX-DQ,东桥村村民委员会,东桥村,村,村委会,,,,YX-LX,,,\n"


def bring(text, by=COMMAND_LINE, encoding="utf-8", **options):
    return import_organisations(text.encode(encoding), by=by, **options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_whole_county_comes_in_whatever_the_encoding(encoding):
    report = bring(HEAD + VILLAGE + TOWN + COUNTY, encoding=encoding)  # children first

    assert (report.problems, report.created) == ([], 4)
    office = Organisation.objects.get(code="YX-MZ")
    assert (office.level, office.kind, office.function) == ("county", "department", "民政")
    assert queries.path_of("YX-LX-DQ").count("/") == 4
    assert queries.match_organisation("民政办", office).organisations == (office,)


def test_the_same_file_again_changes_nothing_and_leaves_no_event():
    bring(HEAD + COUNTY + TOWN)
    before = Event.objects.count()

    report = bring(HEAD + COUNTY + TOWN)

    assert (report.unchanged, report.created, report.updated, report.moved) == (3, 0, 0, 0)
    assert report.aliases == 0
    assert Event.objects.count() == before


def test_a_changed_row_updates_and_a_changed_parent_moves():
    bring(HEAD + COUNTY + TOWN + VILLAGE)
    moved = VILLAGE.replace("YX-LX,", "YX,")
    closer = TOWN.replace("柳溪镇,乡镇", "柳溪,乡镇")

    report = bring(HEAD + closer + moved)

    assert (report.updated, report.moved, report.problems) == (1, 1, [])
    assert Organisation.objects.get(code="YX-LX").short_name == "柳溪"
    assert Organisation.objects.get(code="YX-LX-DQ").parent.code == "YX"


def test_a_child_created_under_a_town_moved_by_the_same_file_gets_the_new_path():
    other = "YX-SM,石门镇人民政府,石门镇,乡镇,乡镇,,,,YX,,,\n"
    bring(HEAD + COUNTY + other + "YX-QU,柳溪片区,,乡镇,事业单位,,,,YX,,,\n")

    report = bring(
        HEAD + "YX-QU,柳溪片区,,乡镇,事业单位,,,,YX-SM,,,\n" + VILLAGE.replace("YX-LX,", "YX-QU,")
    )

    assert report.problems == []
    village = Organisation.objects.get(code="YX-LX-DQ")
    assert village.path.startswith(Organisation.objects.get(code="YX-SM").path)


BAD = [
    ("YX-2,农业农村局,,县级,部门,,,,NOWHERE,,,\n", 4, "上级编码", "表里和系统里都没有"),
    ("YX-2,农业农村局,,县里,部门,,,,YX,,,\n", 4, "层级", "“县里”看不懂"),
    ("YX-2,农业农村局,,县级,,,,,YX,,,\n", 4, "类别", "请填"),
    ("YX 2,农业农村局,,县级,部门,,,,YX,,,\n", 4, "编码", "机构编码只用字母"),
    ("YX-2,,,县级,部门,,,,YX,,,\n", 4, "名称", "请填机构全称"),
    (
        "YX-2,农业农村局,,县级,部门,,91350100M000100Y44,,YX,,,\n",
        4,
        "统一社会信用代码",
        "末位应是 3",
    ),
    ("yx-mz,民政二局,,县级,部门,,,,YX,,,\n", 4, "编码", "和第 3 行重复"),
    ("YX-2,市局,,市,部门,,,,YX,,,\n", 4, "层级", "下级不能是市的"),
    ("YX-2,农业农村局,,县级,部门,,,,YX,,,,,,多\n", 4, "", "少了引号"),
    ("YX-2,农业农村局,,县级,部门,,,,YX,,,民政办\n", 4, "别名", "已经对应“云溪县民政局”"),
]


@pytest.mark.parametrize(("line", "row", "column", "words"), BAD)
def test_a_bad_row_is_named_and_nothing_at_all_comes_in(line, row, column, words):
    report = bring(HEAD + COUNTY + line)

    problem = report.problems[0]
    assert (problem.row, problem.column) == (row, column)
    assert words in problem.message
    assert (report.created, Organisation.objects.count()) == (0, 0)
    assert not Event.objects.exists()
    assert not OrganisationAlias.objects.exists()


def test_a_circle_is_named_with_its_codes():
    report = bring(
        HEAD
        + COUNTY
        + "A,甲,,县级,部门,,,,C,,,\nB,乙,,县级,部门,,,,A,,,\nC,丙,,县级,部门,,,,B,,,\n"
    )

    assert [problem.row for problem in report.problems] == [4, 5, 6]
    assert "C → B → A → C" in report.problems[2].message


def test_a_circle_through_organisations_already_here_is_refused():
    bring(HEAD + COUNTY + TOWN + VILLAGE)

    report = bring(HEAD + TOWN.replace(",YX,,,", ",YX-LX-DQ,,,"))

    assert "绕成了一圈" in report.problems[0].message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "没有机构"),
        (HEAD.encode(), "没有机构"),
        (b"PK\x03\x04\x00\x00", "不是 CSV 文本"),
        (b"\xff\xd8\xff\xe0\x80\x81", "不是 CSV 文本"),
        ("编码,名称\nA,甲\n".encode(), "“层级”“类别”"),
        ("编码,编码,名称,层级,类别\nA,A,甲,县,部门\n".encode(), "写了两次"),
        (b'"\xe7\xbc\x96\xe7\xa0\x81\nA', "引号没有成对"),
        (b"x" * (5 * 1024 * 1024 + 1), "超过 5 MB"),
    ],
)
def test_a_file_that_is_no_such_table_gets_a_sentence(content, words):
    report = import_organisations(content, by=COMMAND_LINE)

    assert words in report.problems[0].message


def test_a_dry_run_counts_and_changes_nothing():
    report = bring(HEAD + COUNTY, dry_run=True)

    assert (report.created, report.done) == (2, False)
    assert not Organisation.objects.exists()


def test_an_administrator_brings_in_only_what_lies_below():
    county = a_county()
    town = a_town(code="YX-LX", county=county)
    admin = a_person("system_admin", town)

    allowed = bring(HEAD + VILLAGE, by=admin)
    report = bring(HEAD + "YX-2,农业农村局,,县级,部门,,,,YX,,,\n", by=admin)
    root = bring(HEAD + "ZZ,新县,,县级,人民政府,,,,,,,\n", by=admin)

    assert allowed.created == 1
    assert "系统管理员" in report.problems[0].message
    assert "系统管理员" in root.problems[0].message
    assert not Organisation.objects.filter(code__in=["YX-2", "ZZ"]).exists()


def test_the_import_itself_is_in_the_trace():
    bring(HEAD + COUNTY)

    event = trace.history(Organisation.objects.get(code="YX")).last()
    assert (event.label, event.facts["counts"]["created"]) == ("导入机构表", 2)


def test_codes_guarded_by_a_spreadsheet_are_read_bare():
    report = bring(HEAD + COUNTY.replace("91350100M000100Y43", "'91350100m000100y43"))

    assert report.problems == []
    assert Organisation.objects.get(code="YX-MZ").credit_code == "91350100M000100Y43"
