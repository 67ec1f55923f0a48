"""Reading the text of a 公开时限 cell: what is read, what stays unread, what is never guessed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.deadlines.rules.limit_text import read_limit
from mingzheng.deadlines.rules.limits import Kind, TimeLimit, Trigger, Unit
from mingzheng.deadlines.tests.limit_phrasings import READ, SEVERAL, UNREAD

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "catalog" / "xlsx"


def gist(limit: TimeLimit) -> str:
    """A limit in one short line, e.g. "within 20 workday formed show>=7 day | promptly"."""
    words = [limit.kind.value]
    if limit.scope:
        words.insert(0, f"{limit.scope}:")
    if limit.n is not None:
        words += [str(limit.n), str(limit.unit)]
    if limit.trigger is not Trigger.NONE:
        words.append(limit.trigger.value)
    if limit.month or limit.day:
        words.append(f"@{limit.month or '*'}-{limit.day or 'last'}")
    if limit.display_n:
        least = ">=" if limit.display_at_least else "="
        words.append(f"show{least}{limit.display_n} {limit.display_unit}")
    return " | ".join([" ".join(words), *(gist(each) for each in limit.alternatives)])


@pytest.mark.parametrize(("text", "expected"), [*READ, *SEVERAL])
def test_a_deadline_written_so_is_read_so(text, expected):
    """《政府信息公开条例》第二十六条 and the limits that local catalogues write beside it."""
    assert gist(read_limit(text)) == expected


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_not_fully_understood_stays_unread_and_says_why(text):
    limit = read_limit(text)

    assert limit == TimeLimit(Kind.UNREAD, source_text=text, note=limit.note)
    assert limit.note


@pytest.mark.parametrize(
    "before",
    [
        "原则上",
        "尽快，",
        "视情况",
        "按规定",
        "必要时，",
        "一般应",
        "不",
        "未",
        "无",
        "2024年",
        "5至",
    ],
)
def test_no_deadline_is_read_past_a_word_that_unsettles_it(before):
    texts = [before + text for text, _ in [*READ, *SEVERAL]]

    assert [text for text in texts if read_limit(text).kind is not Kind.UNREAD] == []


@pytest.mark.parametrize(
    "after",
    ["左右", "后", "不予公开", "至30日", "，视情况延长", "，特殊情况延长10日", "，最多延长至年底"],
)
def test_no_deadline_is_read_when_more_follows_that_unsettles_it(after):
    texts = [text + after for text, _ in [*READ, *SEVERAL]]

    assert [text for text in texts if read_limit(text).kind is not Kind.UNREAD] == []


def test_the_tables_are_as_broad_as_promised():
    assert len({text for text, _ in READ}) >= 150
    assert len(set(UNREAD)) >= 25


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("20个工作日内；法律、法规另有规定的，从其规定", "法律、法规另有规定的，从其规定"),
        ("20个工作日内（国家另有规定的除外）", "国家另有规定的除外"),
        ("20个工作日内，遇法定节假日顺延", "遇法定节假日顺延"),
        ("20个工作日内，涉密的除外", "涉密的除外"),
        ("20个工作日内公开审批结果", "审批结果"),
    ],
)
def test_words_beside_the_deadline_are_kept_as_a_note(text, note):
    limit = read_limit(text)

    assert (limit.kind, limit.n, limit.note) == (Kind.WITHIN, 20, note)


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("信息形成之日起20日内", "只写“20日”，没有写工作日，按自然日理解"),
        ("15日内公开；行政处罚7个工作日内", "只写“15日”，没有写工作日，按自然日理解"),
        ("信息形成之日起20个工作日", "没有写“内”字，按“20个工作日内”理解"),
        ("6月30日前", "没有写“每年”，按每年都要公开理解"),
        ("每年6月", "只写到6月，按6月最后一天理解"),
        ("每季度", "没有写具体日期，按每期最后一天理解"),
        ("依申请20个工作日内", "没有写从哪天算起，按收到申请之日起算"),
        ("随时公开", "“随时公开”按“及时公开”理解"),
    ],
)
def test_what_was_inferred_is_said(text, inferred):
    assert read_limit(text).inferred == (inferred,)


@pytest.mark.parametrize(
    "text", ["批准后20日内", "信息形成之日起15日内", "信息形成之日起20个自然日内", "20个工作日内"]
)
def test_calendar_days_are_not_doubted_without_a_reason(text):
    assert read_limit(text).inferred == ()


@pytest.mark.parametrize("ditto", ["同上", " 同 上 。", "〃", '"', "同上一行"])
def test_ditto_takes_the_row_above_and_says_so(ditto):
    above = read_limit("信息形成之日起20个工作日内")

    limit = read_limit(ditto, above=above)

    assert gist(limit) == gist(above)
    assert limit.inferred == ("“同上”按上一行理解",)
    assert read_limit(ditto, above=limit).inferred == limit.inferred


@pytest.mark.parametrize("above", [None, read_limit("尽快")])
def test_ditto_under_nothing_readable_stays_unread(above):
    assert read_limit("同上", above=above).kind is Kind.UNREAD


def test_an_ordinary_cell_takes_nothing_from_the_row_above():
    above = read_limit("信息形成之日起20个工作日内")

    assert read_limit("尽快", above=above).kind is Kind.UNREAD
    assert read_limit("及时公开", above=above) == read_limit("及时公开")


def test_the_reason_for_an_unread_cell_quotes_the_words_that_are_in_the_way():
    assert "视情况" in read_limit("视情况，20个工作日内公开").note
    assert "上一行" in read_limit("同上").note
    assert "太长" in read_limit("办" * 700).note


# Words of the grammar in any order: far likelier to half-match than random letters.
PIECES = [
    "自",
    "信息",
    "形成",
    "之日起",
    "后",
    "前",
    "20",
    "二十",
    "个工作日",
    "日",
    "内",
    "公开",
    "每",
]
PIECES += [
    "年",
    "季度",
    "月",
    "及时",
    "公示",
    "不少于",
    ";",
    "，",
    "（",
    "）",
    "：",
    "{0}",
    "同上",
    "许可",
    "\n",
]
ANY_TEXT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(ANY_TEXT)
def test_no_text_makes_the_reader_fail(text):
    limit = read_limit(text)

    assert limit.source_text == text
    assert (limit.n is None) == (limit.unit is None)


@given(
    st.sampled_from([text for text, _ in [*READ, *SEVERAL]] + UNREAD), st.sampled_from(" \n　\t")
)
def test_spacing_letters_apart_changes_nothing(text, space):
    spaced = read_limit(space.join(text))

    assert replace(spaced, source_text=text) == read_limit(text)


@given(st.integers(1, 999), st.sampled_from([("个工作日", Unit.WORKDAY), ("日", Unit.DAY)]))
def test_working_days_and_calendar_days_are_never_mixed(n, unit):
    limit = read_limit(f"信息形成之日起{n}{unit[0]}内")

    assert (limit.n, limit.unit) == (n, unit[1])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared workbooks are not on this machine")
def test_every_limit_of_the_shared_workbooks_is_read():
    calamine = pytest.importorskip("python_calamine")
    cells = []
    for path in sorted(SHARED.iterdir()):
        rows = calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        column = rows[1].index("公开时限")
        cells += [row[column] for row in rows[3:]]
    above = None
    for text in cells:
        above = read_limit(text, above=above)
        assert above.kind is not Kind.UNREAD, text
        written = re.search(r"(\d+)个工作日内$", re.sub(r"\s", "", text))
        assert not written or (above.n, above.unit) == (int(written[1]), Unit.WORKDAY)
    assert len(cells) >= 20
