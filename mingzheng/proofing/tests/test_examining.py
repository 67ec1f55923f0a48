"""All checks together: the order of findings, what blocks, and by what a finding is known again."""

from dataclasses import replace

import pytest

from mingzheng.proofing.rules.examining import by_level, examine, proofread
from mingzheng.proofing.rules.finding import blocking, mask
from mingzheng.proofing.rules.links import Hosts
from mingzheng.proofing.rules.records import Attached, Record
from mingzheng.proofing.rules.words import Entry, Words
from mingzheng.proofing.states import RecordKind
from mingzheng.prose.rules.pieces import Piece

WORDS = Words([Entry("帐户", "账户")])
ID = "110101199003070038"
NEWS = Record(RecordKind.NEWS, title="办理帐户变更", source="县民政局")
HIDDEN = "附件 1 名单.xlsx 工作表“人员”第 5 行（隐藏）"


def fingerprints(*pieces: Piece) -> list[str]:
    return [one.fingerprint for one in proofread(pieces, WORDS)]


def test_findings_stand_in_reading_order_whatever_found_them():
    body = [Piece("正文第 1 段", "各单位。。"), Piece("正文第 2 段", f"帐户，{ID}")]
    attached = Attached("名单.xlsx", [Piece(HIDDEN, f"张三\t{ID}")], notes=("图片没有读",))
    record = Record(
        RecordKind.NEWS,
        title=NEWS.title,
        html='<a href="http://192.168.1.2/">文件</a>',
        raw="<script>1</script>",
    )

    found = examine(record, body, [attached], WORDS, Hosts())

    assert [(one.where, one.code) for one in found] == [
        ("著录项", "missing_field"),
        ("网页源码", "script"),
        ("正文链接“文件”", "inner_link"),
        ("标题", "typo"),
        ("正文第 1 段", "punctuation"),
        ("正文第 2 段", "typo"),
        ("正文第 2 段", "id_card"),
        (HIDDEN, "name"),
        (HIDDEN, "hidden_content"),
        (HIDDEN, "id_card"),
        ("名单.xlsx", "unread"),
    ]
    assert {level: len(ones) for level, ones in by_level(found).items()} == {
        "red": 7,
        "amber": 2,
        "blue": 2,
    }


def test_a_clean_record_has_no_findings():
    record = Record(RecordKind.NEWS, title="全县开会", source="县政府办", html="<p>今天开会。</p>")

    found = examine(record, [Piece("正文第 1 段", "今天开会。")], [], WORDS, Hosts())

    assert found == [] == blocking(found, set())
    assert by_level(found) == {}


def test_every_text_beside_the_body_is_read_too():
    """《个人信息保护法》第二十五条: wherever a number stands, it is public."""
    said = (Piece("副标题", ID), Piece("附件 1 的名称", f"{ID}.docx"), Piece("更正说明", "帐户"))
    record = replace(NEWS, title="开会", said=said)

    found = examine(record, [], [], WORDS, Hosts())

    assert [(one.where, one.code) for one in found] == [
        ("副标题", "id_card"),
        ("附件 1 的名称", "id_card"),
        ("更正说明", "typo"),
    ]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<a href="tel:13812345678">联系他</a>', ["mobile red"]),
        ('<a href="tel:+86-138-1234-5678">联系他</a>', ["mobile red"]),
        ('<a href="tel:13812345678">监督电话</a>', ["mobile amber"]),
        ('<a href="tel:13812345678">138-1234-5678</a>', []),  # its words are read as any others
        ('<a href="tel:0311-87654321">值班电话</a>', []),
        ('<a href="mailto:zhang.san@163.com">写信</a>', ["mailbox amber"]),
        (f'<a href="https://a.gov.cn/?id={ID}">结果</a>', ["id_card red"]),
        (f'<a href="https://a.gov.cn/?id=%31{ID[1:]}">结果</a>', ["id_card red"]),
        ('<a href="https://a.gov.cn/art/13812345678.html">结果</a>', []),
    ],
)
def test_what_a_link_leads_to_is_read_as_well(link, found):
    record = replace(NEWS, title="开会", html=f"<p>{link}</p>")

    findings = examine(record, [], [], Words(), Hosts())

    assert [f"{one.code} {one.level}" for one in findings] == found


