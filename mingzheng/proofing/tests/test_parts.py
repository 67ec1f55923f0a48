"""How findings are shown: where, what, what to write instead, and who may let them pass."""

import re

import pytest
from django.template.loader import render_to_string

from mingzheng.proofing import queries
from mingzheng.proofing.actions import override
from mingzheng.proofing.forms import PassForm
from mingzheng.proofing.rules.examining import examine
from mingzheng.proofing.rules.links import Hosts
from mingzheng.proofing.rules.records import Record
from mingzheng.proofing.rules.words import Words
from mingzheng.proofing.states import RecordKind
from mingzheng.prose.rules.pieces import Piece

TEXT = "张小满，身份证110101199003070038，手机13812345678。。"


@pytest.fixture
def found():
    record = Record(RecordKind.NEWS, title="临时救助")
    return examine(record, [Piece("正文第 2 段", TEXT)], [], Words(), Hosts())


def shown(cast, found, by, *, action="/x/") -> str:
    report = queries.report_of(cast.office, found, by=by)
    context = {"report": report, "action": action, "csrf_token": "t"}
    return render_to_string("proofing/parts/findings.html", context)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_clerk_sees_what_to_mend_and_passes_only_what_a_clerk_may(cast, found):
    html = shown(cast, found, cast.clerk)

    said = plain(html)
    assert "有 3 处必须改" in said
    assert "改成： 110*************38" in said
    assert html.count('name="fingerprint"') == 1  # the telephone alone
    assert "要放行，请保密审查人来看。" in said
    assert "这一条不能放行。" in said  # the missing field
    assert "<mark>110101199003070038</mark>" in html


def test_what_was_let_pass_says_by_whom_and_why(cast, found):
    mobile = next(one for one in found if one.code == "mobile")
    form = PassForm({"fingerprint": mobile.fingerprint, "reason": "对外公布的工作电话"})
    assert form.is_valid()

    override(cast.office, mobile, by=cast.clerk, reason=form.cleaned_data["reason"])

    said = plain(shown(cast, found, cast.reviewer))
    assert f"{cast.clerk.actor_name}放行 ，" in said
    assert "：对外公布的工作电话" in said
    assert "有 2 处必须改" in said


def test_the_secrecy_reviewer_may_pass_more_and_a_stranger_nothing(cast, found):
    assert shown(cast, found, cast.secrecy).count('name="fingerprint"') == 2
    assert shown(cast, found, cast.stranger).count('name="fingerprint"') == 0
    assert "您没有放行的职权。" in shown(cast, found, cast.stranger)
    assert 'name="fingerprint"' not in shown(cast, found, cast.secrecy, action="")


def test_what_was_found_cannot_speak_as_html(cast):
    piece = Piece("正文第 1 段", "<b>x</b>手机13812345678<script>")
    record = Record(RecordKind.NEWS, title="t", source="s")
    found = examine(record, [piece], [], Words(), Hosts())

    html = shown(cast, found, cast.clerk)

    assert "<script>" not in html
    assert "&lt;b&gt;x" in html


def test_nothing_found_says_that_people_still_have_to_read(cast):
    assert "内容还要人来看" in shown(cast, [], cast.clerk)
