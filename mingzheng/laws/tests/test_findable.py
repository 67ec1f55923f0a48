"""The search is in step with the register: each deed is found in the same breath."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from mingzheng.accounts.models import Person
from mingzheng.accounts.tests.factories import a_county, a_person
from mingzheng.core.access import Blocked, Denied
from mingzheng.laws import actions
from mingzheng.laws.actions import findable
from mingzheng.laws.importing import import_titles
from mingzheng.laws.models import Law
from mingzheng.search import actions as search
from mingzheng.search.models import Document
from mingzheng.search.queries import Wanted, find

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Person:
    return a_person("openness_office", a_county())


def found(q: str, **more: str) -> list[str]:
    return [one.title for one in find(Wanted(q, **more)).documents]


def test_what_a_table_brings_is_found_by_name_and_number(keeper):
    table = "标题,版本日期,文号\n社会救助办法,2014-02-21,国务院令第649号\n土地管理法,2019-08-26,\n"
    import_titles("名录.csv", table.encode(), by=keeper)

    assert found("救助办法", kind="law") == ["社会救助办法"]
    assert found("649号") == ["社会救助办法"]
    one = find(Wanted("社会救助办法"))
    assert one.card.url == reverse("laws:law", args=[Law.objects.get(title="社会救助办法").pk])
    assert one.facets[0].values[0].label == "法规依据"


def test_a_trial_run_of_a_table_lets_nothing_be_found(keeper):
    import_titles("a.csv", "标题\n土地管理法\n".encode(), by=keeper, dry_run=True)

    assert found("土地管理法") == []


def test_a_law_that_is_renamed_is_found_by_its_new_name_only(keeper):
    law = actions.add_law("林木保护条列", by=keeper)
    actions.correct(law, by=keeper, title="林木保护条例", category="地方性法规")

    assert found("保护条例") == ["林木保护条例"]
    assert found("地方性法规") == ["林木保护条例"]
    assert found("保护条列") == []


def test_a_name_is_found_until_it_is_removed(keeper):
    law = actions.add_law("中华人民共和国土地管理法", by=keeper)
    alias = actions.add_alias(law, "耕地保护法", by=keeper)
    assert found("耕地保护") == [law.title]

    actions.remove_alias(alias, by=keeper)
    assert found("耕地保护") == []
    assert found("土地管理") == [law.title]


def test_a_new_text_and_a_repeal_are_said_at_once(keeper):
    law = actions.add_law("云溪县渔业办法", by=keeper)
    actions.add_version(law, by=keeper, version_on=date(2020, 5, 1), number="云政发〔2020〕7号")
    assert found("云政发〔2020〕7号", year="2020") == [law.title]

    actions.repeal(law, by=keeper, note="云政发〔2026〕3号宣布废止")
    assert found("渔业办法 已经废止") == [law.title]
    assert found("云政发〔2026〕3号") == [law.title]
    assert found("渔业办法 现行有效") == []


def test_a_name_that_another_law_has_is_refused_and_nothing_is_changed(keeper):
    law = actions.add_law("甲办法", by=keeper)
    actions.add_law("乙办法", by=keeper)

    with pytest.raises(Blocked, match="乙办法"):
        actions.correct(law, by=keeper, title="《乙办法》")
    with pytest.raises(Denied):
        actions.correct(law, by=a_person("drafter", a_county()), title="丙办法")
    assert found("甲办法") == ["甲办法"]


def test_a_name_that_becomes_the_title_is_no_other_name_any_more(keeper):
    law = actions.add_law("甲办法", by=keeper)
    actions.add_alias(law, "渔业办法", by=keeper)

    actions.correct(law, by=keeper, title="渔业办法")

    assert not law.aliases.exists()
    assert actions.known_as("渔业办法") == law


def test_a_rebuild_takes_every_law_and_finds_nothing_to_do(keeper):
    actions.add_law("甲办法", by=keeper)
    actions.add_law("乙办法", by=keeper)

    assert search.replace(findable.SCOPE, findable.documents()) == (0, 0)
    assert Document.objects.filter(kind="law").count() == 2


def test_the_keeper_corrects_and_removes_on_the_page(keeper):
    law = actions.add_law("甲办法", by=keeper)
    alias = actions.add_alias(law, "渔业规定", by=keeper)
    client = Client()
    client.force_login(keeper)
    place = reverse("laws_desk:law", args=[law.pk])

    client.post(place, {"correct": "1", "c-title": "渔业办法", "c-category": "规范性文件"})
    page = client.post(place, {"remove_alias": alias.pk}, follow=True).content.decode()

    law.refresh_from_db()
    assert (law.title, law.category, law.aliases.count()) == ("渔业办法", "规范性文件", 0)
    assert "已删除别名“渔业规定”" in page
    assert client.post(place, {"remove_alias": "别的"}).status_code == 404
