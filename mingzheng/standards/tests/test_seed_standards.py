"""The fields and starter rows come in with one command, and only once."""

import pytest
from django.core.management import call_command

from mingzheng.standards.models import Field, StandardItem


@pytest.mark.django_db
def test_the_second_time_changes_nothing(capsys):
    call_command("seed_standards")
    first = Field.objects.count(), StandardItem.objects.count()

    call_command("seed_standards")

    assert (Field.objects.count(), StandardItem.objects.count()) == first
    assert first[0] == 26
    assert "存入 0 个领域，0 条标准事项" in capsys.readouterr().out
