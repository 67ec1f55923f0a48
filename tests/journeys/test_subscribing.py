"""A resident follows a column: asks, says yes in the letter, is told, stops with one click."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from mingzheng.accounts.tests.factories import a_person
from mingzheng.channels import actions as channels
from mingzheng.channels.tests.fakes.smtp import FakeMail, receiving
from mingzheng.publishing.tests.factories import Newsroom, a_newsroom, an_article, content
from mingzheng.subscriptions.models import Letter, Request, Subscriber
from tests.browser import DESK, axe

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.parametrize("page", [DESK], indirect=True),
]
WHO = "zhou@mail.example"


@pytest.fixture
def room(settings, live_server) -> Newsroom:
    settings.CHANNEL_HOSTS, settings.SITE_ADDRESS = ("127.0.0.1",), live_server.url
    return a_newsroom()


@pytest.fixture
def post(room):
    """The county's mail server."""
    with receiving() as fake:
        values = {"host": "127.0.0.1", "port": str(fake.port), "security": "none"}
        values |= {"sender": "gk@yunxi.example", "sender_name": "云溪县政务公开"}
        system = a_person("system_admin", room.county)
        channels.set_up(room.county, "email", values, by=system, is_on=True)
        yield fake


def tick() -> None:
    call_command("tick", "--json")


def read(post: FakeMail) -> str:
    return post.letters[-1].get_body(("plain",)).get_content()


def ask(page: Page, room: Newsroom) -> None:
    page.goto(f"/columns/{room.office.code}/notices/")
    page.locator("#main").get_by_role("link", name="有新的告诉我").first.click()
    page.get_by_label("电子邮箱").fill(WHO)
    page.get_by_label("公开后马上").check()
    assert axe(page) == []
    page.get_by_role("button", name="订阅", exact=True).click()


def test_a_resident_follows_a_column_and_stops_with_one_click(page, room, post, capsys):
    """《个人信息保护法》第十四条、第十五条: told only after a yes, and to stop is as easy."""
    an_article(room, content(room, "先前的公告"))  # an empty column is shown to nobody
    tick()
    ask(page, room)
    assert (Request.objects.count(), Subscriber.objects.count()) == (1, 0)

    tick()
    page.goto(re.search(r"http://\S+/confirm/\S+", read(post))[0])
    page.get_by_role("button", name="确认订阅").click()
    assert "通知公告" in page.locator("#main").inner_text()

    told = an_article(room, content(room, "关于开放夏季便民服务点的公告"))
    tick()
    letter = post.letters[-1]
    assert (letter["To"], told.title in letter["Subject"]) == (WHO, True)
    assert told.get_absolute_url() in read(post)
    stop = letter["List-Unsubscribe"].strip(" <>")
    one_click = letter["List-Unsubscribe-Post"]  # RFC 8058: a mail program posts this
    Client().post(stop, one_click, content_type="application/x-www-form-urlencoded")
    assert not Subscriber.objects.exists()

    an_article(room, content(room, "关于便民服务点冬季时间的公告"))
    tick()
    assert len(post.letters) == 2  # to say yes, to tell; and no more
    assert not Letter.objects.exists()
    page.goto(stop)
    assert "退订" in page.locator("#main").inner_text()
