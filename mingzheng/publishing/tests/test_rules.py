"""What content lacks, what cannot be right, which HTML stays, whether a document holds."""

from datetime import date

import pytest

from mingzheng.core.calendar import WorkCalendar
from mingzheng.publishing.rules.content import Content, Enclosure, faults, missing, tidy
from mingzheng.publishing.rules.synchrony import Interpretation, gap, needs_interpretation
from mingzheng.publishing.rules.validity import validity_of
from mingzheng.publishing.states import Validity

TODAY = date(2026, 6, 15)  # a Monday
CALENDAR = WorkCalendar({}, date(2026, 12, 31))
WHOLE = {"title": "公告", "body": "<p>正文</p>", "source": "县民政局", "columns": (1,)}
VIDEO = {"kind": "interpretation", "form": "video"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, []),
        ({"body": "<p>&nbsp;　</p>"}, ["正文（或者附件）"]),
        ({"body": "", "files": (Enclosure("名单.xlsx"),)}, []),
        ({"columns": ()}, ["栏目"]),
        ({"title": "", "source": "", "kind": "policy"}, []),  # these the checks ask for
        ({"kind": "interpretation"}, ["解读形式"]),
        ({"disclosure": "withheld"}, ["不主动公开的理由"]),
        (VIDEO, ["视频（附件里的 MP4，或者视频网址）"]),
        (VIDEO | {"video_url": "https://v.example/1"}, []),
        (VIDEO | {"files": (Enclosure("讲解.MP4"),)}, []),
        (VIDEO | {"files": (Enclosure("讲解.mp4"),), "body": ""}, ["视频的文字内容（写在正文里）"]),
    ],
)
def test_what_is_missing_is_named(said, words):
    assert missing(Content(**{**WHOLE, **said})) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": "长" * 301}, "最多 300 个字"),
        ({"body": "长" * 2_000_001}, "做成附件"),
        ({"dated_on": date(2026, 6, 16)}, "成文日期 2026-06-16 还没有到"),
        ({"formed_on": date(2027, 1, 1)}, "形成日期 2027-01-01 还没有到"),
        ({"effective_on": TODAY, "expires_on": TODAY}, "失效日期要在施行日期以后"),
        ({"dated_on": TODAY, "expires_on": date(2026, 6, 1)}, "失效日期要在成文日期以后"),
    ],
)
def test_what_cannot_be_right_is_said(said, words):
    (sentence,) = faults(Content(**{**WHOLE, **said}), TODAY)

    assert words in sentence


def test_nothing_is_wrong_with_a_whole_text():
    assert faults(Content(**WHOLE, dated_on=TODAY), TODAY) == []


def test_content_is_kept_without_stray_spaces_and_twins():
    said = tidy(Content(title="  公\n 告 ", columns=(3, 1, 3), form="text", items=("200001",) * 2))

    assert (said.title, said.columns, said.items, said.form) == ("公 告", (3, 1), ("200001",), "")


@pytest.mark.parametrize(
    ("kind", "begins", "ends", "validity"),
    [
        ("notice", None, None, Validity.NOT_ASKED),
        ("policy", None, None, Validity.VALID),
        ("policy", date(2026, 7, 1), None, Validity.PENDING),
        ("policy", TODAY, date(2028, 7, 1), Validity.VALID),
        ("normative", None, TODAY, Validity.LAPSED),
    ],
)
def test_a_document_holds_between_its_days(kind, begins, ends, validity):
    said = Content(kind=kind, effective_on=begins, expires_on=ends)

    assert validity_of(said, TODAY) == validity


@pytest.mark.parametrize(
    ("one", "workdays", "words"),
    [
        (Interpretation("甲", is_public=True), 0, ""),
        (Interpretation("甲", "first"), 0, "还没有审到终审签发"),
        (Interpretation("甲", "signing"), 0, "还没有定发布时间，最晚 2026-06-15"),
        (Interpretation("甲", "signed", on=TODAY), 0, ""),
        (Interpretation("甲", "signed", on=date(2026, 6, 18)), 2, "最晚要在 2026-06-17"),
        (Interpretation("甲", "signed", on=date(2026, 6, 18)), 3, ""),
    ],
)
def test_an_interpretation_goes_along_or_it_is_said_why_not(one, workdays, words):
    found = gap([one], TODAY, workdays, CALENDAR)

    assert words in found
    assert bool(found) == bool(words)


def test_one_interpretation_that_goes_along_is_enough():
    some = [Interpretation("甲", "first"), Interpretation("乙", is_public=True)]

    assert gap(some, TODAY, 0, CALENDAR) == ""
    assert "还没有关联解读" in gap([], TODAY, 0, CALENDAR)


@pytest.mark.parametrize(
    ("kind", "purpose", "needed"),
    [("policy", "new", True), ("policy", "correction", False), ("notice", "new", False)],
)
def test_only_named_kinds_need_an_interpretation(kind, purpose, needed):
    assert needs_interpretation(kind, purpose, ["policy"]) is needed
