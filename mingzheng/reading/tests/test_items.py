"""What stands beside an article through the catalogue: items, their fields, powers, services."""

import pytest
from django.urls import reverse

from mingzheng.catalogue.tests.factories import a_cast
from mingzheng.deadlines import almanac
from mingzheng.notifications.tests.factories import an_item
from mingzheng.processes.actions import judging
from mingzheng.processes.models import Information
from mingzheng.processes.tests.factories import a_process, a_proposal, forward, information
from mingzheng.publishing.models import Article
from mingzheng.publishing.tests.factories import content
from mingzheng.reading.queries.items import powers_of
from mingzheng.reading.tests.factories import a_policy, published
from mingzheng.standards.models import Field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def a_power_that_makes(code: str) -> str:
    """A power in force, one of whose steps makes what this item discloses; its name."""
    cast = a_cast()
    edition = a_process(cast)
    for one in Information.objects.filter(step__item__edition=edition):
        if one.name == "内部审查意见":
            a_proposal(information(edition, one.name), cast)
            judging.pass_through(information(edition, one.name), by=cast.openness)
        else:
            judging.open_up(information(edition, one.name), by=cast.drafter, item_code=code)
    return forward(edition, cast).powers.get().title


def test_an_article_leads_to_the_powers_that_its_items_come_from(client, room, words):
    almanac.seed()
    code = an_item(room)
    power = a_power_that_makes(code)
    one = published(room, content(room, items=(code,)))

    page = client.get(one.get_absolute_url())

    assert [found.title for found in powers_of([code])] == [power]
    assert "相关的权力和服务" in words(page)
    assert power in words(page)
    assert "相关的权力和服务" not in words(client.get(published(room).get_absolute_url()))


def test_an_article_knows_the_fields_of_its_items(client, room, words):
    almanac.seed()
    code = an_item(room)
    one, other = a_policy(room, items=(code,)), a_policy(room, "云溪县养老服务办法")
    field = Field.objects.get(code=code[:-4])
    address = reverse("reading:library")

    assert Article.objects.get(pk=one.pk).field_codes == f",{field.code},"
    assert Article.objects.get(pk=other.pk).field_codes == ""
    assert field.list_name in words(client.get(address))
    narrowed = words(client.get(address, {"field": field.code}))
    assert one.title in narrowed
    assert other.title not in narrowed
    Field.objects.filter(pk=field.pk).update(is_shown=False)
    assert field.list_name not in words(client.get(address)).split("筛选")[-1]
    assert "不是能用的领域" in words(client.get(address, {"field": field.code}), 404)


def test_a_page_with_everything_beside_it_stays_within_its_queries(
    client, room, django_assert_max_num_queries
):
    almanac.seed()
    code = an_item(room)
    a_power_that_makes(code)
    one = a_policy(room, items=(code,))
    client.get("/")

    with django_assert_max_num_queries(8):
        client.get(one.get_absolute_url())
    address = reverse("reading:library")
    with django_assert_max_num_queries(7):
        client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address, {"field": code[:-4], "office": room.office.code, "validity": "valid"})
