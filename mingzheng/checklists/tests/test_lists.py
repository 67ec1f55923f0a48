"""Words and sites: kept by the openness office, working at once, told in the trace."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command

from mingzheng.checklists import actions, queries
from mingzheng.checklists.actions.lists import WordDraft
from mingzheng.checklists.models import AllowedHost, Word, WordList
from mingzheng.checklists.tests.factories import a_host, a_list, a_word
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.proofing.rules.words import wordy
from mingzheng.proofing.states import WordKind
from mingzheng.prose.rules.pieces import Piece

SEED = Path(__file__).parent.parent / "seed" / "words.csv"


def found(text: str) -> list[str]:
    return [one.text for one in wordy(Piece("正文", text), queries.words())]


def test_the_starter_list_is_sound():
    with SEED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) >= 60
    assert len({row["wrong"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} <= set(WordKind.values)
    assert all(row["wrong"] != row["right"] and row["source"] for row in rows)
    # A phrase in which a word is right must hold the word.
    phrases = [(row["wrong"], one) for row in rows for one in row["contexts"].split("；") if one]
    assert [pair for pair in phrases if pair[0] not in pair[1]] == []


def test_the_starter_list_is_laid_once_and_what_was_taken_out_stays_out(cast):
    call_command("seed_checklists")
    Word.objects.get(wrong="帐户").delete()
    AllowedHost.objects.get(host="gov.cn")

    call_command("seed_checklists")

    assert not Word.objects.filter(wrong="帐户").exists()
    assert found("布署工作") == ["布署"]


def test_a_word_works_at_once_when_reviewed_and_its_list_is_on(cast):
    words = a_list(cast.office)
    word = a_word(words, by=cast.office, is_reviewed=False)
    assert found("办理帐户") == []

    word.is_reviewed = True
    actions.save_word(word, by=cast.office)
    assert found("办理帐户") == ["帐户"]

    words.is_active = False
    actions.save_list(words, by=cast.office)
    assert found("办理帐户") == []


def test_words_are_read_in_one_query_and_compiled_once(cast, django_assert_num_queries):
    a_word(a_list(cast.office), by=cast.office)

    with django_assert_num_queries(2):
        first, second = queries.words(), queries.words()

    assert first is second


def test_the_trace_tells_what_was_changed(cast):
    words = a_list(cast.office)
    word = a_word(words, by=cast.office)
    word.right = "账户（规范）"
    actions.save_word(word, by=cast.office)
    actions.save_word(word, by=cast.office)  # nothing changed, nothing told

    events = list(trace.history(word))

    assert [one.label for one in events] == ["增加词", "修改词"]
    assert events[1].facts == {"changes": {"应当怎么写": ["账户", "账户（规范）"]}}
    actions.remove(word, by=cast.office)
    assert trace.history(trace.Subject(word.trace_type, str(events[0].subject_id), "")).count() == 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"wrong": "的"}, "至少要两个字"),
        ({"wrong": "账户"}, "两边写的一样"),
        ({"contexts": "究竟"}, "没有“帐户”这个词"),
        ({"kind": WordKind.TITLE, "right": ""}, "要写明职务"),
    ],
)
def test_a_word_that_could_not_work_is_refused(cast, fields, said):
    words = a_list(cast.office)

    with pytest.raises(Blocked, match=said):
        a_word(words, fields.pop("wrong", "帐户"), by=cast.office, **fields)


def test_the_same_word_or_list_twice_is_refused(cast):
    words = a_list(cast.office)
    a_word(words, by=cast.office)

    with pytest.raises(Blocked, match="已经有这一条词了"):
        a_word(words, by=cast.office)
    with pytest.raises(Blocked, match="已经有这一条词库了"):
        a_list(cast.office)


@pytest.mark.parametrize("deed", ["list", "word", "host", "put", "remove", "switch"])
def test_nobody_but_the_openness_office_keeps_the_lists(cast, deed):
    words = a_list(cast.office)
    deeds = {
        "list": lambda: a_list(cast.clerk, "另一个"),
        "word": lambda: a_word(words, by=cast.clerk),
        "host": lambda: a_host(by=cast.clerk),
        "put": lambda: actions.put_words(words, [WordDraft("帐目", "账目")], by=cast.clerk),
        "remove": lambda: actions.remove(words, by=cast.clerk),
        "switch": lambda: actions.switch_probing(True, by=cast.clerk),
    }

    with pytest.raises(Denied, match="政务公开办"):
        deeds[deed]()


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("www.example.com", "www.example.com"),
        (" HTTPS://News.Example.com/ ", "news.example.com"),
    ],
)
def test_a_site_is_kept_by_its_host(cast, typed, host):
    assert a_host(typed, by=cast.office).host == host
    assert host in queries.hosts_for().allowed


@pytest.mark.parametrize("typed", ["localhost", "192.168.1.1", "a.example/b", "a b.example", "oa"])
def test_a_site_of_the_inner_network_or_no_site_at_all_is_refused(cast, typed):
    with pytest.raises(Blocked, match="域名要像"):
        a_host(typed, by=cast.office)


def test_our_own_hosts_are_known_without_being_listed(cast, settings):
    settings.ALLOWED_HOSTS = ["yunxi.gov.cn", "[::1]", "*"]

    hosts = queries.hosts_for("<p>文</p>", own=["www.yunxi.example"])

    assert hosts.own == {"yunxi.gov.cn", "::1", "www.yunxi.example"}


def test_a_workbook_adds_and_changes_and_removes_nothing(cast):
    words = a_list(cast.office)
    a_word(words, by=cast.office)
    a_word(words, "帐目", by=cast.office, right="账目")
    rows = [WordDraft("帐户", "账户", source="规范", is_reviewed=True), WordDraft("帐单", "账单")]

    assert actions.put_words(words, rows, by=cast.office) == (1, 1)

    assert list(words.words.values_list("wrong", flat=True)) == ["帐单", "帐户", "帐目"]
    assert actions.put_words(words, rows, by=cast.office) == (0, 0)
    assert [e.step for e in trace.history(words)] == ["add_entry", "put_words"]
    assert WordList.objects.count() == 1
