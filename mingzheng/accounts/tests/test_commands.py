"""Commands on the server: founding a county, and the way back in."""

import json

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command

from mingzheng.accounts import queries
from mingzheng.accounts.models import Organisation, Person
from mingzheng.core import trace

from .factories import a_person

pytestmark = pytest.mark.django_db
THREE = [
    *("--system", "YX9001", "王安"),
    *("--security", "YX9002", "李宁"),
    *("--audit", "YX9003", "赵清"),
]


def found(*more, code="YX"):
    call_command("create_administrators", "--organisation", code, *THREE, *more)


def test_a_county_is_founded_with_three_people_and_three_passwords(capsys):
    found("--found", "云溪县人民政府", "--json")

    told = json.loads(capsys.readouterr().out)
    assert [one["role"] for one in told["people"]] == ["系统管理员", "安全管理员", "审计管理员"]
    for one in told["people"]:
        person = Person.objects.get(username=one["username"])
        assert person.check_password(one["password"])
        assert person.must_change_password
        assert [grant.role_label for grant in person.grants] == [one["role"]]
    assert trace.history(Organisation.objects.get()).get().actor_name == "服务器命令"


def test_all_three_or_none():
    a_person(username="YX9003")

    with pytest.raises(CommandError, match="YX9003"):
        found()

    assert not Person.objects.filter(username="YX9001").exists()


def test_an_unknown_office_is_not_made_up():
    with pytest.raises(CommandError, match="--found"):
        found(code="NOWHERE")


def test_the_way_back_in_gives_a_new_password_and_forgets_the_code(capsys):
    admin = a_person("security_admin", username="YX9002")
    TOTP.activate(admin, generate_totp_secret())

    call_command("reset_password", "yx9002", "--code", "--json")

    admin.refresh_from_db()
    assert admin.check_password(json.loads(capsys.readouterr().out)["password"])
    assert not queries.has_second_factor(admin)


def test_a_stranger_gets_no_password():
    with pytest.raises(CommandError, match="没有工号"):
        call_command("reset_password", "nobody")
