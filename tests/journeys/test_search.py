"""Searching across the house: what is public is found, what is not is not, in everybody's words."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.utils import timezone

from mingzheng.accounts import actions as accounts
from mingzheng.accounts.tests.factories import a_county, a_department, a_person
from mingzheng.core.models import Event
from mingzheng.lookup.tests.factories import a_past, in_force
from mingzheng.posts.actors import COMMAND_LINE
from mingzheng.search import queries
from mingzheng.search.models import Asked, BestBet, Document, Synonym
from mingzheng.search.queries import Wanted
from mingzheng.standards.actions import save_field
from mingzheng.standards.models import Field
from tests.browser import axe, sign_in

pytestmark = pytest.mark.django_db


def found(q: str, **more: str) -> set[str]:
    return {one.title for one in queries.find(Wanted(q, **more), per_page=200).documents}


def test_an_edition_in_force_replaces_the_one_before():
    past = a_past()

    titles = found("救助") | found("保障") | found("名单") | found("信息")

    assert not any("名单" in title for title in titles)
    assert any("保障标准" in title for title in titles)
    assert Document.objects.filter(kind="item").count() == past.new.items.count()


def test_a_draft_is_found_by_nobody():
    from mingzheng.catalogue.actions import editions, items
    from mingzheng.catalogue.tests.factories import a_cast, content

    cast = a_cast()
    draft = editions.open_draft(cast.office, by=cast.drafter)
    items.save_item(draft, content("还在起草的事项"), by=cast.drafter)

    assert found("还在起草") == set()


def test_a_field_that_is_not_shown_takes_its_items_along():
    edition = in_force()
    item = edition.items.select_related("field").first()
    office = a_person("openness_office", a_county())
    assert item.name in found(item.level2)

    save_field(Field.objects.get(pk=item.field_id), by=office, is_shown=False)

    assert item.name not in found(item.level2)
    save_field(Field.objects.get(pk=item.field_id), by=office, is_shown=True)
    assert item.name in found(item.level2)


def test_an_office_is_found_as_it_is_called_now():
    office = a_department("云溪县水务局", function="水务", phone="0000-1234567")
    accounts.name_everywhere(office, "水利局", by=COMMAND_LINE)
    assert found("水利局") == {"云溪县水务局"}

    accounts.update_organisation(office, by=COMMAND_LINE, name="云溪县水利水务局")
    assert found("水利水务局") == {"云溪县水利水务局"}

    accounts.close_organisation(office, by=COMMAND_LINE, reason="并入")
    assert found("水利水务局") == set()
    accounts.reopen_organisation(office, by=COMMAND_LINE, reason="恢复")
    accounts.forget_alias(office.aliases.get(), by=COMMAND_LINE)
    assert found("水利局") == set()
    assert found("水利水务局") == {"云溪县水利水务局"}


def test_a_clerk_makes_a_synonym_of_what_was_not_found():
    a_department("云溪县水务局", function="水务")
    office = Client()
    office.force_login(a_person("openness_office", a_county()))
    for _ in range(3):
        Client().get("/search/?q=管水的")

    listed = office.get("/desk/search/").content.decode()
    form = {"word": "管水的", "official": "水务局", "source": "群众搜索", "is_reviewed": "on"}
    answer = office.post("/desk/search/synonyms/new/?word=管水的", form)

    assert "管水的" in listed
    assert answer.status_code == 302
    assert found("管水的") == {"云溪县水务局"}
    assert Event.objects.filter(subject_type="search.synonym", step="add_word").count() == 1


def test_the_words_are_kept_by_the_office_of_the_whole_county_only():
    county = a_county()
    people = [a_person(role, county) for role in ("drafter", "supervisor", "system_admin")]
    town_office = a_person("openness_office", a_department(county=county))
    word = Synonym.objects.create(word="甲", plain="甲", official="乙")
    asked = Asked.objects.create(text="丙", last_on=timezone.localdate())

    for person in [*people, town_office]:
        client = Client()
        client.force_login(person)
        for url in ("", "synonyms/", "best-bets/", "hot/", f"synonyms/{word.pk}/"):
            assert client.get(f"/desk/search/{url}").status_code == 403
        assert client.post(f"/desk/search/synonyms/{word.pk}/remove/").status_code == 403
        assert client.post(f"/desk/search/hot/{asked.pk}/").status_code == 403
    assert Synonym.objects.filter(pk=word.pk).exists()


def test_the_office_recommends_lets_in_and_removes():
    office = Client()
    office.force_login(a_person("openness_office", a_county()))
    asked = Asked.objects.create(text="热词", times=9, last_on=timezone.localdate())
    bet = {"query": "热词", "title": "看这里", "url": "javascript:alert(1)", "note": ""}

    refused = office.post("/desk/search/best-bets/new/", bet).content.decode()
    office.post("/desk/search/best-bets/new/", {**bet, "url": "/offices/"})
    for url in ("//evil.example", "/\\evil.example", "/\t/evil.example"):
        assert (
            "网址"
            in office.post("/desk/search/best-bets/new/", {**bet, "url": url}).content.decode()
        )
        assert not BestBet.objects.filter(url=url).exists()
    short = {"word": "水", "official": "供水", "source": "", "is_reviewed": "on"}
    narrow = office.post("/desk/search/synonyms/new/", short).content.decode()

    assert "网址要以 / 开头" in refused
    assert "只有一个字" in narrow
    assert not Synonym.objects.filter(word="水").exists()
    assert 'href="/offices/">看这里' in Client().get("/search/?q=热词").content.decode()
    assert queries.hot_words() == []
    office.post(f"/desk/search/hot/{asked.pk}/")
    assert queries.hot_words() == ["热词"]
    office.post(f"/desk/search/hot/{asked.pk}/")
    assert queries.hot_words() == []
    row = queries.find(Wanted("热词")).best[0]
    office.post(f"/desk/search/best-bets/{row.pk}/remove/")
    assert queries.find(Wanted("热词")).best == []


def run(*arguments: str) -> dict:
    out = StringIO()
    call_command(*arguments, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_mends_whatever_is_wrong(tmp_path):
    in_force()
    total = Document.objects.count()
    Document.objects.filter(kind="item").first().delete()
    Document.objects.filter(kind="office").update(title="改坏了", digest="x")
    with connection.cursor() as cursor:
        table = "search_index" if connection.vendor == "postgresql" else "search_words"
        cursor.execute(f"DROP TABLE {table}")

    done = run("search_rebuild")

    assert (done["documents"], done["rebuilt"]) == (total, True)
    assert found("改坏") == set()
    assert run("search_rebuild", "--if-stale") == {"documents": None, "rebuilt": False}
    assert run("search_rebuild")["written"] == 0  # and again, beside the index just built
    words = tmp_path / "words.txt"
    words.write_text("保障\n民政局\n信息 公开\n没有的词\n", "utf-8")
    report = run("search_check", "--queries", str(words))
    assert (report["recall"], report["precision"], report["wrong"]) == (1.0, 1.0, {})
    assert report["documents"] == total


def test_a_check_needs_words_to_try(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("，\n", "utf-8")

    for path in (empty, tmp_path / "missing.txt"):
        with pytest.raises(CommandError):
            run("search_check", "--queries", str(path))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_pages_are_clean(page):
    """Wide and narrow, no grave axe finding, nothing refused by the policy."""
    in_force()
    office = a_person("openness_office", a_county())
    for query in ("保障", "保障", "没有的词"):
        Client().get("/search/", {"q": query})
    Synonym.objects.create(word="甲", plain="甲", official="乙")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, office)

    for address in (
        *("/search/", "/search/?q=保障", "/search/?q=没有的词", "/search/?q=民政局"),
        *("/desk/search/", "/desk/search/synonyms/", "/desk/search/synonyms/new/"),
        *("/desk/search/best-bets/", "/desk/search/hot/"),
    ):
        assert page.goto(address).status == 200, address
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    page.goto("/search/")
    page.fill("#search-q", "保障")
    page.wait_for_selector("#search-suggestions a")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert said == []
