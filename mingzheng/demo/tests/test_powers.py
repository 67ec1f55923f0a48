"""The county's lists of powers: enough of them, of every kind, and processes that hold together."""

from collections import Counter

import pytest

from mingzheng.demo.powers import lists
from mingzheng.powers.rules import quality
from mingzheng.powers.states import PowerType
from mingzheng.processes.rules.checks import faults

COUNTY = lists("county")


def test_there_are_lists_for_every_department_and_rows_of_every_type():
    rows = [row for one in COUNTY for row in (*one.powers, *one.services)]

    assert len(COUNTY) == 33
    assert len(rows) >= 1_500
    assert set(Counter(row["type"] for row in rows)) == set(PowerType.values)


def test_two_hundred_powers_say_how_they_run_and_every_process_holds():
    processes = [(one, name, steps) for one in COUNTY for name, steps in one.processes]

    assert len(processes) >= 200
    for one, name, steps in processes:
        power = next(row for row in one.powers if row.name == name)
        found = faults(steps, power["promised_days"], power["promised_unit"])
        assert found == [], (one.office, name, found)


def test_no_row_of_the_lists_is_found_wanting():
    rows = [row for one in COUNTY for row in (*one.powers, *one.services)]
    listed = [quality.Row(n, str(n), row) for n, row in enumerate(rows)]

    assert [(f.check.code, f.row.content.name) for f in quality.findings(listed, [])] == []


def test_the_small_county_is_light_and_still_shows_a_process():
    small = lists("small")

    assert len(small) == 8
    assert sum(len(one.powers) + len(one.services) for one in small) <= 90
    assert any(one.processes for one in small)


def test_the_same_scale_always_gives_the_same_rows():
    again = [row.fingerprint() for one in lists("county") for row in one.powers]

    assert again == [row.fingerprint() for one in COUNTY for row in one.powers]


def test_an_unknown_scale_is_refused():
    with pytest.raises(ValueError, match="规模"):
        lists("huge")
