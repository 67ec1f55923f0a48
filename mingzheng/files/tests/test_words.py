"""Cell texts made plain, and the marks beside them."""

import pytest

from mingzheng.files.rules.ticks import HeadNote, Tick, marked, read_note, tick
from mingzheng.files.rules.words import clean, one_line, plain, split_outside


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("公 开 时 限", "公开时限"),
        ("制 定 或 获 取 之 日 起 1 0 个 工 作 日 内", "制定或获取之日起10个工作日内"),
        ("信息形成之日起 20 个工作日", "信息形成之日起20个工作日"),
        ("《条例 (国令 711 号) 》", "《条例(国令711号)》"),
        # Latin words keep their spaces
        ("Open Data API 接口", "Open Data API 接口"),
        ("2025 2026", "2025 2026"),
        # what nobody sees
        ("\ufeff综合\u200b业务\u3000 ", "综合业务"),
        ("第一行_x000D_\n\n 第二行\t", "第一行\n第二行"),
        ("\uf052政府网站", "☑政府网站"),
    ],
)
def test_a_cell_is_cleaned(written, meant):
    assert clean(written) == meant


def test_wrapped_words_are_closed_and_latin_ones_kept_apart():
    assert one_line("政策法规\n文件") == "政策法规文件"
    assert one_line("Open\nData") == "Open Data"


def test_plain_words_are_equal_in_any_width_and_punctuation():
    assert plain("公开内容（要素）") == plain("公开 内容(要素)：")


def test_a_list_is_not_split_inside_brackets_and_titles():
    assert split_outside("甲（一；二）；《乙；丙》;丁", "；;") == [
        "甲（一；二）",
        "《乙；丙》",
        "丁",
    ]


YES = ["√", "✓", "✔", "☑", "☒", "■", "●", "t", "R", "þ", "V", "v", "是", "1", "Y", "y", " √ "]
NO = ["", " ", "□", "☐", "○", "〇", "◯", "口", "否", "0", "N", "×", "—", "/"]


@pytest.mark.parametrize(
    ("text", "state"), [(text, True) for text in YES] + [(text, False) for text in NO]
)
def test_a_tick_is_read_however_it_is_made(text, state):
    assert tick(text) == Tick(state)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("√ 项目单位", Tick(True, "项目单位")),
        ("□特定群体", Tick(False, "特定群体")),
        ("待定", Tick(None, "待定")),
        ("？", Tick(None, "？")),
    ],
)
def test_words_beside_a_tick_are_kept_and_unknown_ones_said(text, meant):
    assert tick(text) == meant


@pytest.mark.parametrize(
    ("text", "filled", "empty", "dot"),
    [
        ("注：“■”表示必选项，“□”表示可选项", "required", "optional", None),
        ("（■必选 □可选；“●”必选、“〇”可选）", "required", "optional", "optional"),
        ("■ 为选中，□ 为未选", "required", "none", None),
        ("“ ■ ” 代表 必 选， “ □ ” 代表 可 选", "required", "optional", None),
        ("社会救助领域基层政务公开标准目录", "required", "none", None),
    ],
)
def test_the_note_of_a_table_decides_what_its_boxes_mean(text, filled, empty, dot):
    """■ 必选、□ 可选 in many catalogues; chosen and not chosen in others."""
    note = read_note(["", text])

    assert (note.filled, note.empty, note.dot_empty) == (filled, empty, dot)
    assert bool(note.note) == (empty == "optional" or "为" in text)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("■主动 □依申请", [("■", "主动 "), ("□", "依申请")]),
        ("主动√ 依申请□", [("√", "主动"), ("□", " 依申请")]),
        ("t主动口依申请", [("t", "主动"), ("口", "依申请")]),
        ("方式：■主动", [("■", "主动")]),
        ("主动公开", [("", "主动公开")]),
        ("窗口主动告知", [("", "窗口主动告知")]),
    ],
)
def test_a_cell_is_cut_at_its_marks(text, pairs):
    cut = marked(text, "主动公开|主动(?!告)|依申请")

    assert [(stretch.mark, stretch.text) for stretch in cut] == pairs


def test_a_crossed_option_is_not_chosen_whatever_the_note_says():
    assert HeadNote(empty="optional").need("×") == "none"
