"""The register: titles in, citations put and judged, and what the pages say of them."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition, content
from mingzheng.core.access import Blocked, Denied
from mingzheng.laws import actions, queries
from mingzheng.laws.importing import import_titles
from mingzheng.laws.models import Citation, Law, LawVersion
from mingzheng.laws.states import Flag, VersionStatus

pytestmark = pytest.mark.django_db
TITLES = """标题,版本日期,分类
土地管理法,2004-08-28,经济法
土地管理法,2019-08-26,经济法
社会救助暂行办法,2019-03-02,行政法规
政府信息公开条例,2019-04-03,行政法规
"""
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "laws" / "title_index.csv"


@pytest.fixture
def cast(db) -> Cast:
    return a_cast()


@pytest.fixture
def register(cast) -> Cast:
    """The cast with a register of three laws."""
    import_titles("名录.csv", TITLES.encode(), by=cast.openness)
    return cast


def law(title: str) -> Law:
    return Law.objects.get(title=title)


def test_every_row_is_a_version_or_a_problem_and_a_second_import_changes_nothing(cast):
    rows = ("甲法,2001-01-01", "甲法,2011-01-01", "乙法,", ",2020-01-01", "丙法,很久以前")
    table = "\n".join(["标题,版本日期", *rows, "甲法,2011-01-01"])

    first = import_titles("a.csv", table.encode(), by=cast.openness)
    second = import_titles("a.csv", table.encode(), by=cast.openness)

    assert (first.rows, first.created, first.unchanged, first.laws) == (6, 4, 1, 3)
    codes = [one.code for one in first.problems]
    assert codes == ["no_date", "no_title", "bad_date", "twice"]
    assert first.rows == first.items + sum(one.blocking for one in first.problems)
    assert (second.created, second.updated, second.laws, second.unchanged) == (0, 0, 0, 5)
    assert [str(v.status) for v in law("甲法").versions.all()] == ["in_force", "superseded"]


def test_a_table_without_titles_says_so(cast):
    outcome = import_titles("a.csv", "甲,乙\n1,2\n".encode(), by=cast.openness)

    assert [one.code for one in outcome.problems] == ["no_head"]


def test_a_trial_run_writes_nothing(cast):
    outcome = import_titles("a.csv", "标题\n甲法\n".encode(), by=cast.openness, dry_run=True)

    assert (outcome.created, Law.objects.count()) == (1, 0)


def test_only_the_openness_office_keeps_the_register(register):
    with pytest.raises(Denied):
        import_titles("a.csv", "标题\n甲法\n".encode(), by=register.drafter)
    with pytest.raises(Denied):
        actions.add_alias(law("土地管理法"), "土地法", by=register.drafter)


def test_a_name_belongs_to_one_law_only(register):
    actions.add_alias(law("土地管理法"), "土地法", by=register.openness)

    with pytest.raises(Blocked, match="已经是"):
        actions.add_alias(law("政府信息公开条例"), "《土地法》（2019修正）", by=register.openness)
    with pytest.raises(Blocked, match="已经有"):
        actions.add_law("中华人民共和国土地管理法", by=register.openness)


def test_items_cite_once_their_edition_is_in_force(register):
    rows = [content(bases=("《社会救助暂行办法》第九条", "《县里的办法》"))]
    edition = an_edition(register, at=EditionState.APPROVAL, rows=rows)
    assert not Citation.objects.exists()  # a draft is a secret of its office

    editions.approve(
        edition, by=register.openness, approval_number="1号", effective_on=date(2026, 1, 1)
    )

    known, unknown = Citation.objects.order_by("pk")
    assert (known.law, known.flag) == (law("社会救助暂行办法"), Flag.CURRENT)
    assert (known.article, unknown.law, unknown.flag) == ("第九条", None, Flag.UNKNOWN)
    assert queries.unknown_names() == [("县里的办法", 1)]


def test_a_next_edition_replaces_what_the_former_cited(register):
    first = an_edition(register, at=EditionState.IN_FORCE)
    before = Citation.objects.count()
    draft = editions.open_draft(register.office, by=register.drafter)
    editions.submit(draft, by=register.drafter)
    editions.pass_review(draft, by=register.reviewer)
    editions.approve(
        draft, by=register.openness, approval_number="2号", effective_on=date(2026, 1, 1)
    )

    assert Citation.objects.count() == before == first.items_total
    assert Citation.objects.filter(law=law("社会救助暂行办法")).count() == before


def test_a_new_text_an_alias_and_a_repeal_reach_every_citation(register):
    rows = [
        content(bases=("《社会救助暂行办法》（2019修订）",)),
        content("名单", bases=("《救助法》",)),
    ]
    an_edition(register, at=EditionState.IN_FORCE, rows=rows)
    one, by = law("社会救助暂行办法"), register.openness

    def flags() -> list[str]:
        return list(Citation.objects.order_by("pk").values_list("flag", flat=True))

    assert flags() == ["current", "unknown"]
    actions.add_alias(one, "救助法", by=by)
    assert flags() == ["current", "current"]
    actions.add_version(one, by=by, version_on=date(2026, 1, 1), number="国务院令第900号")
    assert flags() == ["superseded", "current"]
    assert one.versions.filter(status=VersionStatus.IN_FORCE).count() == 1
    actions.repeal(one, by=by, note="新法第八十条")
    assert flags() == ["repealed", "repealed"]


def test_a_second_text_of_one_day_is_refused_and_changes_nothing(register):
    with pytest.raises(Blocked, match="登记过"):
        actions.add_version(law("土地管理法"), by=register.openness, version_on=date(2019, 8, 26))
    versions = LawVersion.objects.filter(law__title="土地管理法")
    assert [one.status for one in versions] == ["in_force", "superseded"]


def test_a_text_is_cut_at_the_laws_it_names(register):
    (pieces,) = queries.linked(["按《土地管理法》（2004修正）第二条和《某办法》办理"])

    assert (
        "".join(one.text for one in pieces) == "按《土地管理法》（2004修正）第二条和《某办法》办理"
    )
    named = [(one.text, bool(one.url), one.flag) for one in pieces if one.flag]
    assert named == [("《土地管理法》", True, "superseded"), ("《某办法》", False, "unknown")]
    assert [one.warning for one in pieces if one.flag] == ["引用了旧文本", ""]


def test_linking_asks_the_database_a_fixed_number_of_times(register, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        queries.linked([f"《土地管理法》第{n}条，国办发〔2019〕{n}号" for n in range(1, 40)])


def test_the_public_page_says_which_items_cite_it(register, client):
    an_edition(register, at=EditionState.IN_FORCE)
    one = law("社会救助暂行办法")

    page = client.get(one.get_absolute_url()).content.decode()

    assert "有 2 处以它为依据" in page
    assert "最低生活保障：办事指南" in page
    assert "社会救助暂行办法" in client.get("/laws/?q=社会救助").content.decode()


def test_an_item_shows_its_laws_as_links(register, client):
    rows = [content(bases=("《土地管理法》（2004修正）第二条",))]
    edition = an_edition(register, at=EditionState.IN_FORCE, rows=rows)
    item = edition.items.get()
    client.force_login(register.drafter)
    desk = reverse("catalogue_desk:item", args=[edition.pk, item.code])

    for address in (item.get_absolute_url(), desk):
        page = client.get(address).content.decode()
        assert law("土地管理法").get_absolute_url() in page
        assert "引用了旧文本" in page


def test_the_keeper_works_on_the_desk(register):
    client = Client()
    client.force_login(register.openness)
    one = law("土地管理法")
    address = reverse("laws_desk:law", args=[one.pk])

    client.post(address, {"alias": "1", "a-text": "土地法"})
    client.post(address, {"version": "1", "v-version_on": "2026-02-01", "v-status": "in_force"})
    twice = client.post(address, {"alias": "1", "a-text": "土地法"})

    assert [alias.text for alias in one.aliases.all()] == ["土地法"]
    assert one.versions.count() == 3
    assert "已经是" in twice.content.decode()
    for name in ("laws_desk:laws", "laws_desk:citations", "laws_desk:import", "laws_desk:new"):
        assert client.get(reverse(name)).status_code == 200
    assert client.get("/desk/laws/?q=土地").content.decode().count("title-cell") == 1


def test_the_import_page_reports_row_by_row(cast):
    client = Client()
    client.force_login(cast.openness)
    table = io.BytesIO("标题,版本日期\n甲法,\n".encode())
    table.name = "名录.csv"

    page = client.post(reverse("laws_desk:import"), {"file": table}).content.decode()

    assert "导入好了" in page
    assert "没有写日期" in page


@pytest.mark.skipif(not SHARED.exists(), reason="没有放共享的法规名录")
@pytest.mark.slow
def test_the_shared_list_of_titles_goes_in_with_every_row_accounted(cast, capsys):
    rows = list(csv.DictReader(SHARED.open(encoding="utf-8-sig")))

    call_command("import_laws", str(SHARED), "--json")
    first = json.loads(capsys.readouterr().out)
    call_command("import_laws", str(SHARED), "--json")
    second = json.loads(capsys.readouterr().out)

    assert first["rows"] == first["items"] == len(rows)
    assert (second["created"], second["updated"]) == (0, 0)
    assert second["unchanged"] == len(rows)
