"""The numbers beside the facets are promises: so many rows, if you click."""

import pytest

from mingzheng.catalogue.queries import Filters, public_items
from mingzheng.catalogue.rules.items import Choice
from mingzheng.catalogue.tests.factories import content
from mingzheng.lookup import queries
from mingzheng.lookup.tests.factories import in_force
from mingzheng.standards.models import Field
from mingzheng.standards.rules.channels import STANDARD_CHANNELS

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> None:
    both = tuple(Choice(name) for name in STANDARD_CHANNELS[:2])
    in_force(
        rows=[
            content(channels=both),
            content("审批信息", stages=("decision", "result"), channels=both[:1]),
            content("名单", levels=("county", "town"), audience_some="低保对象"),
            content("保障标准", mode="on_request", field_code="01"),
        ]
    )


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    "given",
    [{}, {"q": "保障 公开"}, {"level": "county"}, {"channel": STANDARD_CHANNELS[0]}, {"q": "无此"}],
)
def test_every_number_is_what_a_click_finds(given):
    filters = Filters(**given)

    total, facets = queries.facets(filters)

    assert total == public_items(filters).count()
    for facet in facets:
        for value in facet.values:
            assert value.is_set == (getattr(filters, facet.name) == value.value)
            after = filters.toggled(facet.name, value.value)
            assert value.query == after.as_query
            if not value.is_set:
                found = public_items(filters.without(facet.name)).filter(after.condition())
                assert value.count == found.filter(filters.condition()).count(), value


@pytest.mark.usefixtures("rows")
def test_every_facet_has_values_where_rows_differ():
    _, facets = queries.facets(Filters())

    names = ["field", "office", "level", "stage", "audience", "mode", "channel"]
    assert [facet.name for facet in facets] == names
    assert all(len(facet.values) > 1 for facet in facets if facet.name != "field")


@pytest.mark.usefixtures("rows")
def test_a_hidden_field_is_not_counted():
    Field.objects.filter(code="01").update(is_shown=False)

    assert queries.facets(Filters())[0] == 3
