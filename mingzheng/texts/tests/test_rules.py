"""What content lacks, what cannot be right, which HTML stays, whether a document holds."""

from datetime import date

import pytest

from mingzheng.texts.rules.content import Content, Enclosure, faults, missing, tidy
from mingzheng.texts.rules.validity import validity_of
from mingzheng.texts.states import Validity

TODAY = date(2026, 6, 15)  # a Monday
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
        (
            {"dated_on": date(2026, 6, 1), "formed_on": TODAY},
            "形成日期 2026-06-15 晚于成文日期 2026-06-01",
        ),
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


def test_a_text_that_holds_holds_until_its_amendment_begins():
    later = Content(kind="policy", effective_on=date(2026, 9, 1))

    assert validity_of(later, TODAY, stands=True) == Validity.VALID
    assert validity_of(later, TODAY) == Validity.PENDING
