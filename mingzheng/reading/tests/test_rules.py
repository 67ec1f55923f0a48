"""Pages of lists, JSON-LD and tags: plain values in, plain values out."""

from datetime import UTC, date, datetime

import pytest

from mingzheng.reading.rules.linked import Facts, area_of, article_of
from mingzheng.reading.rules.paging import LAST_PAGE, Window, span
from mingzheng.reading.rules.shelves import SHELF_OF_KIND, SHELVES, dress
from mingzheng.texts.states import ArticleKind

AT = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def test_a_page_asks_for_one_row_more_than_it_shows():
    assert span(1) == (0, 21)
    assert span(500) == (9980, 10001)


def test_a_window_knows_how_far_one_may_turn():
    known = Window(3, True, total=95)
    unknown = Window(2, True)
    long = Window(LAST_PAGE, True, total=1_000_000)

    assert (known.pages, known.near, known.first) == (5, [1, 2, 3, 4, 5], 41)
    assert (unknown.pages, unknown.is_cut) == (3, False)
    assert (long.pages, long.is_cut, long.near) == (LAST_PAGE, True, [498, 499, 500])
    assert Window(1, False, total=0).pages == 1
    assert Window(LAST_PAGE, True).is_cut


def facts(kind: str, **more) -> Facts:
    said = {"address": "https://x/articles/a/", "title": "题", "office": "局", "released_at": AT}
    return Facts(kind=kind, changed_at=AT, **said, **more)


def test_a_document_is_legislation_with_number_date_and_force():
    said = article_of(
        facts(
            ArticleKind.NORMATIVE,
            document_number="云政规〔2026〕2号",
            dated_on=date(2026, 6, 1),
            validity="repealed",
            area="云溪县",
            changes=[("旧办法", "https://x/articles/b/")],
            repeals=[("云政规〔2019〕3号", "")],
            files=[("表.ofd", "https://x/f/", "ofd", 9), ("谁知道", "https://x/g/", "", 0)],
        )
    )

    assert said["@type"] == "Legislation"
    assert said["legislationIdentifier"] == "云政规〔2026〕2号"
    assert said["legislationDate"] == "2026-06-01"
    assert said["legislationLegalForce"].endswith("/NotInForce")
    assert said["legislationJurisdiction"] == {"@type": "AdministrativeArea", "name": "云溪县"}
    assert said["legislationChanges"][0]["url"] == "https://x/articles/b/"
    assert said["legislationRepeals"] == [{"@type": "Legislation", "name": "云政规〔2019〕3号"}]
    assert [one["encodingFormat"] for one in said["encoding"]] == [
        *("application/ofd", "application/octet-stream")
    ]
    holds = article_of(facts(ArticleKind.NORMATIVE, validity="valid"))
    assert holds["legislationLegalForce"] == "https://schema.org/InForce"


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("云溪县人民政府", "云溪县"),
        ("和平街道办事处", "和平街道"),
        ("云溪县民政局", ""),
        ("人民政府", ""),
    ],
)
def test_a_government_names_its_area_and_an_office_none(name, area):
    assert area_of(name) == area


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        (ArticleKind.NEWS, "NewsArticle"),
        (ArticleKind.NOTICE, "SpecialAnnouncement"),
        (ArticleKind.BUDGET, "Report"),
        (ArticleKind.INTERPRETATION, "Article"),
    ],
)
def test_other_kinds_have_types_of_their_own(kind, type_):
    assert article_of(facts(kind))["@type"] == type_


def test_an_interpretation_names_what_it_explains_and_its_medium():
    said = article_of(
        facts(ArticleKind.INTERPRETATION, form="video", explains=[("办法", "https://x/b/")])
    )

    assert said["isBasedOn"] == [{"@type": "Legislation", "name": "办法", "url": "https://x/b/"}]
    assert said["associatedMedia"]["@type"] == "VideoObject"


def test_every_shelf_has_one_kind_and_tags_look_like_what_they_say():
    assert len(SHELF_OF_KIND) == len(SHELVES)
    assert dress("valid") == "tag-valid"
    assert dress("repealed") == dress("lapsed") == "tag-void"
