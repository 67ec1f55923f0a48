"""The index: exact on both databases, in step with the deed that changed it, or an error."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzheng.core.access import Blocked
from mingzheng.search import queries
from mingzheng.search.actions import Value, is_stale, label, put, replace, withdraw
from mingzheng.search.actions.rebuilding import reading
from mingzheng.search.backends import Question, engine
from mingzheng.search.models import Document, Rebuild
from mingzheng.search.queries import SearchUnavailable, Wanted, finding
from mingzheng.search.rules.asking import holds, terms
from mingzheng.search.tests.factories import a_draft

pytestmark = pytest.mark.django_db


def found(q: str, **more: str) -> set[str]:
    return {one.title for one in queries.find(Wanted(q, **more), per_page=100).documents}


def break_the_index() -> None:
    """Take the tables away that questions are put to."""
    sqlite = ["search_words", "search_titles"]
    with connection.cursor() as cursor:
        for table in ["search_index"] if connection.vendor == "postgresql" else sqlite:
            cursor.execute(f"DROP TABLE {table}")


@pytest.mark.parametrize(
    "query",
    ["购置", "受益名单", "云农发【2026】3号", "3号", "農機", "农", "补贴 名单", "njgz", "3"],
)
def test_a_document_is_found_by_title_text_number_and_sound(query):
    put([a_draft("农机购置补贴", text="受益名单，每季度公开。", number="云农发〔2026〕3号")])

    assert found(query) == {"农机购置补贴"}


@pytest.mark.parametrize("query", ["农补贴", "补贴受益", "名单 没有", "026", "njbt"])
def test_what_does_not_stand_there_is_not_found(query):
    """A phrase goes neither over a gap nor from the title into the text."""
    put([a_draft("农机购置补贴", text="受益名单，每季度公开。", number="云农发〔2026〕3号")])

    assert found(query) == set()


def test_what_is_withdrawn_is_gone_at_once():
    put([a_draft("农机购置补贴"), a_draft("种粮补贴")])

    withdraw("item", ["农机购置补贴"])

    assert found("补贴") == {"种粮补贴"}
    assert queries.suggest("农机") == []


def test_what_is_changed_is_found_by_its_new_words_only():
    put([a_draft(key="1", text="旧的说法", date=date(2020, 1, 1))])

    assert put([a_draft(key="1", text="新的说法")]) == 1
    assert put([a_draft(key="1", text="新的说法")]) == 0
    assert (found("旧的说法"), found("新的说法")) == (set(), {"农机购置补贴"})
    assert queries.find(Wanted("农机")).facets[-1].values[0].value == "2026"


def test_a_scope_holds_exactly_what_it_was_given_last():
    put([a_draft("别处的", scope="other")])
    replace("test", [a_draft("甲事项"), a_draft("乙事项")])

    assert replace("test", [a_draft("乙事项"), a_draft("丙事项")]) == (1, 1)
    assert found("事项") == {"乙事项", "丙事项"}
    assert found("别处") == {"别处的"}


def test_a_deed_that_is_rolled_back_leaves_no_trace():
    put([a_draft("甲事项")])

    with transaction.atomic():
        put([a_draft("乙事项")])
        withdraw("item", ["甲事项"])
        transaction.set_rollback(True)

    assert found("事项") == {"甲事项"}
    assert Document.objects.count() == 1


def test_what_carries_a_hidden_field_is_not_found_and_not_counted():
    shown = a_draft("甲事项", field=Value("shown", "社会救助"))
    put([shown, a_draft("乙事项", field=Value("hidden", "内部"))])

    label("field", "hidden", "内部", is_shown=False)

    answer = queries.find(Wanted("事项"))
    assert ([one.title for one in answer.documents], answer.total) == (["甲事项"], 1)
    assert queries.suggest("事项") == ["甲事项"]
    label("field", "hidden", "内部")
    assert found("事项") == {"甲事项", "乙事项"}


def test_filters_narrow_and_facets_count_what_they_leave():
    put(
        a_draft(
            f"事项{at}",
            organisation=Value(f"YX0{at % 2}", f"单位{at % 2}"),
            date=date(2020 + at, 3, 1),
        )
        for at in range(6)
    )

    answer = queries.find(Wanted("事项", organisation="YX01"))
    values = {facet.name: [(v.label, v.count) for v in facet.values] for facet in answer.facets}
    assert answer.total == 3
    assert values["organisation"] == [("单位1", 3)]
    assert values["year"] == [("2025", 1), ("2023", 1), ("2021", 1)]
    assert found("事项", year="2023", organisation="YX01") == {"事项3"}
    assert found("事项", year="不是年份") == found("事项", kind="nope") == set()


def test_newest_first_when_asked_and_best_title_first_otherwise():
    old = a_draft("临时救助", date=date(2020, 1, 1))
    put([old, a_draft("通知", text="临时救助"), a_draft("临时救助的通知")])

    by_date = [one.title for one in queries.find(Wanted("临时救助", sort="date")).documents]
    by_worth = [one.title for one in queries.find(Wanted("临时救助")).documents]
    assert by_date[-1] == by_worth[0] == "临时救助"
    assert by_worth[1:] == ["临时救助的通知", "通知"]


def test_every_result_is_on_exactly_one_page():
    put(a_draft(f"{'救助' * (at % 3)}事项{at}", key=str(at)) for at in range(25))

    pages = [queries.find(Wanted("事项"), page).documents for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert len({one.pk for page in pages for one in page}) == 25


def test_totals_are_exact_up_to_the_limit_and_say_when_there_is_more(monkeypatch):
    monkeypatch.setattr(finding, "COUNT_TO", 5)
    put(a_draft(f"事项{at}") for at in range(5))
    exact = queries.find(Wanted("事项"))
    put([a_draft("事项又一")])
    more = queries.find(Wanted("事项"))

    assert (exact.total, exact.is_more) == (5, False)
    assert (more.total, more.is_more) == (5, True)


def test_times_are_gone_through_from_the_newest_day_to_no_date():
    """Also where years lie between, and where only one year is asked for."""
    days = [date(2031, 1, 2), date(2026, 12, 31), date(2026, 1, 1), date(2009, 7, 1), None]
    put(a_draft(f"事项{at}", date=days[at]) for at in (3, 0, 4, 2, 1))

    newest = queries.find(Wanted("事项", sort="date"))
    assert [one.title for one in newest.documents] == [f"事项{at}" for at in range(5)]
    assert [value.value for value in newest.facets[-1].values] == ["2031", "2026", "2009"]
    in_2026 = queries.find(Wanted("事项", year="2026", sort="date"))
    assert [one.title for one in in_2026.documents] == ["事项1", "事项2"]


def test_an_index_that_is_gone_is_an_error_and_never_nothing():
    put([a_draft()])
    break_the_index()

    with pytest.raises(SearchUnavailable):
        queries.find(Wanted("农机"))
    with pytest.raises(SearchUnavailable):
        queries.suggest("农机")


def test_a_deed_fails_whole_when_the_index_cannot_follow():
    put([a_draft()])
    break_the_index()

    with pytest.raises(Blocked, match="search_rebuild"):
        withdraw("item", ["农机购置补贴"])
    assert Document.objects.count() == 1


def test_an_index_that_was_laid_out_otherwise_is_taken_away_and_built_anew():
    """Between the migration and the rebuild the search says so, and never "nothing found"."""
    put([a_draft()])
    Rebuild.objects.create(finished_at=timezone.now(), reading=reading())
    migration = import_module("mingzheng.search.migrations.0003_narrow_rows")

    migration.forwards(apps, connection.schema_editor())

    if connection.vendor == "sqlite":  # where nothing changed
        assert (is_stale(), found("农机")) == (False, {"农机购置补贴"})
        return
    assert is_stale()
    with pytest.raises(SearchUnavailable):
        queries.find(Wanted("农机"))
    with pytest.raises(Blocked):
        put([a_draft("种粮补贴")])


ALPHABET = "低保最生活障农机12ab 　，。〔〕號号年雲云é\u0301ＡＢ乾\n“”"
DAYS = [None, *(date(*day) for day in ((1999, 1, 1), (2024, 12, 31), (2025, 1, 1), (2026, 6, 1)))]
TEXTS = st.lists(
    st.tuples(
        st.text(ALPHABET, max_size=12), st.text(ALPHABET, max_size=40), st.sampled_from(DAYS)
    ),
    max_size=8,
)
QUERIES = st.lists(st.text(ALPHABET, min_size=1, max_size=8), min_size=1, max_size=6)


@pytest.mark.slow
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=TEXTS, asked=QUERIES)
def test_search_equals_brute_force_on_the_flat_text(texts, asked):
    """Nothing is missed and nothing found that is not there, with pinyin and 文号 too."""
    with transaction.atomic():
        put(
            a_draft(title, key=str(at), text=body, date=day)
            for at, (title, body, day) in enumerate(texts)
        )
        truth = list(engine().flat_texts())
        titles = [title for title, _, _ in texts]
        for words in filter(None, map(terms, [*asked, *titles, "di ab"])):
            got = engine().newest(Question(words), 100)
            wanted = sorted((place for place, row in truth if holds(row, words)), reverse=True)
            assert got == wanted, words
            assert engine().newest(Question(words), 2) == wanted[:2]
        transaction.set_rollback(True)
