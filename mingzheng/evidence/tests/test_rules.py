"""The tree over a day and the receipts that lead to its root. Pure."""

import pytest

from mingzheng.core.chain import digest
from mingzheng.evidence.rules import path, receipt_holds, tree


@pytest.mark.parametrize("leaves", [1, 2, 3, 7, 8, 9])
def test_every_receipt_leads_to_the_root_and_no_other_does(leaves):
    links = {n: digest(f"content {n}".encode()) for n in range(leaves)}
    levels = tree(links.values())
    root = levels[-1][0]
    for n, link in links.items():
        receipt = {"previous_hash": "", "content": f"content {n}", "algorithm": "sm3"}
        receipt |= {"hash": link, "path": path(levels, link)}

        assert receipt_holds(receipt, root)
        assert not receipt_holds(receipt, digest(b"another day"))
        assert not receipt_holds(receipt | {"content": "forged"}, root)


def test_the_order_of_reading_does_not_change_the_root():
    links = [digest(str(n).encode()) for n in range(5)]

    assert tree(links)[-1] == tree(reversed(links))[-1]
