"""The cast of the room's tests: the openness office, a clerk, and a county."""

from dataclasses import dataclass

import pytest

from mingzheng.accounts.models import Person
from mingzheng.accounts.tests.factories import a_county, a_department, a_person


@dataclass(frozen=True)
class Cast:
    """Who keeps the lists, and who does not."""

    office: Person
    clerk: Person


@pytest.fixture
def cast(db) -> Cast:
    return Cast(a_person("openness_office", a_county()), a_person("drafter", a_department()))
