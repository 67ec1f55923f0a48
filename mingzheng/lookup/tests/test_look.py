"""What residents see in a real browser: both widths, no grave axe finding, nothing refused."""

import pytest

from mingzheng.lookup.tests.factories import a_past
from tests.browser import axe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def addresses() -> list[str]:
    """Every kind of page, full and empty, of a catalogue with a past."""
    past = a_past()
    return [
        *("/catalogue/", "/catalogue/items/?q=保障", "/catalogue/items/?field=nope"),
        *("/catalogue/matrix/", "/catalogue/fields/social-assistance/", "/catalogue/changes/"),
        *("/offices/", f"/offices/{past.cast.office.code}/"),
        *(f"/catalogue/changes/{past.new.pk}/", f"/catalogue/editions/{past.old.pk}/"),
        *("/i/200001/", "/i/200002/", "/i/200003/"),
    ]


@pytest.mark.parametrize("skin", ["normal", "elder"])
def test_the_public_pages_are_clean(page, addresses, skin):
    page.context.add_cookies(
        [{"name": "skin", "value": skin, "domain": "localhost", "path": "/"}],
    )
    found: list[str] = []
    # The content security policy speaks here too, so the JSON-LD of an item is proved allowed.
    page.on("console", lambda message: found.append(f"console: {message.text}"))

    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        found += [f"{address} {line}" for line in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{address} is {wide} px too wide"] if wide > 0 else []

    assert found == []
