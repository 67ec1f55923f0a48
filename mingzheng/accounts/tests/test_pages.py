"""Pages of the library as this house needs them."""

import pytest
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_person

pytestmark = pytest.mark.django_db


def test_an_account_without_a_password_is_told_whom_to_ask(client):
    nobody = a_person("drafter")
    nobody.set_unusable_password()
    nobody.must_change_password = True
    nobody.save()
    client.force_login(nobody)

    page = client.get("/desk/", follow=True)

    assert page.status_code == 403
    assert "请找本单位管理员重置密码" in page.content.decode()
    assert client.post(reverse("account_change_password"), {}).status_code == 403
