"""The cast of the room's tests: an office, its people, a subject that can be checked."""

from dataclasses import dataclass

import pytest

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.tests.factories import a_department, a_person


@dataclass(frozen=True)
class Cast:
    """An office with a clerk, a reviewer and whoever reviews secrecy; a stranger of another."""

    office: Organisation
    clerk: Person
    reviewer: Person
    secrecy: Person
    stranger: Person


@pytest.fixture
def cast(db) -> Cast:
    office, other = a_department(), a_department("云溪县教育局", function="教育")
    return Cast(
        office,
        a_person("drafter", office),
        a_person("reviewer", office),
        a_person("secrecy_reviewer", office),
        a_person("drafter", other),
    )
