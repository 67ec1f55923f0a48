"""The cast of every test of this room: one office, its clerk, and a stranger's."""

import pytest

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.tests.factories import a_department, a_person


@pytest.fixture
def office(db) -> Organisation:
    return a_department(address="云溪县和平路 1 号", phone="0000-1234567", office_hours="工作日")


@pytest.fixture
def clerk(office) -> Person:
    return a_person("drafter", office)


@pytest.fixture
def stranger(db) -> Person:
    return a_person("drafter", a_department("云溪县教育局", function="教育"), name="蔺一禾")
