"""A county that can send mail and short messages, and a resident's browser."""

import pytest

from mingzheng.accounts.tests.factories import a_person
from mingzheng.channels import actions as channels
from mingzheng.channels.models import Channel
from mingzheng.channels.tests.fakes import gateway
from mingzheng.channels.tests.fakes.server import serving
from mingzheng.channels.tests.fakes.smtp import receiving
from mingzheng.publishing.tests.factories import a_newsroom


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.CHANNEL_HOSTS = ("127.0.0.1",)
    settings.SITE_ADDRESS = "https://gk.yunxi.example"


@pytest.fixture
def room(db):
    return a_newsroom()


@pytest.fixture
def system(room):
    return a_person("system_admin", room.county)


@pytest.fixture
def post(room, system):
    """The county's mail server."""
    with receiving() as fake:
        values = {"host": "127.0.0.1", "port": str(fake.port), "security": "none"}
        values |= {"sender": "gk@yunxi.example", "sender_name": "云溪县政务公开"}
        channels.set_up(room.county, "email", values, by=system, is_on=True)
        Channel.objects.update(per_minute=500)
        yield fake


@pytest.fixture
def sms(room, system):
    """The county's gateway for short messages."""
    fake = gateway.FakeReceiver(is_sms=True)
    with serving(fake) as address:
        values = {"endpoint": address, "secret": gateway.SECRET, "sign": "云溪县"}
        values["template"] = "{office}新公开：{title} {url}"
        channels.set_up(room.county, "sms", values, by=system, is_on=True)
        yield fake
