"""What staff typed is shown again whenever it could not be saved, and to nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from .test_signin import TODO, clerk, sign_in

__all__ = ["clerk"]
pytestmark = pytest.mark.django_db


def test_a_form_posted_too_late_is_shown_again_not_lost(client, clerk, frozen):
    sign_in(client)
    frozen.shift(timedelta(minutes=31))

    response = client.post(
        TODO,
        {"note": "第一段\n第二段 <b>", "password": "hush-hush", "empty": " ", "kind": "norm_ative"},
    )

    assert response.status_code == 401
    body = response.content.decode()
    assert "刚才的内容没有保存" in body
    assert "第一段<br>第二段 &lt;b&gt;" in body
    assert "hush" not in body
    assert "norm_ative" not in body  # a choice from a list: nobody typed it


def test_a_form_posted_after_signing_out_elsewhere_is_shown_again(client, clerk):
    """The window in which they signed out took the cookie away; this one is still being written."""
    response = client.post(TODO, {"note": "写了一上午", "password": "hush-hush"})

    assert response.status_code == 401
    body = response.content.decode()
    assert "写了一上午" in body
    assert "hush" not in body
    assert client.get(TODO).status_code == 302


@pytest.mark.parametrize(("origin", "shown"), [("http://testserver", True), ("http://x.cn", False)])
def test_a_form_from_before_one_signed_in_anew_is_shown_again(clerk, origin, shown):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)

    response = client.post(TODO, {"note": "写了一上午"}, headers={"Origin": origin})

    assert response.status_code == 403
    body = response.content.decode()
    assert "这张表单过期了" in body
    assert ("写了一上午" in body) is shown


def test_a_program_that_calls_with_a_wrong_key_is_told_as_a_program(client):
    answer = client.post(
        "/desk/api/handovers", "{}", "application/json", headers={"authorization": "Bearer no"}
    )

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
