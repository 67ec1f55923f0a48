"""Site settings: who may change them, what is recorded, what is still unset."""

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_county, a_person, a_town
from mingzheng.core import trace
from mingzheng.core.access import Denied
from mingzheng.portal import actions, queries
from mingzheng.portal.models import SiteSettings

pytestmark = pytest.mark.django_db

PAGE = "/desk/site/"


@pytest.fixture
def admin():
    return a_person("system_admin", a_county(), name="苏闻")


def form_of(row: SiteSettings, **changes) -> dict[str, object]:
    names = [field.name for field in row._meta.fields if not field.primary_key]
    values = {name: getattr(row, name) for name in names} | changes
    return {name: value for name, value in values.items() if value is not False}


def test_a_change_is_recorded_old_beside_new(admin):
    actions.change_site(by=admin, values={"name": "云溪县人民政府", "supports_ipv6": True})

    event = trace.history(queries.site_settings()).get()
    assert event.actor_name == "苏闻"
    assert event.facts["changes"] == {
        "网站名称": ["××县人民政府", "云溪县人民政府"],
        "本站支持 IPv6": ["否", "是"],
    }


def test_saving_the_same_again_records_nothing(admin):
    actions.change_site(by=admin, values={"name": "云溪县人民政府"})
    actions.change_site(by=admin, values={"name": "云溪县人民政府"})

    assert trace.history(queries.site_settings()).count() == 1


def test_the_page_saves_and_says_so(client, admin):
    client.force_login(admin)

    answer = client.post(PAGE, form_of(SiteSettings(), name="云溪县人民政府"), follow=True)

    assert "网站设置已保存" in answer.content.decode()
    assert queries.site_settings().name == "云溪县人民政府"


def test_a_number_of_the_wrong_shape_is_refused_with_a_sentence(client, admin):
    client.force_login(admin)

    answer = client.post(PAGE, form_of(SiteSettings(), site_code="12345"))

    assert "网站标识码是 10 位" in answer.content.decode()
    assert not SiteSettings.objects.exists()


@pytest.mark.parametrize("role", ["drafter", "openness_office", "security_admin", "audit_admin"])
def test_nobody_else_may_change_the_site(client, role):
    person = a_person(role, a_county())
    client.force_login(person)

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, form_of(SiteSettings(), name="别的名字")).status_code == 403
    with pytest.raises(Denied, match="系统管理员"):
        actions.change_site(by=person, values={"name": "别的名字"})
    assert not SiteSettings.objects.exists()


def test_an_administrator_of_one_town_may_not_change_the_county_site():
    person = a_person("system_admin", a_town())

    assert queries.why_not_edit(person)


def test_a_visitor_is_sent_to_sign_in(client):
    answer = client.get(PAGE)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_the_deployment_check_names_what_is_still_zeros(admin):
    before = [
        one.msg for one in run_checks(include_deployment_checks=True) if one.id == "portal.W001"
    ]
    actions.change_site(
        by=admin,
        values={
            "name": "云溪县人民政府", "domain": "www.yunxi.gov.cn", "site_code": "4303000001",
            "icp": "湘ICP备12345678号-1", "police_record": "湘公网安备 43030002000001号",
            "host_unit": "云溪县人民政府办公室", "operator": "云溪县政务公开办公室",
            "address": "云溪街道政务路 1 号", "phone": "0731-85000000",
            "badge_url": "https://bszs.conac.cn/1", "report_url": "https://zfwzgl.www.gov.cn/1",
        },
    )  # fmt: skip

    after = [one for one in run_checks(include_deployment_checks=True) if one.id == "portal.W001"]
    assert "网站标识码" in before[0]
    assert after == []


def test_the_desk_reminds_whoever_can_fill_it_in(client, admin):
    client.force_login(admin)
    assert "占位的零" in client.get("/desk/").content.decode()

    client.force_login(a_person("drafter", a_county(), name="林书瑶"))
    assert "占位的零" not in client.get("/desk/").content.decode()


def test_there_is_only_one_site():
    with pytest.raises(IntegrityError):
        SiteSettings.objects.create(pk=2)
