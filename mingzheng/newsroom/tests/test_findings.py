"""What the checks found stands on the case page, is mended there, or let pass by name."""

import re

import pytest
from django.urls import reverse

from mingzheng.checklists import examining
from mingzheng.core import trace
from mingzheng.newsroom.actions import findings
from mingzheng.publishing.actions import checking, drafting
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.tests.factories import a_manuscript, anew, content, forward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
ID, MOBILE = "110101199003070038", "13812345678"
BODY = f"""<p>救助对象<strong>张小满</strong>，身份证号{ID}。</p>
<p>联系手机{MOBILE}，办理帐户变更。</p>"""
WHY = "经办人对外公布的工作手机，已经本人同意"


@pytest.fixture
def made(room):
    return a_manuscript(room, said=content(room, body=BODY))


def at(name: str, manuscript, *args) -> str:
    return reverse(f"newsroom:{name}", args=[manuscript.pk, *args])


def mark(manuscript, code: str) -> str:
    found = checking.findings_of(manuscript, manuscript.revision)
    return next(one.fingerprint for one in found if one.code == code)


def test_a_clerk_reads_what_holds_the_text_back_where_and_what_to_write(made, room, at_desk, words):
    page = words(at_desk(room.drafter).get(at("manuscript", made)))

    assert "有 2 处必须改" in page
    assert f"身份证号 正文第 1 段 救助对象张小满，身份证号 {ID} 。" in page
    assert "改成： 110*************38" in page
    assert "《个人信息保护法》第二十五条" in page
    assert "“身份证号”要由别的保密审查人放行" in page
    assert "请保密审查人来看" in words(at_desk(room.first).get(at("manuscript", made)))


def test_what_is_suggested_becomes_the_next_revision_with_its_marks(made, room, at_desk, words):
    clerk = at_desk(room.drafter)
    red = [mark(made, "id_card"), mark(made, "mobile")]

    page = words(clerk.post(at("mask", made), {"revision": 1, "fingerprint": red}, follow=True))

    assert "已照建议改好，存为第 2 稿" in page
    now = anew(made)
    assert now.red_findings == 0
    assert now.revision.body == BODY.replace(ID, "110*************38").replace(
        MOBILE, "138****5678"
    )
    assert made.revision.body == BODY  # the first revision is as it was


def test_one_finding_alone_is_mended_and_the_rest_still_holds_back(made, room, at_desk):
    said = {"revision": 1, "fingerprint": mark(made, "mobile")}

    at_desk(room.drafter).post(at("mask", made), said)

    assert anew(made).red_findings == 1
    assert ID in anew(made).revision.body


def test_an_old_page_mends_nothing(made, room, at_desk, words):
    gone = mark(made, "mobile")
    drafting.save_revision(made, content(room, body="<p>都改过了。</p>"), by=room.colleague, base=1)

    sent = {"revision": 1, "fingerprint": gone}
    answer = at_desk(room.drafter).post(at("mask", made), sent)

    assert "稿子已经改过，没有这一处了" in words(answer, 409)
    assert at_desk(room.drafter).post(at("mask", made), {"revision": "x"}).status_code == 409
    assert anew(made).revision.number == 2


def test_a_mobile_is_let_pass_by_name_with_a_reason_and_taken_back(made, room, at_desk, words):
    one = mark(made, "mobile")
    reviewer = at_desk(room.first)
    assert "写明理由" in words(reviewer.post(at("let_pass", made), {"fingerprint": one}), 409)

    page = words(
        reviewer.post(at("let_pass", made), {"fingerprint": one, "reason": WHY}, follow=True)
    )

    assert f"{room.first.name}放行 ，6月15日 10:00：{WHY}" in page
    assert anew(made).red_findings == 1
    event = trace.history(made).last()
    assert (event.label, event.actor_name, event.note) == (
        "放行检查发现的问题", room.first.name, WHY,
    )  # fmt: skip
    assert MOBILE not in f"{event.facts_text}{event.note}"
    back = {"fingerprint": one, "back": "1"}
    assert "已收回放行" in words(reviewer.post(at("let_pass", made), back, follow=True))
    assert anew(made).red_findings == 2
    assert "没有放行" in words(reviewer.post(at("let_pass", made), back), 409)


def test_who_wrote_it_may_not_let_a_persons_number_pass(made, room, at_desk, words):
    """《个人信息保护法》第二十五条."""
    said = {"fingerprint": mark(made, "id_card"), "reason": "处罚决定书依法公开原文"}
    for person in (room.drafter, room.first):
        assert at_desk(person).post(at("let_pass", made), said).status_code == 403

    assert at_desk(room.secrecy).post(at("let_pass", made), said).status_code == 302

    drafting.hold(made)
    made.writers.append(room.secrecy.actor_id)
    made.save(update_fields=["writers"])
    back = mark(made, "id_card")
    findings.hold_back(made, back, by=room.secrecy)
    answer = at_desk(room.secrecy).post(at("let_pass", made), said)
    assert "要由别的保密审查人放行" in words(answer, 403)


def test_what_was_let_pass_no_longer_holds_the_text_back(room, at_desk):
    made = a_manuscript(room, said=content(room, body=f"<p>联系手机{MOBILE}。</p>"))
    said = {"fingerprint": mark(made, "mobile"), "reason": WHY}
    at_desk(room.colleague).post(at("let_pass", made), said)

    assert forward(anew(made), room).state == S.PUBLISHED
    answer = at_desk(room.secrecy).post(at("let_pass", made), said)
    assert answer.status_code == 409  # what is out is corrected, not let pass


def test_a_reviewer_reads_the_findings_beside_the_step(room, at_desk, words):
    made = a_manuscript(room, at=S.FIRST, said=content(room, body="<p>办理帐户变更。。</p>"))

    page = at_desk(room.first).get(at("step", made, "pass_first"))

    assert "没有必须改的，下面的请看一遍" in words(page)
    assert "照建议改<" not in page.content.decode()  # a reviewer sends back, and writes nothing


def test_the_same_text_is_read_once(made, room, at_desk):
    clerk = at_desk(room.drafter)
    clerk.get(at("manuscript", made))
    before = examining._examined.cache_info().misses

    for _ in range(3):
        clerk.get(at("manuscript", made))
    drafting.look_again(made)

    assert examining._examined.cache_info().misses == before


def test_another_offices_clerk_lets_nothing_pass(made, room, at_desk):
    stranger = at_desk(room.stranger)
    said = {"fingerprint": mark(made, "mobile"), "reason": WHY, "revision": 1}

    assert stranger.post(at("let_pass", made), said).status_code == 404
    assert stranger.post(at("mask", made), said).status_code == 404
    assert re.search(MOBILE, anew(made).revision.body)


def test_a_text_without_findings_is_not_asked_about_again(room, django_assert_num_queries):
    made = a_manuscript(room, said=content(room, topic="卫生、体育"))
    assert checking.findings_of(made, made.revision) == ()

    with django_assert_num_queries(0):
        assert checking.shown_of(made, made.revision) == ()
