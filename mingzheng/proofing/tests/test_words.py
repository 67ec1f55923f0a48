"""Word lists: one pass, the longest word at a place, phrases in which a word is right, names."""

import pytest

from mingzheng.proofing.rules.words import Entry, Words, wordy
from mingzheng.proofing.states import WordKind
from mingzheng.prose.rules.pieces import Piece

LEADER = Entry("陈立新", "县委副书记；县长", WordKind.TITLE.value)


def found(text: str, *entries: Entry) -> list[tuple[str, str, str]]:
    """Return (code, text found, what to write instead)."""
    findings = wordy(Piece("正文第 1 段", text), Words(entries))
    return [(one.code, one.text, one.replacement) for one in findings]


def test_a_wrong_word_is_found_with_the_right_one():
    """国办秘函〔2019〕19号."""
    finding = wordy(Piece("正文", "办理帐户变更"), Words([Entry("帐户", "账户", source="规范")]))[0]

    assert (finding.level, finding.text, finding.replacement) == ("amber", "帐户", "账户")
    assert (finding.message, finding.suggestion, finding.basis) == (
        "写的是“帐户”，词库列为常见错误。",
        "核对以后改。",
        "规范",
    )


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("市场竟争", 1),
        ("究竟争论什么", 0),
        ("究竟争论，市场竟争", 1),
        ("竟", 0),
    ],
)
def test_a_word_is_right_inside_its_phrases(text, hits):
    assert len(found(text, Entry("竟争", "竞争", contexts=("究竟争",)))) == hits


def test_the_longest_word_at_a_place_wins_and_none_overlaps():
    words = [Entry("截止", "截至"), Entry("截止目前", "截至目前")]

    assert [one[1] for one in found("截止目前，截止年底", *words)] == ["截止目前", "截止"]


def test_a_sensitive_word_is_pointed_at_and_not_replaced():
    entry = Entry("残废人", "残疾人", WordKind.SENSITIVE.value)

    assert found("残废人", entry) == [("sensitive", "残废人", "")]


def test_a_list_without_words_finds_nothing():
    assert found("任何文字") == []
    assert found("的", Entry("的", "地")) == []  # one character would be found everywhere


@pytest.mark.parametrize(
    "text",
    [
        "县委副书记、县长陈立新主持会议",
        "县委副书记陈立新出席",
        "陈立新强调",
        "会上，陈立新指出",
        "县长办公会议",
        "县长陈伟出席",  # somebody else
    ],
)
def test_a_name_with_its_own_title_or_none_is_right(text):
    assert found(text, LEADER) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("副县长陈立新主持会议", "副县长陈立新", ""),
        ("县委书记陈立新主持会议", "书记陈立新", ""),
        ("县长陈立信主持会议", "陈立信", "陈立新"),
    ],
)
def test_a_wrong_title_or_a_name_one_character_off_is_found(text, wrong, right):
    assert found(text, LEADER) == [("title", wrong, right)]


def test_thousands_of_words_are_looked_for_in_one_pass():
    entries = [Entry(chr(0x4E00 + i) + chr(0x5E00 + i), "改") for i in range(5000)]

    hits = found("平安" * 50 + entries[4321].wrong + "云溪" * 50, *entries)

    assert [one[1] for one in hits] == [entries[4321].wrong]
