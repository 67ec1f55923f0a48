"""The cast of the core's tests: a clerk, a reviewer, and papers that stand in a flow."""

from dataclasses import dataclass

import pytest
from django.db import connection

from mingzheng.core.access import Grant
from mingzheng.core.tests.papers import Paper


@dataclass(frozen=True)
class Staff:
    actor_id: str
    actor_name: str
    organisation_code: str = "0007"
    organisation_name: str = "云溪县民政局"
    grants: tuple[Grant, ...] = ()


@pytest.fixture(scope="session")
def papers(django_db_setup: None, django_db_blocker) -> None:
    """The stand-in's table, laid outside the migrations."""
    with django_db_blocker.unblock():
        if Paper._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(Paper)


@pytest.fixture
def clerk() -> Staff:
    deeds = frozenset({"paper.submit"})
    return Staff("17", "林书瑶", grants=(Grant("clerk", "经办人", deeds, "/0001/0007/"),))


@pytest.fixture
def reviewer() -> Staff:
    deeds = frozenset({"paper.sign", "paper.return", "paper.stamp"})
    return Staff("18", "陈立新", grants=(Grant("reviewer", "审核人", deeds, "/0001/"),))
