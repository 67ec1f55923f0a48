"""A file full of unknown names: the page stays short and says how many there are."""

import pytest

from mingzheng.collection.tests.test_desk import at, cast, received
from mingzheng.collection.tests.workbooks import a_workbook, row

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
HIGHEST = 205


def test_unmatched_names_are_listed_up_to_200_and_counted_all(cast, at_desk, words):
    limit = "制定或获取之日起10个工作日内"
    rows = [
        row(n, "社会救助", (f"事项{n}", "●条件", limit, f"县第{n:03d}工作专班"))
        for n in range(1, HIGHEST + 1)
    ]
    batch = received(cast, a_workbook(*rows))

    page = words(at_desk(cast.drafter).get(at("batch", batch)))

    assert f"没有对上的公开主体 {HIGHEST} 个" in page
    assert f"只列前 200 个，共 {HIGHEST} 个" in page
    listed = page.split("没有对上的公开主体")[1].split("只列前")[0]
    assert listed.count("（1 行）") == 200
