"""What an edition changes, column by column."""

from mingzheng.catalogue.rules.differences import column_changes, columns_of, compare, pieces
from mingzheng.catalogue.rules.items import Choice, ItemContent

ROW = ItemContent(
    "11",
    "农机购置与应用补贴",
    "补贴结果",
    elements=(Choice("受益户名单"), Choice("监督电话", "optional")),
    bases=("《政府信息公开条例》",),
    limit_text="信息形成之日起30个工作日内",
    subject_text="县农业农村局",
    channels=(Choice("政府网站"),),
    audience_all=True,
    mode="active",
    levels=("county", "town"),
    stages=("result",),
)


def test_equal_editions_have_no_differences():
    found = compare([("110001", ROW)], [("110001", ROW)])

    assert found.changes == ()
    assert found.unchanged == ("110001",)


def test_a_changed_limit_names_its_column_and_marks_the_characters():
    new = ROW.having(limit_text="信息形成或变更之日起20个工作日内")

    (change,) = compare([("110001", ROW)], [("110001", new)]).changes

    assert change.kind == "changed"
    (column,) = change.columns
    assert column.column == "公开时限"
    assert [(p.kind, p.text) for p in column.new_pieces if p.kind == "ins"] == [
        ("ins", "或变更"),
        ("ins", "20"),
    ]


def test_added_and_removed_items_show_all_their_columns():
    found = compare([("110001", ROW)], [("110002", ROW.having(level2="申请指南"))])

    added, removed = found.of_kind("added")[0], found.of_kind("removed")[0]
    assert (added.code, removed.code) == ("110002", "110001")
    assert {c.column for c in added.columns} >= {"二级事项", "公开内容", "公开层级"}
    assert all(c.before == "" for c in added.columns)
    assert all(c.after == "" for c in removed.columns)


def test_every_column_of_a_row_can_differ():
    other = ItemContent(
        "11",
        "甲",
        "乙",
        elements=(Choice("丙"),),
        bases=("丁",),
        limit_text="及时公开",
        subject_text="戊",
        channels=(Choice("公告栏", "optional"),),
        audience_some="申请人",
        mode="on_request",
        levels=("village",),
        stages=("service",),
        post="农机股",
        override_text="7个工作日",
        override_source="某法第一条",
        custom={"备注": "己"},
    )

    headings = [c.column for c in column_changes(ROW, other)]

    assert headings == [*columns_of(ROW), "备注"]


def test_the_lists_by_column_count_only_changed_items():
    new = [("110001", ROW.having(limit_text="及时公开")), ("110002", ROW.having(level2="新"))]
    found = compare([("110001", ROW)], new)

    assert [c.code for c in found.touching("公开时限")] == ["110001"]


def test_pieces_put_together_again_are_the_two_wordings():
    before, after = "受益户名单（姓名、身份证号）", "受益户名单（姓名隐去中间字）、数量"

    runs = pieces(before, after)

    assert "".join(p.text for p in runs if p.kind != "ins") == before
    assert "".join(p.text for p in runs if p.kind != "del") == after
