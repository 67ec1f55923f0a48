"""Setting channels up: by the system administrator alone, secrets never shown again."""

import pytest
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_county, a_department, a_person
from mingzheng.channels import actions, queries
from mingzheng.channels.models import Channel
from mingzheng.core.access import Blocked, Denied
from mingzheng.core.models import Event
from tests.pages import seat

pytestmark = pytest.mark.django_db
SECRET = "a-very-secret-secret-0123"
APP = {"endpoint": "https://app.yunxi.example/hooks", "secret": SECRET}


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_ADDRESS = "https://gk.yunxi.example"


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def system(county):
    return a_person("system_admin", county)


def test_a_channel_is_set_up_and_its_secret_is_nowhere_in_the_clear(county, system):
    """《个人信息保护法》第五十一条 is kept for keys too: sealed, not shown, not in the trace."""
    client = seat(system)
    start = client.get(
        reverse("channels:new"), {"organisation": county.code, "medium": "app"}
    ).content.decode()
    assert "签名密钥" in start

    address = f"{reverse('channels:new')}?organisation={county.code}&medium=app"
    client.post(address, APP | {"scope": "every", "is_on": "on"})

    one = Channel.objects.get()
    page = client.get(one.get_absolute_url()).content.decode()
    assert one.is_on
    assert SECRET not in page + one.sealed + str(one.values)
    assert "已经填过，不再显示" in page
    assert queries.values_of(one) == APP
    assert not any(SECRET in event.facts_text for event in Event.objects.all())


def test_an_empty_secret_stays_as_it_was(county, system):
    one = actions.set_up(county, "app", APP, by=system, is_on=True)

    actions.set_up(county, "app", {"endpoint": "https://b.example/", "secret": ""}, by=system)

    one.refresh_from_db()
    assert queries.values_of(one) == {"endpoint": "https://b.example/", "secret": SECRET}
    assert not one.is_on


@pytest.mark.parametrize(
    ("medium", "values", "said"),
    [
        ("app", {"endpoint": "", "secret": SECRET}, "“接收地址”没有填"),
        ("app", {"endpoint": "ftp://x", "secret": SECRET}, "不是接口地址"),
        ("app", {"endpoint": "https://u:p@x/", "secret": SECRET}, "不是接口地址"),
        ("app", {"endpoint": "http://x.example/", "secret": SECRET}, "https://"),
        ("app", {"endpoint": "https://x.example/", "secret": "short"}, "至少要 16"),
        ("sms", {"endpoint": "https://x/", "secret": SECRET, "sign": "云", "template": "{who}"},
         "{who} 不认识"),
        ("email", {"host": "m.example", "port": "0", "security": "ssl", "sender": "a@b.c"}, "端口"),
        ("email", {"host": "m.example", "port": "25", "security": "none", "sender": "a@b.c"},
         "不加密"),
        ("email", {"host": "m.example", "port": "465", "security": "ssl", "sender": "x"},
         "不是电子邮箱"),
    ],
)  # fmt: skip
def test_settings_that_cannot_work_are_refused(county, system, medium, values, said):
    with pytest.raises(Blocked, match=said):
        actions.set_up(county, medium, values, by=system)

    assert not Channel.objects.exists()


def test_no_channel_is_switched_on_before_the_site_has_an_address(county, system, settings):
    settings.SITE_ADDRESS = ""
    with pytest.raises(Blocked, match="MINGZHENG_ADDRESS"):
        actions.set_up(county, "app", APP, by=system, is_on=True)


def test_only_the_system_administrator_sets_channels_up(county):
    clerk = a_person("drafter", county)
    with pytest.raises(Denied):
        actions.set_up(county, "app", APP, by=clerk)

    assert seat(clerk).get(reverse("channels:channels")).status_code == 403


def test_the_nearest_account_above_speaks_for_an_office(county, system):
    office = a_department(county=county)
    above = actions.set_up(county, "app", APP, by=system, is_on=True)
    assert queries.open_channels(office.path) == {"app": above}

    own = actions.set_up(office, "app", APP, by=system, is_on=True)

    assert queries.open_channels(office.path) == {"app": own}
    assert queries.open_channels(county.path) == {"app": above}
    actions.switch_off(own, by=system)
    assert queries.open_channels(office.path) == {"app": above}
    with pytest.raises(Blocked, match="已经停用"):
        actions.switch_off(own, by=system)


def test_a_bad_choice_begins_nothing(county, system):
    answer = seat(system).get(reverse("channels:new"), {"organisation": "x"}, follow=True)

    assert "没有新设" in answer.content.decode()


def test_a_mistake_is_said_on_the_form(county, system):
    address = f"{reverse('channels:new')}?organisation={county.code}&medium=app"
    answer = seat(system).post(address, {"endpoint": "ftp://x", "secret": SECRET, "scope": "every"})

    assert "不是接口地址" in answer.content.decode()
