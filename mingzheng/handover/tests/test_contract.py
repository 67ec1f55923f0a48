"""Whatever a system sends that fits the contract gets an answer that the contract knows."""

import json
from typing import Any

import pytest
import schemathesis
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from hypothesis import HealthCheck, given, settings

from mingzheng.handover.api import api
from mingzheng.handover.models import Handover

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CONTRACT = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
OPERATIONS = [("POST", "handovers"), ("GET", "handovers"), ("GET", "items")]
EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)


def ours(said: Any, code: str) -> Any:
    """The same for the office of the key: a strange office is refused before all else."""
    return {**said, "organisation": code} if isinstance(said, dict) and said else said


def ask(case: Any, room: Any) -> Any:
    """Send a case with a key that holds."""
    secret, code = room.secret, room.cast.office.code
    head = {"authorization": f"Bearer {secret}"}
    client = Client(raise_request_exception=False)
    if case.method == "POST":
        body = json.dumps(ours(case.body, code), cls=DjangoJSONEncoder, default=str)
        return client.post(case.path, body, content_type="application/json", headers=head)
    return client.get(case.path, ours(case.query, code), headers=head)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_one_that_the_contract_knows(room, method, path):
    """Never a server error, never a status nobody was told of; refusals are whole problems."""
    path = f"/desk/api/{path}"
    known = CONTRACT[path][method].definition.raw["responses"]
    met: set[int] = set()

    @EXAMPLES
    @given(case=CONTRACT[path][method].as_strategy())
    def every(case: Any) -> None:
        answer = ask(case, room)
        met.add(answer.status_code)
        assert str(answer.status_code) in known or answer.status_code == 429
        if answer.status_code >= 400:
            said = answer.json()
            assert said["status"] == answer.status_code
            assert said["title"]
            assert said["detail"]

    every()

    assert met - {401}
    assert Handover.objects.filter(title="").count() == 0
