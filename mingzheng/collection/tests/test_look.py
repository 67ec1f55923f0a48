"""The pages of an import in a real browser: both widths, no grave axe finding."""

import pytest

from mingzheng.catalogue.tests.factories import a_cast
from mingzheng.collection import actions as collection
from mingzheng.collection.tests.workbooks import two_rows
from tests.browser import faults, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_the_pages_of_an_import_are_clean(page, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cast = a_cast()
    batches = [
        collection.receive(
            cast.office, "低保.xlsx", two_rows(d="尽快", s="县低保中心"), by=cast.drafter
        )
        for _ in range(3)
    ]
    for batch in batches[:2]:
        collection.read(batch)
    collection.apply_batch(batches[1], by=cast.drafter)
    sign_in(page, cast.drafter)

    here = [f"/desk/collection/{batch.pk}/" for batch in batches]
    assert faults(page, ["/desk/collection/", "/desk/collection/upload/", *here]) == []
    assert faults(page, [f"{here[0]}mapping/"]) == []


def test_the_report_of_a_list_is_clean(page, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cast = a_cast()
    table = "事项类型,事项名称,部门编码\n行政许可,甲许可,123\n天文,乙,\n".encode()
    said = {"kind": "powers", "published": "行政许可 3；合计 5"}
    batch = collection.receive(cast.office, "清单.csv", table, by=cast.drafter, **said)
    collection.read(batch)
    sign_in(page, cast.drafter)

    assert faults(page, [batch.get_absolute_url(), f"{batch.get_absolute_url()}mapping/"]) == []
