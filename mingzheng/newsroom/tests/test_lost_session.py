"""Whoever was signed out while writing gets every word back, and nothing is half saved."""

import pytest
from django.urls import reverse

from mingzheng.newsroom.tests.test_desk import typed
from mingzheng.publishing.tests.factories import a_manuscript, anew, content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_a_login_that_ended_while_writing_loses_no_word(room, at_desk, words):
    made = a_manuscript(room)
    clerk = at_desk(room.drafter)
    clerk.session.flush()  # idle for too long; the browser still sends its cookie
    body = "<p>写了一上午的正文。</p><table><tr><td>甲</td><td>乙</td></tr></table>"
    said = typed(content(room, "写了一上午的标题", body=body), base=1)

    answer = clerk.post(reverse("newsroom:edit", args=[made.pk]), said)

    page = words(answer, 401)
    assert "刚才的内容没有保存" in page
    assert "写了一上午的标题" in page
    assert "&lt;p&gt;写了一上午的正文。&lt;/p&gt;" in answer.content.decode()  # to be copied back
    assert anew(made).revision.number == 1