def test_addresses_beside_the_body_are_asked_as_links_are():
    there = (
        Piece("视频网址", "https://v.strange.com/1"),
        Piece("关联 1 的网址", "http://10.0.0.1/"),
    )

    found = examine(replace(NEWS, title="开会", addresses=there), [], [], Words(), Hosts())

    assert [(one.where, one.code) for one in found] == [
        ("视频网址", "strange_host"),
        ("关联 1 的网址", "inner_link"),
    ]


def test_a_finding_is_known_again_when_paragraphs_are_put_in_above():
    text = f"张三，{ID}。"

    assert fingerprints(Piece("正文第 3 段", text)) == fingerprints(Piece("正文第 4 段", text))
    assert fingerprints(Piece("附件 1 a.xlsx 工作表“人员”第 5 行", text)) == fingerprints(
        Piece("附件 1 a.xlsx 工作表“人员”第 15 行", text)
    )


def test_a_finding_is_another_when_its_text_or_its_place_changes():
    here = fingerprints(Piece("正文第 3 段", f"张三，{ID}。"))

    assert fingerprints(Piece("正文第 3 段", f"李四，{ID}。")) != here
    assert fingerprints(Piece("附件 1 名单.docx 第 3 段", f"张三，{ID}。")) != here
    assert fingerprints(Piece("正文第 3 段", f"张三，{ID}！")) != here
    assert len(set(fingerprints(Piece("正文", f"{ID}，{ID}")))) == 2


def test_red_findings_block_until_somebody_lets_them_pass():
    found = proofread([Piece("正文第 1 段", f"帐户，{ID}")], WORDS)
    number = next(one for one in found if one.code == "id_card")

    assert blocking(found, set()) == [number]
    assert blocking(found, {number.fingerprint}) == []


def test_what_nobody_may_let_pass_blocks_all_the_same():
    found = examine(NEWS, [], [], Words(), Hosts())
    found += examine(Record(RecordKind.NEWS, title="开会"), [], [], Words(), Hosts())
    everything = {one.fingerprint for one in found}

    assert [one.message for one in blocking(found, everything)] == ["没有填“来源”。"]


def test_the_heads_of_a_table_say_what_its_columns_hold():
    sheet = "附件 1 名单.xlsx 工作表“人员”第 {} 行"
    rows = ["2026 年名单", "姓名\t项目编号\t身份证号", "张三\t13812345678\t110101900307003"]
    pieces = [Piece(sheet.format(n), row) for n, row in enumerate(rows, start=1)]
    pieces.append(Piece(sheet.format(4) + "（隐藏）", "李四\t13912345678\t"))

    found = proofread(pieces, Words())

    assert [(one.code, one.level, one.replacement) for one in found] == [
        ("old_id_card", "red", "110**********03"),
        ("name", "blue", "张*"),
    ]


def test_names_are_masked_only_beside_what_is_private():
    row = Piece("正文表 1 第 2 行", "张小满\t110101199003070038\t500")

    assert mask(row.text, proofread([row], Words())) == "张**\t110*************38\t500"
    assert proofread([Piece("正文表 1 第 2 行", "张小满\t500")], Words()) == []


def test_masking_replaces_the_first_and_longer_of_two_that_overlap():
    piece = Piece("正文", "手机13812345678@163.com，帐户")

    assert mask(piece.text, proofread([piece], WORDS)) == "手机1***@163.com，账户"
    assert mask("没有发现", []) == "没有发现"
    assert mask("文字已经改了", proofread([piece], WORDS)) == "文字已经改了"
