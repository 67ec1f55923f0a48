"""Two texts side by side: like beside like, what went away and what came."""

from mingzheng.screens.rules.differences import compare_bodies, compare_records


def test_two_texts_are_compared_paragraph_by_paragraph():
    rows = compare_bodies(
        "<p>第一段。</p><p>服务点十二个。</p><p>删掉的一大段旧话。</p>",
        "<p>第一段。</p><p>新加进来的全新内容。</p><p>服务点十三个。</p>",
    )

    assert [row.is_changed for row in rows] == [False, True, True, True]
    sides = [("".join(p.text for p in r.before), "".join(p.text for p in r.after)) for r in rows]
    assert sides == [("第一段。", "第一段。"), ("", "新加进来的全新内容。"),
                     ("服务点十二个。", "服务点十三个。"), ("删掉的一大段旧话。", "")]  # fmt: skip


def test_records_are_compared_part_by_part():
    before, after = {"标题": "甲", "来源": "局"}, {"标题": "乙", "来源": "局", "栏目": "动态"}

    found = compare_records(before, after)

    assert [field.label for field in found] == ["标题", "栏目"]
