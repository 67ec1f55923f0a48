"""A list of words goes out as a workbook and comes back in, or says what is wrong in which row."""

import io

from openpyxl import Workbook, load_workbook

from mingzheng.checklists.actions.lists import WordDraft
from mingzheng.checklists.sheets import NO_HEAD, read_words, to_xlsx
from mingzheng.checklists.tests.factories import a_list, a_word
from mingzheng.proofing.states import WordKind


def a_book(*rows: tuple) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_goes_out_comes_back(cast):
    words = a_list(cast.office)
    a_word(words, by=cast.office, contexts="帐户牌；老帐户", source="规范")
    a_word(words, "陈立新", by=cast.office, right="县长", kind=WordKind.TITLE, is_reviewed=False)

    reading = read_words("词表.xlsx", to_xlsx("本县词库", words.words.all()))

    assert reading.problems == []
    assert set(reading.words) == {
        WordDraft("帐户", "账户", "typo", "帐户牌；老帐户", "规范", True),
        WordDraft("陈立新", "县长", "title", "", "", False),
    }


def test_no_cell_is_a_formula(cast):
    a_word(a_list(cast.office), "=1+1", by=cast.office)
    from mingzheng.checklists.models import Word

    sheet = load_workbook(io.BytesIO(to_xlsx("词", Word.objects.all()))).active

    assert sheet["B2"].value == "'=1+1"


def test_two_columns_are_enough_and_empty_rows_are_passed_over():
    data = a_book(("词表",), ("查什么词", "应当怎么写"), ("帐户", "账户"), (), ("布署", "部署"))

    reading = read_words("a.xlsx", data)

    assert [(one.wrong, one.right, one.is_reviewed) for one in reading.words] == [
        ("帐户", "账户", False),
        ("布署", "部署", False),
    ]


def test_every_wrong_row_is_named_with_what_to_write():
    data = a_book(
        ("种类", "查什么词", "应当怎么写", "这样用不算错", "依据", "已审定"),
        ("错字", "帐户", "账户", "", "", "是"),
        ("", "的", "地", "", "", ""),
        ("", "帐目", "账目", "", "", "也许"),
        ("", "帐单", "账单", "", "", ""),
        ("", "帐单", "账单", "", "", ""),
        ("", "布署", "部" * 200, "", "", ""),
    )

    reading = read_words("a.xlsx", data)

    assert reading.problems == [
        "第 2 行“种类”写的是“错字”，可以写：常见错误、禁用词、敏感词、姓名和职务。",
        "第 3 行“查什么词”至少要两个字，一个字会到处都查出来。",
        "第 4 行“已审定”写的是“也许”，写“是”或者“否”。",
        "第 6 行“帐单”前面已经有一行了。",
        "第 7 行“应当怎么写”太长，不超过 120 个字。",
    ]


def test_a_file_without_the_head_or_without_words_says_so():
    assert read_words("a.xlsx", a_book(("甲", "乙"), ("1", "2"))).problems == [NO_HEAD]
    assert read_words("a.xlsx", a_book(("查什么词", "应当怎么写"))).problems == ["表里没有词。"]
