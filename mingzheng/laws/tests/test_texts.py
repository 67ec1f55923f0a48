"""Which text of a law holds follows from the days, and what was entered wrongly is put right."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.models import Person
from mingzheng.accounts.tests.factories import a_county, a_person
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.laws import actions, queries
from mingzheng.laws.importing import import_titles
from mingzheng.laws.models import Law
from mingzheng.laws.rules.standing import Version, settled, standing
from mingzheng.search.queries import Wanted, find

OLD, NEW, TODAY = date(2004, 8, 28), date(2019, 8, 26), date(2026, 6, 1)


@pytest.fixture
def keeper() -> Person:
    return a_person("openness_office", a_county())


def texts(law: Law) -> dict[str, str]:
    return {one.number: one.status for one in law.versions.all()}


def flags(*cited: str) -> list[str]:
    return [one.flag for pieces in queries.linked(cited) for one in pieces if one.flag]


@pytest.mark.parametrize(
    ("entered", "stand"),
    [
        ([(NEW, "in_force"), (OLD, "in_force")], ["in_force", "superseded"]),
        ([(NEW, "in_force"), (None, "in_force")], ["in_force", "superseded"]),
        ([(None, "in_force")], ["in_force"]),
        ([(TODAY, "in_force"), (NEW, "in_force")], ["in_force", "superseded"]),
        ([(date(2026, 6, 2), "in_force"), (NEW, "in_force")], ["upcoming", "in_force"]),
        ([(NEW, "superseded"), (OLD, "in_force")], ["superseded", "superseded"]),
        ([(NEW, "repealed"), (OLD, "in_force")], ["repealed", "superseded"]),
    ],
)
def test_the_newest_text_whose_day_has_come_is_in_force(entered, stand):
    versions = [Version(at, on, "", said) for at, (on, said) in enumerate(entered)]

    assert list(settled(versions, TODAY, is_repealed=False).values()) == stand
    assert set(settled(versions, TODAY, is_repealed=True).values()) == {"repealed"}


def test_a_text_to_come_makes_no_citation_old():
    now, later = Version(1, NEW, "", "in_force"), Version(2, date(2027, 1, 1), "", "upcoming")

    assert standing([now, later]) == ("current", now)
    assert standing([now, later], year=2019) == ("current", now)
    assert standing([now, later], year=2027) == ("current", later)
    assert standing([later]) == ("current", None)


@pytest.mark.django_db
def test_an_old_text_entered_later_changes_nothing(keeper):
    law = actions.add_law("甲办法", by=keeper)
    actions.add_version(law, by=keeper, version_on=NEW, number="2号")
    actions.add_version(law, by=keeper, version_on=OLD, number="1号")
    actions.add_version(law, by=keeper, version_on=None, number="0号")

    assert texts(law) == {"0号": "superseded", "1号": "superseded", "2号": "in_force"}
    assert flags("《甲办法》（2004修订）", "《甲办法》") == ["superseded", "current"]
    assert find(Wanted("甲办法")).documents[0].number == "2号"


@pytest.mark.django_db
def test_a_text_takes_force_on_its_day(keeper):
    law, day = actions.add_law("甲办法", by=keeper), timezone.localdate() + timedelta(days=5)
    actions.add_version(law, by=keeper, version_on=NEW, number="2号")
    actions.add_version(law, by=keeper, version_on=day, number="3号")
    assert texts(law) == {"2号": "in_force", "3号": "upcoming"}
    assert find(Wanted("甲办法")).documents[0].number == "2号"

    assert actions.settle_due(day - timedelta(days=1)) == 0
    assert [actions.settle_due(day), actions.settle_due(day)] == [1, 0]

    assert texts(law) == {"2号": "superseded", "3号": "in_force"}
    assert find(Wanted("甲办法")).documents[0].number == "3号"
    assert flags("《甲办法》（2019修订）") == ["superseded"]


@pytest.mark.django_db
def test_a_wrong_text_is_corrected_or_removed_with_a_reason(keeper):
    law = actions.add_law("甲办法", by=keeper)
    right = actions.add_version(law, by=keeper, version_on=NEW, number="2号")
    wrong = actions.add_version(law, by=keeper, version_on=date(2024, 1, 1), number="9号")
    assert texts(law) == {"2号": "superseded", "9号": "in_force"}
    said = {"version_on": OLD, "number": "1号"}

    with pytest.raises(Blocked, match="为什么"):
        actions.correct_version(wrong, by=keeper, reason=" ", **said)
    with pytest.raises(Blocked, match="登记过"):
        actions.correct_version(wrong, by=keeper, reason="抄错", version_on=NEW)
    with pytest.raises(Denied):
        actions.remove_version(wrong, by=a_person("drafter", a_county()), reason="抄错")
    assert texts(law) == {"2号": "superseded", "9号": "in_force"}

    wrong = law.versions.get(number="9号")
    actions.correct_version(wrong, by=keeper, reason="日期抄错", **said)
    assert texts(law) == {"1号": "superseded", "2号": "in_force"}
    assert find(Wanted("9号")).total == 0
    actions.remove_version(right, by=keeper, reason="不是这部的")
    assert texts(law) == {"1号": "in_force"}
    kept = [(one.label, one.note) for one in trace.history(law).order_by("sequence")]
    assert kept[-2:] == [("更正文本", "日期抄错"), ("删除文本", "不是这部的")]


@pytest.mark.django_db
def test_a_repeal_has_its_day_and_is_taken_back(keeper):
    law = actions.add_law("甲办法", by=keeper)
    actions.add_version(law, by=keeper, version_on=OLD, number="1号")
    actions.add_version(law, by=keeper, version_on=NEW, number="2号")
    with pytest.raises(Blocked, match="还没有到"):
        actions.repeal(law, by=keeper, note="3号", on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Blocked, match="不用撤销"):
        actions.undo_repeal(law, by=keeper, reason="错了")

    actions.repeal(law, by=keeper, note="云政发〔2026〕3号", on=date(2026, 2, 3))
    assert set(texts(law).values()) == {"repealed"}
    assert "2026-02-03 废止" in Client().get(law.get_absolute_url()).content.decode()
    assert find(Wanted("甲办法 2026-02-03 已经废止")).total == 1
    assert flags("《甲办法》") == ["repealed"]
    with pytest.raises(Blocked, match="已经在"):
        actions.repeal(law, by=keeper, note="又一次")

    actions.undo_repeal(law, by=keeper, reason="登记错了一部")
    assert texts(law) == {"1号": "superseded", "2号": "in_force"}
    assert find(Wanted("甲办法 已经废止")).total == 0
    assert flags("《甲办法》") == ["current"]


@pytest.mark.django_db
def test_a_law_without_a_text_is_repealed_too(keeper):
    law = actions.add_law("甲办法", by=keeper)

    actions.repeal(law, by=keeper, note="3号")

    assert flags("《甲办法》") == ["repealed"]
    assert not law.versions.exists()


@pytest.mark.django_db
def test_a_table_is_settled_by_its_days_whatever_their_order(keeper):
    later = timezone.localdate().year + 1
    days = {"2号": "2019-08-26", "3号": f"{later}-01-01", "1号": "2004-08-28"}
    rows = [f"甲办法,{day},{number}" for number, day in days.items()]
    import_titles("a.csv", "\n".join(["标题,版本日期,文号", *rows]).encode(), by=keeper)

    law = Law.objects.get()
    assert texts(law) == {"1号": "superseded", "2号": "in_force", "3号": "upcoming"}


@pytest.mark.django_db
def test_the_keeper_puts_texts_right_on_the_page(keeper):
    law = actions.add_law("甲办法", by=keeper)
    text = actions.add_version(law, by=keeper, version_on=NEW, number="2号")
    other = actions.add_law("乙办法", by=keeper)
    client = Client()
    client.force_login(keeper)
    place = reverse("laws_desk:law", args=[law.pk])
    fix = {"fix": "1", "f-version_on": "2020-01-02", "f-number": "5号", "f-status": "in_force"}

    page = client.get(f"{place}?text={text.pk}").content.decode()
    refused = client.post(f"{place}?text={text.pk}", fix).content.decode()
    assert 'value="2号"' in page
    assert "写明为什么" in refused
    assert texts(law) == {"2号": "in_force"}
    client.post(f"{place}?text={text.pk}", {**fix, "f-reason": "抄错"})
    assert texts(law) == {"5号": "in_force"}
    client.post(place, {"repeal": "1", "r-note": "3号", "r-on": "2026-02-03"})
    assert "撤销废止" in client.get(place).content.decode()
    client.post(place, {"undo": "1", "u-reason": "登记错了"})
    assert texts(law) == {"5号": "in_force"}
    client.post(f"{place}?text={text.pk}", {"drop": "1", "d-reason": "不该登记"})
    assert texts(law) == {}
    elsewhere = reverse("laws_desk:law", args=[other.pk])
    assert client.get(f"{elsewhere}?text={text.pk}").status_code == 404
    assert client.get(f"{elsewhere}?text=x").status_code == 404
