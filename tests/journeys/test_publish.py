"""From the first word to the public: a clerk writes, four people review, one browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from mingzheng.accounts.models import Person
from mingzheng.publishing.actions import releasing
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.tests.factories import Newsroom, a_newsroom
from mingzheng.replay.queries import process_of
from mingzheng.search.models import Document
from tests.browser import DESK, sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.parametrize("page", [DESK], indirect=True),
]
TITLE = "关于开放夏季便民服务点的公告"


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def follow(page: Page, words: str) -> None:
    # The top bar names the post of whoever sits there, which may be the name of a step.
    page.locator("#main").get_by_role("link", name=words).first.click()


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


def writes(page: Page, clerk: Person) -> None:
    """Begin a notice, leave something out, be told, and send it."""
    sign_in(page, clerk)
    page.goto("/desk/newsroom/")
    follow(page, "起草")
    press(page, "开始写")
    page.get_by_label("标题", exact=True).fill(TITLE)
    page.get_by_role("button", name="改用文本框").click()
    body = "<p>六月起开放十二个便民服务点。</p><script>alert(1)</script>"
    page.get_by_role("textbox", name="正文").fill(body)
    page.get_by_label("形成日期").fill(f"{timezone.localdate()}")
    press(page, "存稿")
    assert "已存第 1 稿" in said(page)
    assert "送审以前还要补上：栏目" in page.content()
    follow(page, "写稿")
    page.get_by_label("主栏目").select_option(label="通知公告")
    press(page, "存稿")
    follow(page, "送审")
    press(page, "送审")
    assert "送审，已办" in said(page)


def passes(page: Page, reviewer: Person, step: str, title: str = TITLE) -> None:
    """Find it in the to-do list, read it, pass it."""
    sign_in(page, reviewer)
    page.goto("/desk/")
    follow(page, title)
    follow(page, step)
    press(page, step)
    assert f"{step}，已办" in said(page)


def test_a_notice_is_written_reviewed_and_published(page: Page, room: Newsroom):
    writes(page, room.drafter)
    passes(page, room.first, "初审通过")
    passes(page, room.second, "复审通过")
    passes(page, room.secrecy, "保密审查通过")
    passes(page, room.signer, "签发")

    made, article = Manuscript.objects.get(), Article.objects.get()
    assert (made.state, article.is_public) == ("published", True)
    assert "script" not in article.public.body
    assert Document.objects.get(key=article.code).title == TITLE
    follow(page, TITLE)  # from the manuscript to what is public
    assert "公众看到的过程" in page.content()
    assert [step.label for step in process_of(article)] == [
        "送审", "初审", "复审", "保密审查", "签发", "发布",
    ]  # fmt: skip


def test_what_is_signed_for_tomorrow_goes_out_tomorrow(page: Page, room: Newsroom):
    writes(page, room.drafter)
    passes(page, room.first, "初审通过")
    passes(page, room.second, "复审通过")
    passes(page, room.secrecy, "保密审查通过")
    sign_in(page, room.signer)
    page.goto("/desk/")
    follow(page, TITLE)
    follow(page, "签发")
    tomorrow = timezone.localtime() + timedelta(days=1)
    page.get_by_label("发布时间").fill(f"{tomorrow:%Y-%m-%dT09:00}")
    press(page, "签发")

    assert f"定在 {tomorrow:%Y-%m-%d} 09:00" in page.content()
    assert not Article.objects.get().is_public
    assert releasing.release_due(tomorrow + timedelta(days=1)) == 1
    assert Article.objects.get().is_public
