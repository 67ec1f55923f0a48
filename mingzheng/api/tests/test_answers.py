"""What programs are told when they call an address in a way that it does not know."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/api/search", "/api/catalogue/items"])
def test_a_wrong_method_is_a_sentence_in_the_shape_of_the_open_api(client, address):
    answer = client.post(address, {})

    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
    assert answer.json() == {"detail": "这个地址不能用 POST 调用，只能用 GET。"}


def test_a_wrong_method_is_a_problem_where_offices_hand_over(client):
    answer = client.delete("/desk/api/handovers")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["title"] == "调用的方法不对"
    assert said["detail"] == "这个地址不能用 DELETE 调用，只能用 GET、POST。"


def test_a_page_asked_in_a_wrong_way_stays_a_page(client):
    answer = client.post("/catalogue/")

    assert answer.status_code == 405
    assert answer["Content-Type"].startswith("text/html")
