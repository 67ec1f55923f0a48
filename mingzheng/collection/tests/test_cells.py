"""Cells that hold lists: elements, documents, channels, and the single columns of ticks."""

import pytest

from mingzheng.collection.rules import values
from mingzheng.collection.rules.words import office_list
from mingzheng.files.rules.pieces import read_bases
from mingzheng.files.rules.ticks import HeadNote
from mingzheng.files.rules.words import means_above, unwrap
from mingzheng.standards.rules.channel_cells import read_channels
from mingzheng.standards.rules.channels import CHANNELS, standard_channel
from mingzheng.standards.rules.lists import read_elements

PLAIN = HeadNote()
NOTED = HeadNote(empty="optional", dot_empty="optional", note="“■”表示必选项，“□”表示可选项")
BOARD = "社区/企事业单位/村公示栏（电子屏）"


@pytest.mark.parametrize(
    ("cell", "elements"),
    [
        ("●办理事项\n●办理条件", ["办理事项", "办理条件"]),
        ("受理部门;办理条件；所需材料", ["受理部门", "办理条件", "所需材料"]),
        ("1.政策依据2.申请指南3.结果", ["政策依据", "申请指南", "结果"]),
        ("（1）办理条件（2）所需材料；", ["办理条件", "所需材料"]),
        ("①条件②材料", ["条件", "材料"]),
        ("一、政策\n二、程序", ["政策", "程序"]),
        ("• 文件名称\n· 文号", ["文件名称", "文号"]),
        ("l政策文件\nl办事指南", ["政策文件", "办事指南"]),
        # what does not divide
        ("收养、入籍等登记", ["收养、入籍等登记"]),
        ("申请指南（对象；标准）；监督", ["申请指南（对象；标准）", "监督"]),
        ("●国家层面\n法律法规\n●文号", ["国家层面法律法规", "文号"]),
        ("二〇二五年计划\n二○二四年决算", ["二〇二五年计划", "二○二四年决算"]),
        ("12.5亿元资金", ["12.5亿元资金"]),
        ("买买提·艾力先进事迹", ["买买提·艾力先进事迹"]),
        ("", []),
    ],
)
def test_elements_are_divided_as_the_office_divided_them(cell, elements):
    found, doubts = read_elements(cell, PLAIN)

    assert [element.text for element in found] == elements
    assert doubts == ()


@pytest.mark.parametrize(
    ("cell", "note", "needs"),
    [
        ("●甲\n〇乙", NOTED, ["required", "optional"]),
        ("●甲\n〇乙", PLAIN, ["required", "optional"]),
        ("〇甲\n〇乙", PLAIN, ["required", "required"]),
        ("〇甲\n〇乙", NOTED, ["optional", "optional"]),
        ("■甲\n□乙", NOTED, ["required", "optional"]),
        ("■甲\n□乙", PLAIN, ["required", "none"]),
        ("□甲\n□乙", PLAIN, ["required", "required"]),
    ],
)
def test_bullets_say_what_is_required_and_what_optional(cell, note, needs):
    """“●”必选、“〇”可选; without a note an open dot is optional only beside a full one."""
    found, doubts = read_elements(cell, note)

    assert [element.need for element in found] == needs
    assert bool(doubts) == (cell == "●甲\n〇乙" and note is PLAIN)


@pytest.mark.parametrize(
    ("cell", "bases"),
    [
        ("《甲法》、《乙条例》", ["《甲法》", "《乙条例》"]),
        ("《甲法》《乙条例》和《丙办法》", ["《甲法》", "《乙条例》", "《丙办法》"]),
        ("1.《甲法》\n2.《乙条例》", ["《甲法》", "《乙条例》"]),
        ("《甲》（国发〔2014〕1号）、《乙》", ["《甲》（国发〔2014〕1号）", "《乙》"]),
        ("《甲条例》\n（国令第711号）\n《乙》", ["《甲条例》（国令第711号）", "《乙》"]),
        ("《甲条例\n实施办法》", ["《甲条例实施办法》"]),
        ("《甲法》第十条、第二十条，《乙》", ["《甲法》第十条、第二十条", "《乙》"]),
        # A number after a title is that document's, whatever stands between.
        ("《关于<条例>的通知》、云政发〔2018〕4号", ["《关于<条例>的通知》云政发〔2018〕4号"]),
        ("信息公开条例及相关规定", ["信息公开条例及相关规定"]),
        ("", []),
    ],
)
def test_documents_are_divided_and_keep_their_numbers(cell, bases):
    assert list(read_bases(cell)) == bases


CHANNEL_CELLS = [
    # every option printed
    ("■政府网站 □政府公报 ■其他", {"政府网站", "其他"}),
    ("■政府网站\n□政府公报\n■两微一端", {"政府网站", "两微一端"}),
    ("政府网站√ 政府公报□ 两微一端√", {"政府网站", "两微一端"}),
    ("☑政府网站☐政府公报☒广播电视", {"政府网站", "广播电视"}),
    # letters that lost their font
    ("t政府网站\n口政府公报\nt信用中国网站", {"政府网站", "信用中国网站"}),
    ("R政府网站口政府公报", {"政府网站"}),
    # only what is chosen
    ("政府网站、公开查阅点", {"政府网站", "公开查阅点"}),
    ("政府网站 两微一端", {"政府网站", "两微一端"}),
    ("1.政府网站\n2.办税服务厅", {"政府网站", "办税服务厅"}),
    ("政府网站/发布会/听证会", {"政府网站", "发布会/听证会"}),
    ("政 府 网 站 、 公 开 查 阅 点", {"政府网站", "公开查阅点"}),
    # one name with dividing signs in it
    ("■社区/企事业单位/\n村公示栏(电子屏)", {BOARD}),
    ("■社区、企事业单位、村公示栏（电子屏）□精准推送", {BOARD}),
    ("■广播、电视 ■微博、微信、客户端", {"广播电视", "两微一端"}),
    # what nobody foresaw
    ("■政府网站 ■投资项目在线审批监管平台", {"政府网站", "投资项目在线审批监管平台"}),
    ("■其他：村务公开栏____", {"其他：村务公开栏"}),
    ("□其他________", set()),
    ("云溪县人民政府门户网站、12345热线", {"政府网站", "12345热线"}),
    ("窗口、口岸公告栏", {"窗口", "口岸公告栏"}),
    ("", set()),
]


