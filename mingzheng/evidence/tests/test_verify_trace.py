"""The command that outside scripts call to verify the trace."""

import json

import pytest
from django.core.management import CommandError, call_command

from conftest import triggers_lifted
from mingzheng.core.models import Event
from mingzheng.core.tests.test_trace import tell

pytestmark = pytest.mark.django_db


def test_a_whole_trace_is_told_in_the_agreed_json(capsys):
    tell(times=2)

    call_command("verify_trace", "--json")

    assert json.loads(capsys.readouterr().out) == {"events": 2, "ok": True, "broken": []}


@pytest.mark.parametrize("subject", [[], ["--subject", "test.case:1"]])
def test_a_broken_trace_ends_with_status_one(capsys, subject):
    tell(times=2)
    with triggers_lifted():
        Event.objects.filter(sequence=2).update(note="改过")

    with pytest.raises(SystemExit) as ended:
        call_command("verify_trace", "--json", *subject)

    report = json.loads(capsys.readouterr().out)
    assert ended.value.code == 1
    assert not report["ok"]
    assert set(report["broken"][0]) == {"subject", "sequence", "reason"}
    assert report["broken"][0]["subject"] == "test.case:1"


def test_people_get_sentences(capsys):
    tell()
    with triggers_lifted():
        Event.objects.update(note="改过")

    with pytest.raises(SystemExit):
        call_command("verify_trace")

    assert "test.case:1 第 1 条：内容与记录时的校验值不符" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["edition", "edition:", ":12"])
def test_a_subject_nobody_can_read_is_refused(wrong):
    with pytest.raises(CommandError, match="要写成“类型:编号”"):
        call_command("verify_trace", "--subject", wrong)


@pytest.mark.parametrize("unknown", ["test.case:2", "foo:1"])
def test_a_subject_without_a_trace_proves_nothing(unknown):
    tell()

    with pytest.raises(CommandError, match=f"没有“{unknown}”的留痕"):
        call_command("verify_trace", "--subject", unknown)
