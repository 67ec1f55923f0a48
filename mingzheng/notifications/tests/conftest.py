"""A newsroom whose item asks for channels, with accounts at strict servers on this machine."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from mingzheng.accounts.tests.factories import a_person
from mingzheng.channels import actions as channels
from mingzheng.channels.adapters.http import Client
from mingzheng.channels.tests.fakes import gateway, wechat, weibo
from mingzheng.channels.tests.fakes.server import serving
from mingzheng.publishing.tests.factories import Newsroom, a_newsroom

QUICK = Client(connect=2, read=2)


@dataclass
class Platforms:
    """What is at the other end of each account."""

    wechat: wechat.FakeWeChat
    weibo: weibo.FakeWeibo
    app: gateway.FakeReceiver


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.CHANNEL_HOSTS = ("127.0.0.1",)
    settings.SITE_ADDRESS = "https://gk.yunxi.example"


@pytest.fixture
def room(db) -> Newsroom:
    return a_newsroom()


@pytest.fixture
def platforms(room) -> Iterator[Platforms]:
    """The county's accounts at all three, which carry every article."""
    made = Platforms(wechat.FakeWeChat(), weibo.FakeWeibo(), gateway.FakeReceiver())
    system = a_person("system_admin", room.county)
    with serving(made.wechat) as one, serving(made.weibo) as two, serving(made.app) as three:
        values = {
            "wechat": {"app_id": wechat.APP_ID, "app_secret": wechat.SECRET}
            | {"thumb": wechat.THUMB, "endpoint": one},
            "weibo": {"access_token": weibo.TOKEN, "endpoint": two},
            "app": {"endpoint": three, "secret": gateway.SECRET},
        }
        for medium, said in values.items():
            channels.set_up(room.county, medium, said, by=system, scope="every", is_on=True)
        yield made