@pytest.mark.parametrize(("cell", "chosen"), CHANNEL_CELLS)
def test_channels_are_read_in_every_way_they_are_written(cell, chosen):
    found, _ = read_channels(cell, PLAIN)

    assert {choice.name for choice in found if choice.need == "required"} == chosen


def test_an_option_that_is_not_chosen_stays_visible_as_none_or_optional():
    cell = "■政府网站 □政府公报"

    assert [c.need for c in read_channels(cell, PLAIN)[0]] == ["required", "none"]
    assert [c.need for c in read_channels(cell, NOTED)[0]] == ["required", "optional"]


def test_a_channel_we_do_not_know_is_kept_and_marked():
    found, doubts = read_channels("■政府网站 ■信用中国网站", PLAIN)

    assert [(c.name, c.known) for c in found] == [("政府网站", True), ("信用中国网站", False)]
    assert doubts == ()


@pytest.mark.parametrize(
    ("cell", "says"),
    [("t政府网站 口政府公报", "“t”按选中读"), ("■政府网站（公开栏）", "按“政府网站”读")],
)
def test_what_was_inferred_of_channels_is_said(cell, says):
    _, doubts = read_channels(cell, PLAIN)

    assert any(says in doubt for doubt in doubts)


@pytest.mark.parametrize("name", [*CHANNELS, *(n for names in CHANNELS.values() for n in names)])
def test_every_listed_name_is_found_in_a_list_and_alone(name):
    """The thirteen of 国办发〔2019〕54号 and the other ways they are written."""
    standard = next(key for key, names in CHANNELS.items() if name in (key, *names))

    assert standard_channel(name) == standard
    assert [c.name for c in read_channels(f"■{name} □某某平台", PLAIN)[0]] == [standard, "某某平台"]


def test_there_are_thirteen_standard_channels():
    """国办发〔2019〕54号, the table of the 26 fields."""
    assert len(CHANNELS) == 13


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("全社会", (True, "")),
        ("■全社会 □特定群体", (True, "")),
        ("□全社会 ■特定群体", (False, "特定群体")),
        ("全社会；特定群体：项目单位", (True, "项目单位")),
        ("特定群众（申请人）", (False, "申请人")),
        ("社会公众", (True, "")),
        ("项目单位", (False, "项目单位")),
        ("", (False, "")),
    ],
)
def test_one_column_for_the_audience(cell, meant):
    assert values.audience(cell, PLAIN) == meant


@pytest.mark.parametrize(
    ("read", "cell", "said"),
    [
        (values.mode, "主动公开", ("active",)),
        (values.mode, "□主动 ■依申请", ("on_request",)),
        (values.mode, "主动公开/依申请公开", ("active", "on_request")),
        (values.levels, "县级、乡级", ("county", "town")),
        (values.levels, "■县级 □乡级 ■村级", ("county", "village")),
        (values.levels, "县乡村三级", ("county", "town", "village")),
        (values.levels, "区级/街道/社区", ("county", "town", "village")),
        (values.levels, "乡、村级", ("town", "village")),
        (values.levels, "社区", ("village",)),
        (values.stages, "□决策 ■执行 □管理 ■服务 □结果", ("execution", "service")),
        (values.stages, "决策公开、结果公开", ("decision", "result")),
    ],
)
def test_one_column_for_several_ticks(read, cell, said):
    assert read(cell, PLAIN) == values.Said(said)


@pytest.mark.parametrize("read", [values.mode, values.levels, values.stages])
def test_what_a_column_says_in_other_words_is_named(read):
    assert read("待定", PLAIN) == values.Said((), "待定")
    assert read("√", PLAIN) == values.Said((), "√")
    assert read("□", PLAIN) == values.Said()


@pytest.mark.parametrize("text", ["同上", "同 上", "〃", "″", '"', "同上。", "同上行", "同前"])
def test_same_as_above_is_known(text):
    assert means_above(text)


@pytest.mark.parametrize("text", ["同上级文件", "同上，另公示5日", "", "上"])
def test_what_only_begins_like_it_is_not(text):
    assert not means_above(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("县民政局 各乡镇人民政府", "县民政局、各乡镇人民政府"),
        (
            "县民政局\n各乡（镇）人民政府（街道办事处）",
            "县民政局、各乡（镇）人民政府（街道办事处）",
        ),
        ("县级政府民政部\n门", "县级政府民政部门"),
        ("县 民 政 局", "县民政局"),
        ("县民政局、乡镇政府", "县民政局、乡镇政府"),
    ],
)
def test_offices_set_apart_by_spaces_or_lines_stay_apart(written, meant):
    assert office_list(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("制定或获取之日\n起10个工作日内", "制定或获取之日起10个工作日内"),
        ("公开不超过20个工作日；\n公示5个工作日", "公开不超过20个工作日；\n公示5个工作日"),
        ("1.形成后公开\n2.每月更新", "1.形成后公开\n2.每月更新"),
    ],
)
def test_wrapped_sentences_are_joined_and_separate_ones_kept(written, meant):
    assert unwrap(written) == meant
