"""From the first word to a green light: written, reviewed, out, owed no more, told step by step."""

from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.tests.factories import Cast, content
from mingzheng.dues.models import Due
from mingzheng.dues.tests.factories import a_catalogue, a_due, row
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.tests.factories import Newsroom, a_newsroom
from mingzheng.standards.actions import load_starter
from tests.browser import DESK, sign_in
from tests.journeys.test_publish import follow, passes, press, said

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.parametrize("page", [DESK], indirect=True),
]
TITLE = "暴雨预警信息"  # to be out the day it is formed
STEPS = ("送审", "初审", "复审", "保密审查", "签发", "发布")


@pytest.fixture
def room() -> Newsroom:
    """An office that owes a warning today, and everybody who has a hand in publishing it."""
    load_starter()
    room = a_newsroom()
    cast = Cast(room.county, room.office, room.town, room.drafter, room.first, room.openness,
                room.supervisor, room.stranger)  # fmt: skip
    a_catalogue(cast, content("预警信息", limit_text="实时公开"))
    a_due(cast, item="预警信息", what=TITLE, happened_on=timezone.localdate())
    return room


def colour(page: Page, item: Item) -> tuple[str, str]:
    """The lights of an item on its public page and in the public matrix, as a visitor sees them."""
    page.context.clear_cookies()
    page.goto(item.get_absolute_url())
    own = page.locator("#dues").locator("xpath=../..").locator(".light").first
    on_page = str(own.get_attribute("class"))
    page.goto(f"{reverse('lookup:matrix')}?field={item.field.slug}")
    cell = page.locator("tr", has_text="预警信息").locator(".light:not(.light-grey)").first
    return on_page, str(cell.get_attribute("class"))


def writes(page: Page, room: Newsroom) -> None:
    """The clerk writes with the editor, is held back by a number, and has it masked."""
    sign_in(page, room.drafter)
    page.goto("/desk/newsroom/")
    follow(page, "起草")
    press(page, "开始写")
    page.get_by_label("标题", exact=True).fill(TITLE)
    page.get_by_role("toolbar", name="正文格式").wait_for()
    page.get_by_role("textbox", name="正文", exact=True).click()
    page.keyboard.type("今晚到明天有暴雨，值守人员手机13812345678。")
    page.get_by_label("主栏目").select_option(label="通知公告")
    page.get_by_label("形成日期").fill(f"{timezone.localdate()}")
    page.get_by_text("对应的公开事项（").click()
    page.get_by_label(f"{row('预警信息').code} ").check()
    press(page, "存稿")
    assert "发布前检查有 1 处必须改" in page.content()
    page.get_by_role("button", name="照建议改").first.click()
    assert "存为第 2 稿" in said(page)
    owed = page.locator("#duties").inner_text()
    assert TITLE in owed
    assert "按时公开" in owed
    follow(page, "送审")
    press(page, "送审")


def test_a_text_is_written_goes_out_and_its_light_turns_green(page: Page, room: Newsroom):
    item = row("预警信息")
    before = colour(page, item)
    assert not any("light-green" in one for one in before), before

    writes(page, room)
    passes(page, room.first, "初审通过", TITLE)
    passes(page, room.second, "复审通过", TITLE)
    passes(page, room.secrecy, "保密审查通过", TITLE)
    passes(page, room.signer, "签发", TITLE)

    made, article = Manuscript.objects.get(), Article.objects.get()
    due = Due.objects.get(what=TITLE)
    assert due.fulfilled_on == timezone.localdate()
    after = colour(page, item)
    assert all("light-green" in one for one in after), after
    _is_replayed(page, room, made)
    page.context.clear_cookies()
    page.goto(item.get_absolute_url())
    page.get_by_role("link", name=TITLE).first.click()
    assert "138****5678" in page.locator(".doc-text").inner_text()
    follow(page, "公开过程和历次版本")
    told = page.locator("#main").inner_text()
    places = [told.index(step) for step in STEPS]
    assert all(one < other for one, other in pairwise(places)), told
    assert room.first.name not in told  # posts, not names
    assert article.is_public


def _is_replayed(page: Page, room: Newsroom, made: Manuscript) -> None:
    """The supervisor reads every step of the manuscript in its trace, with who took it."""
    sign_in(page, room.supervisor)
    page.goto(reverse("workbench:trace", args=["publishing.manuscript", made.pk]))
    told = page.locator("#main").inner_text()
    people = (room.drafter, room.first, room.second, room.secrecy, room.signer)
    for word in (*STEPS, "起草", "存稿", *(one.name for one in people)):
        assert word in told, word
