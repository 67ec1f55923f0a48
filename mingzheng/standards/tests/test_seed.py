"""The starter catalogue (起始目录): complete, consistent, and honest about what is not verified."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from mingzheng.standards.rules.channels import STANDARD_CHANNELS

SEED = Path(__file__).parent.parent / "seed"
MODES = {"主动", "依申请"}
STAGES = {"决策", "执行", "管理", "服务", "结果"}
LEVELS = {"县", "乡", "村"}

# Channels that single fields add to the 13 boxes of the statutory table.
FIELD_CHANNELS = {
    "投资项目在线审批监管平台": {"02"},
    "信用中国网站": {"01", "02", "03", "06", "12", "13", "21", "25"},
    "招标投标公共服务平台": {"03"},
    "公共资源交易平台": {"03"},
    "中国政府采购网": {"03"},
    "财政部门网站": {"04"},
    "办税服务厅": {"06"},
    "征地信息公开平台": {"07"},
    "法律服务网": {"13"},
    "国家企业信用信息公示系统": {"16"},
    "基层公共服务平台": {"18", "19"},
    "办事窗口": {"22"},
}

# Every limit the starter catalogue uses: what the deadline parser has to read.
LIMIT_TEXTS = {
    "会议召开一周前公开",
    "公告时间不少于30日",
    "及时公开",
    "及时公开；公告期限不少于3个工作日",
    "及时公开；公告期限不少于5个工作日",
    "及时公开；公示期不少于5个工作日",
    "定期公开",
    "实时公开",
    "征收启动时公开；公告时间不少于10个工作日",
    "征求意见期限不少于30日",
    "按进展情况及时公开",
    "活动开始前公开",
    "自中标、成交供应商确定之日起2个工作日内",
    "自主管部门批复之日起20日内",
    "自作出决定之日起20个工作日内",
    "自作出决定之日起7个工作日内",
    "自信息形成之日起10个工作日内",
    "自信息形成之日起5个工作日内",
    "自信息形成或者变更之日起20个工作日内",
    "自信息形成或者变更之日起20个工作日内；法律、法规对期限另有规定的，从其规定",
    "自信息形成或者变更之日起20个工作日内；行政许可、行政处罚自作出决定之日起7个工作日内",
    "自分配结果确定之日起20个工作日内",
    "自制定或者获取该信息之日起10个工作日内",
    "自制定或者获取该信息之日起10个工作日内；公示期不少于7个工作日",
    "自制定或者获取该信息之日起20个工作日内",
    "自合同签订之日起2个工作日内",
    "自收到批准文件之日起10个工作日内",
    "自收到批准文件之日起15个工作日内",
    "自收到申请之日起20个工作日内",
    "自收到评标报告之日起3日内公示；公示期不少于3日",
    "自本级人民代表大会或者其常务委员会批准之日起20日内",
    "自本级财政部门批复之日起20日内",
    "自调查结束之日起5个工作日内",
    "行政处罚决定自作出之日起20个工作日内；其他内容长期公开（动态调整）",
    "规划草案公示不少于30日；规划批准后，自信息形成或者变更之日起20个工作日内",
    "随采购公告一并公开",
}


def _read(name: str) -> list[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIELDS = _read("fields.csv")
ITEMS = _read("standard_items.csv")


def test_there_are_26_fields_in_list_order():
    """国办发〔2019〕54号: guidelines of 26 fields."""
    assert [row["code"] for row in FIELDS] == [f"{n:02}" for n in range(1, 27)]
    assert [int(row["order"]) for row in FIELDS] == list(range(1, 27))


def test_rows_are_434_and_180_of_them_await_confirmation():
    tags = Counter(row["tag"] for row in ITEMS)

    assert len(ITEMS) == 434
    assert tags["P"] + tags["S"] == 254
    assert tags["M"] == 180
    assert {row["confirmed"] for row in ITEMS} == {"0"}


def test_every_field_has_rows_and_every_row_a_field():
    assert {row["field_code"] for row in ITEMS} == {row["code"] for row in FIELDS}


def test_no_two_rows_of_a_field_have_the_same_name():
    keys = Counter((row["field_code"], row["level1"], row["level2"]) for row in ITEMS)

    assert [key for key, n in keys.items() if n > 1] == []


@pytest.mark.parametrize(
    "column",
    [
        *("level1", "level2", "elements", "limit_text", "mode", "audience", "levels"),
        *("stages", "publisher_text", "channels", "bases", "source", "tag"),
    ],
)
def test_no_row_leaves_a_required_column_empty(column):
    """国办发〔2019〕54号: 名称、内容、依据、时限、主体、方式、渠道、公开对象."""
    assert [row["level2"] for row in ITEMS if not row[column].strip()] == []


@pytest.mark.parametrize("column", ["slug", "list_name", "glyph", "short_name"])
def test_fields_are_told_apart_by(column):
    assert len({row[column] for row in FIELDS}) == 26


def test_short_names_fit_a_tile_and_glyphs_are_one_character():
    assert [row["short_name"] for row in FIELDS if len(row["short_name"]) > 6] == []
    assert {len(row["glyph"]) for row in FIELDS} == {1}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", row["slug"]) for row in FIELDS)


def test_an_alias_leads_to_one_field_only():
    owners: dict[str, set[str]] = {}
    for row in FIELDS:
        for name in (row["list_name"], *row["aliases"].split(";")):
            owners.setdefault(name, set()).add(row["code"])

    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("alias", "list_name"),
    [
        # renamed by the guideline
        ("农村集体土地征收", "征地补偿"),
        ("城乡规划", "国土空间规划"),
        ("卫生健康", "医疗卫生"),
        ("就业创业", "就业"),
        # renamed or misprinted in local catalogues
        ("救灾生产", "救灾"),
        ("乡村振兴", "扶贫"),
        ("衔接资金", "扶贫"),
        ("环境保护", "生态环境"),
    ],
)
def test_a_field_is_found_under_its_other_name(alias, list_name):
    found = [row["list_name"] for row in FIELDS if alias in row["aliases"].split(";")]

    assert found == [list_name]


def test_closed_columns_hold_known_words_only():
    assert {row["mode"] for row in ITEMS} == MODES
    assert {level for row in ITEMS for level in row["levels"].split(";")} == LEVELS
    assert {stage for row in ITEMS for stage in row["stages"].split(";")} == STAGES
    assert {row["stages_derived"] for row in ITEMS} == {"1"}


def test_every_channel_is_a_standard_one_or_the_fields_own():
    strange = [
        (row["field_code"], channel)
        for row in ITEMS
        for channel in row["channels"].split(";")
        if channel not in STANDARD_CHANNELS
        and row["field_code"] not in FIELD_CHANNELS.get(channel, set())
    ]

    assert strange == []


def test_the_limits_used_are_exactly_the_ones_listed():
    assert {row["limit_text"] for row in ITEMS} == LIMIT_TEXTS


def test_what_is_for_a_party_is_never_for_everybody():
    """Rows on request name whom they are for; they must not be published automatically."""
    on_request = [row for row in ITEMS if row["mode"] == "依申请"]

    assert len(on_request) == 6
    assert all(row["audience"] != "全社会" for row in on_request)
    assert all("政府网站" not in row["channels"].split(";") for row in on_request)


def test_lists_of_people_stay_on_the_notice_board():
    """社会救助暂行办法第六十一条: only what must be shown may be shown."""
    rosters = [
        row for row in ITEMS if row["field_code"] == "20" and re.search("审核|审批", row["level2"])
    ]

    assert rosters
    assert all("政府网站" not in row["channels"] for row in rosters)


@pytest.mark.parametrize(
    ("name", "says", "article"),
    [
        ("拟征收土地告知（征收土地预公告）", "10个工作日", "第二十六条"),
        ("征地补偿安置（方案）公告", "30日", "第二十八条"),
        ("征收土地公告", "15个工作日", "第三十一条"),
        ("中标候选人公示", "3日", "第五十四条"),
        ("采购合同", "2个工作日", "第五十条"),
        ("房屋征收补偿方案", "30日", "第十条"),
    ],
)
def test_a_later_statute_overrides_the_row(name, says, article):
    row = next(row for row in ITEMS if row["level2"] == name)

    assert says in row["override_text"]
    assert article in row["override_source"]


def test_an_override_always_names_its_source():
    assert [
        row for row in ITEMS if bool(row["override_text"]) != bool(row["override_source"])
    ] == []


def test_a_renamed_row_gives_both_new_names():
    renamed = [row for row in ITEMS if row["renamed_to"]]

    assert len(renamed) == 9
    assert all(row["renamed_to"].count("/") == 1 for row in renamed)
    assert not any("→" in "".join(row.values()) for row in ITEMS)
