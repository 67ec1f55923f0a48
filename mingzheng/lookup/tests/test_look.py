"""What residents see in a real browser: both widths, no grave axe finding, nothing refused."""

import pytest

from mingzheng.lookup.tests.factories import a_past
from tests.browser import faults, wear_by_width

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


def test_the_public_pages_are_clean(page, addresses):
    """The console would tell if the content security policy refused the JSON-LD."""
    wear_by_width(page)

    assert faults(page, addresses) == []
