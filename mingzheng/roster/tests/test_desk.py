"""The desk of organisations and people: every page asks for its deed, and says who has it."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzheng.accounts import actions, queries
from mingzheng.accounts.models import Membership, Organisation, Person
from mingzheng.accounts.tests.factories import a_county, a_department, a_person, a_town, a_village
from mingzheng.posts.actors import COMMAND_LINE
from mingzheng.posts.roles import ROLES
from tests.pages import seat

pytestmark = pytest.mark.django_db
PASSWORD = re.compile(r"<b>(\w{4}-\w{4}-\w{4})</b>")


def url(name, *args):
    return reverse(f"roster:{name}", args=args)


@pytest.fixture
def town():
    return a_town(code="YX-LX")


@pytest.fixture
def system():
    return seat(a_person("system_admin"))


@pytest.fixture
def security():
    return seat(a_person("security_admin"))


ADMINISTRATORS = {"system_admin", "security_admin", "audit_admin"}
EVERY_ROLE = set(ROLES)
PAGES = {
    "organisations": ([], EVERY_ROLE),
    "roles": ([], EVERY_ROLE),
    "export": ([], EVERY_ROLE),
    "import": ([], {"system_admin"}),
    "organisation": (["YX-LX"], EVERY_ROLE),
    "edit_organisation": (["YX-LX"], {"system_admin"}),
    "move_organisation": (["YX-LX"], {"system_admin"}),
    "close_organisation": (["YX-LX"], {"system_admin"}),
    "people": ([], ADMINISTRATORS),
    "new_person": ([], {"system_admin"}),
    "person": (["clerk"], ADMINISTRATORS),
    "edit_person": (["clerk"], {"system_admin"}),
    "grant": (["clerk"], {"security_admin"}),
    "revoke": (["clerk", "membership"], {"security_admin"}),
}
DEEDS = {
    "reset-password": {"system_admin"},
    "unlock": {"security_admin"},
    "reset-totp": {"security_admin"},
    "deactivate": {"system_admin"},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_pages_and_no_others(role, town):
    clerk = a_person("drafter", town)
    ids = {"clerk": clerk.pk, "membership": clerk.memberships.get().pk}
    client = seat(a_person(role))

    opened = {
        name
        for name, (args, _) in PAGES.items()
        if client.get(url(name, *[ids.get(arg, arg) for arg in args])).status_code == 200
    }
    deeds = {
        deed for deed in DEEDS if client.get(url("person_deed", clerk.pk, deed)).status_code == 200
    }

    assert opened == {name for name, (_, roles) in PAGES.items() if role in roles}
    assert deeds == {deed for deed, roles in DEEDS.items() if role in roles}


def test_every_page_refuses_a_visitor(client, town):
    for name, (args, _) in PAGES.items():
        response = client.get(url(name, *[1 if arg != "YX-LX" else arg for arg in args]))

        assert response["Location"].startswith("/sign-in/"), name


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS | {"drafter"}))
def test_an_office_never_sees_another(role, town):
    other = a_department("云溪县财政局", code="YX-CZ")
    stranger = a_person("drafter", other, name="陈立新")
    client = seat(a_person(role, town))

    listed = client.get(url("organisations")).content.decode()

    assert "柳溪镇" in listed
    assert "财政局" not in listed
    assert client.get(url("organisation", "YX-CZ")).status_code == 404
    assert client.get(url("person", stranger.pk)).status_code == 404
    assert client.post(url("person_deed", stranger.pk, "deactivate")).status_code == 404
    assert "陈立新" not in client.get(url("people")).content.decode()


def test_an_organisation_is_added_changed_moved_and_closed(system, town):
    fields = {
        "code": "YX-LX-DQ",
        "name": "东桥村村民委员会",
        "level": "village",
        "kind": "village",
        "position": "0",
    }
    system.post(url("new_organisation") + "?parent=YX-LX", fields)
    system.post(url("edit_organisation", "YX-LX-DQ"), fields | {"phone": "0000-1"})
    system.post(url("move_organisation", "YX-LX-DQ"), {"organisation": "YX"})
    system.post(url("close_organisation", "YX-LX-DQ"), {"reason": "撤并"})

    village = Organisation.objects.get(code="YX-LX-DQ")
    assert (village.phone, village.parent.code, village.is_active) == ("0000-1", "YX", False)
    again = system.get(url("organisations") + "?closed=1").content.decode()
    assert "东桥村" in again
    assert "东桥村" not in system.get(url("organisations")).content.decode()


def test_a_wrong_field_keeps_what_was_typed_and_says_why(system, town):
    response = system.post(
        url("edit_organisation", "YX-LX"),
        {"code": "YX-LX", "name": "柳溪镇", "level": "town", "kind": "town", "position": "0"}
        | {"credit_code": "91350100M000100Y44"},
    )

    page = response.content.decode()
    assert "末位应是 3" in page
    assert 'value="91350100M000100Y44"' in page
    assert not re.search(r"required|This field", re.sub(r"<[^>]+>", "", page))


def test_a_blocked_step_stays_visible_with_its_reason(town):
    client = seat(a_person("drafter", town))

    page = client.get(url("organisation", "YX-LX")).content.decode()

    assert "step-blocked" in page
    assert "要由柳溪镇人民政府的系统管理员来办" in page


def test_a_table_is_checked_then_imported(system):
    text = "编码,名称,层级,类别,上级编码\nYX-LX,柳溪镇人民政府,乡镇,乡镇,YX\n"

    def send(content, **more):
        file = SimpleUploadedFile("机构表.csv", content.encode())
        return system.post(url("import"), {"file": file, **more}).content.decode()

    wrong = send(text.replace("乡镇,YX", "乡镇,ZZ"))
    checked = send(text, dry_run="on")
    assert "没有导入，什么都没有改" in wrong
    assert "第 2 行" in wrong
    assert "检查过了，可以导入" in checked
    assert queries.organisation_by_code("YX-LX") is None
    assert "导入完成" in send(text)
    assert queries.organisation_by_code("YX-LX")


def test_what_is_exported_comes_in_again_unchanged(system, town):
    actions.name_everywhere(town, "柳溪", by=COMMAND_LINE)
    actions.update_organisation(town, by=COMMAND_LINE, phone="+86-0000", function="=1+1")
    a_village(town=town)

    exported = system.get(url("export")).content
    response = system.post(url("import"), {"file": SimpleUploadedFile("a.csv", exported)})

    assert "'=1+1" in exported.decode("utf-8-sig")
    assert "没有变化 3 个，新增别名 0 个" in response.content.decode()


def test_the_template_itself_can_be_imported(system):
    template = system.get(url("export") + "?template=1").content

    page = system.post(url("import"), {"file": SimpleUploadedFile("a.csv", template)})

    assert "新增 1 个" in page.content.decode()


def test_a_new_person_is_added_and_the_password_shown_once(system, town):
    response = system.post(
        url("new_person"), {"username": "YX0317", "name": "林书瑶", "organisation": "YX-LX"}
    )

    person = Person.objects.get(username="YX0317")
    assert person.check_password(PASSWORD.search(response.content.decode())[1])
    assert "no-store" in response["Cache-Control"]
    assert not PASSWORD.search(system.get(url("person", person.pk)).content.decode())


def test_a_person_is_not_put_where_one_may_not(town):
    a_department("云溪县财政局", code="YX-CZ")
    client = seat(a_person("system_admin", town))

    response = client.post(
        url("new_person"), {"username": "YX0317", "name": "林书瑶", "organisation": "YX-CZ"}
    )

    assert "请从列表里选所在机构" in response.content.decode()
    assert not Person.objects.filter(username="YX0317").exists()


def test_a_role_is_granted_and_revoked_with_reasons(security, town):
    person = a_person(None, town)

    security.post(
        url("grant", person.pk), {"role": "reviewer", "organisation": "YX-LX", "reason": "任职"}
    )
    held = Membership.objects.get(person=person)
    unexplained = security.post(url("revoke", person.pk, held.pk), {})
    security.post(url("revoke", person.pk, held.pk), {"reason": "轮岗"})

    assert held.role == "reviewer"
    assert "请填原因" in unexplained.content.decode()
    held.refresh_from_db()
    assert held.until is not None


def test_granting_oneself_is_refused_politely(town):
    admin = a_person("security_admin")

    response = seat(admin).post(
        url("grant", admin.pk), {"role": "drafter", "organisation": "YX-LX", "reason": "试试"}
    )

    assert response.status_code == 403
    assert "不能给自己授岗位" in response.content.decode()


def test_the_administrators_deeds_on_a_person_work(system, security, town):
    clerk = a_person("drafter", town)
    TOTP.activate(clerk, generate_totp_secret())

    once = system.post(url("person_deed", clerk.pk, "reset-password"), {})
    security.post(url("person_deed", clerk.pk, "reset-totp"), {"reason": "换手机"})
    security.post(url("person_deed", clerk.pk, "unlock"), {})
    system.post(url("person_deed", clerk.pk, "deactivate"), {"reason": "退休"})

    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD.search(once.content.decode())[1])
    assert not queries.has_second_factor(clerk)
    assert not clerk.is_active
    back = system.post(url("person_deed", clerk.pk, "reactivate"), {"reason": "返聘"})
    assert PASSWORD.search(back.content.decode())


def test_the_roles_page_lists_every_deed_in_chinese(system):
    page = system.get(url("roles")).content.decode()

    text = re.sub(r"<[^>]+>", "", page.split('id="main">')[1])
    assert "授予和收回岗位" in text
    assert not re.search(r"[A-Za-z]{3,}", text)


def test_people_are_filtered(system, town):
    a_person("drafter", town, name="林书瑶")
    stopped = a_person("reviewer", a_county(), name="陈立新")
    actions.deactivate_person(stopped, by=COMMAND_LINE, reason="退休")

    def names(query):
        page = system.get(url("people") + query).content.decode()
        return {name for name in ("林书瑶", "陈立新") if name in page.split("<tbody>")[-1]}

    assert names("?role=drafter") == {"林书瑶"}
    assert names("?at=YX-LX") == {"林书瑶"}
    assert names("?state=stopped") == {"陈立新"}
    assert names("?q=陈") == {"陈立新"}


def test_lists_cost_the_same_whatever_their_size(town, django_assert_max_num_queries):
    client = seat(a_person("system_admin"))
    for number in range(12):
        a_person("drafter", a_village(f"第{number}村村民委员会", town=town))
    client.get("/desk/")  # the menu asks every room, and keeps the answers for a moment

    with django_assert_max_num_queries(10):
        client.get(url("people"))
    with django_assert_max_num_queries(10):
        client.get(url("organisations"))
