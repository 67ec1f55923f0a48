"""The sweep of dues: its cost grows with what changed, not with what exists (budget: <= 2 s).

`script/bench dues [duties]`. It makes a database of its own (a file on SQLite, a test database
beside DATABASE_URL on PostgreSQL), lays a tenth of the duties and then all of them, each with an
open due, and measures one round of time: when nothing changed, when a period ends for one item of
a thousand offices, for a thousand items of one office each, and when a calendar moves a thousand
dues. The ratio sets a round over all beside the same round over a tenth: 1 means that what exists
costs nothing. On a machine that others use the seconds of the processor tell more.
"""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

FOLDER = tempfile.TemporaryDirectory(prefix="mingzheng-bench-")
os.environ["MINGZHENG_VAR"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402 the settings must be named first

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from mingzheng.accounts.models import Organisation  # noqa: E402
from mingzheng.catalogue.actions.duties import insert_duties  # noqa: E402
from mingzheng.catalogue.models import Catalogue, Edition, Item  # noqa: E402
from mingzheng.core.access import SystemActor  # noqa: E402
from mingzheng.deadlines import almanac, clocks  # noqa: E402
from mingzheng.deadlines.rules.limit_text import read_limit  # noqa: E402
from mingzheng.deadlines.rules.limits import as_json  # noqa: E402
from mingzheng.dues import actions  # noqa: E402
from mingzheng.dues.actions.terms import terms_of  # noqa: E402
from mingzheng.dues.models import Due, Following, Series  # noqa: E402
from mingzheng.standards.actions import load_starter  # noqa: E402
from mingzheng.standards.models import Field  # noqa: E402

DUTIES = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
OFFICES = 1000
TODAY = date(2026, 6, 15)
LIMIT = "每月结束后10个工作日内"
LATER = 2029  # a year not announced, in which a thousand dues lie
NOTICE = {date(LATER, 1, day): (False, "元旦") for day in (1, 2, 3)}


def offices() -> list[Organisation]:
    """A thousand offices under one county."""
    values = {"level": "county", "kind": "department"}
    rows = Organisation.objects.bulk_create(
        Organisation(code=f"B{n:04d}", name=f"单位{n}", path=f"/{n:04d}/", **values)
        for n in range(OFFICES)
    )
    return list(rows)


def edition_of(office: Organisation) -> Edition:
    """An edition in force that dues follow already."""
    catalogue = Catalogue.objects.create(organisation=office)
    edition = Edition.objects.create(
        catalogue=catalogue, number=1, title="目录", state="in_force",
        approved_on=TODAY, effective_on=TODAY,
    )  # fmt: skip
    Following.objects.create(edition=edition, since=TODAY)
    return edition


def lay(edition: Edition, places: list[Organisation], codes: range) -> list[Item]:
    """Items that come round every month, owed by these offices, each with one open due."""
    field, rule = Field.objects.first(), as_json(read_limit(LIMIT))
    items = Item.objects.bulk_create(
        Item(
            edition=edition, field=field, code=f"9{n:07d}", position=n, level1=f"事项{n}",
            limit_text=LIMIT, limit=rule, limit_kind="monthly", mode="active", fingerprint=str(n),
        )
        for n in codes
    )  # fmt: skip
    insert_duties([(item.pk, place.pk, "named") for item in items for place in places])
    far = date(2026, 7, 14)
    Series.objects.bulk_create(Series(item=i, opened_until=far, opens_on=far) for i in items)
    _open(items)
    return list(items)


def _open(items: list[Item]) -> None:
    """One open due for each duty of these items, laid by the database itself."""
    term = next(iter(terms_of(items[:1]).values()))
    fixed = {
        "kind": "periodic", "origin": "catalogue", "what": "2026年6月", "reference": "",
        "slot": "monthly:2026-06-30", "period_start": "2026-06-01", "period_end": "2026-06-30",
        "due_on": "2026-07-14", "opened_on": "2026-06-15", "closing": "", "closing_reason": "",
        "closed_by": "",
    }  # fmt: skip
    edition = items[0].edition
    columns = ", ".join(fixed)
    places = ", ".join(["%s"] * 5)
    texts = ", ".join(f"'{value}'" for value in fixed.values())
    if connection.vendor == "postgresql":
        texts = ", ".join(
            f"'{value}'" + ("::date" if name[-3:] in ("_on", "end", "art") else "")
            for name, value in fixed.items()
        )
    sql = (
        f"INSERT INTO dues_due ({columns}, catalogue_id, term_id, clause, in_workdays, provisional,"  # noqa: S608
        " organisation_id, item_id, item_code)"
        f" SELECT {texts}, {places}, d.organisation_id, i.id, i.code"
        " FROM catalogue_duty d JOIN catalogue_item i ON i.id = d.item_id"
        " WHERE i.id BETWEEN %s AND %s"
    )
    values = [edition.catalogue_id, term.pk, 0, True, False, items[0].pk, items[-1].pk]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


class Swept(NamedTuple):
    """One round of time: seconds by the clock and of the processor, how many dues it changed."""

    seconds: float
    spent: float
    changed: int


def swept() -> Swept:
    """Let one round of time pass."""
    start, before = time.perf_counter(), time.process_time()
    changed = actions.tick(TODAY)
    return Swept(time.perf_counter() - start, time.process_time() - before, changed)


def ended(items: list[Item]) -> None:
    """Let a period of these items be over: the next is to be listed today."""
    Series.objects.filter(item__in=items).update(opens_on=TODAY)


def rounds(big: list[Item], small: list[Item], turn: int) -> dict[str, Swept]:
    """One round of each kind; the items not used before."""
    found = {"nothing changed": swept()}
    ended(big[turn : turn + 1])
    found["one item, 1,000 offices"] = swept()
    ended(small)
    found["1,000 items, one office"] = swept()
    moved = Due.objects.filter(item__in=big[turn + 2 : turn + 3])
    moved.update(
        due_on=date(LATER, 1, 12), period_end=date(LATER - 1, 12, 31), provisional=True,
        period_start=date(LATER - 1, 12, 1), slot=f"monthly:{turn}",
    )  # fmt: skip
    notice = NOTICE | {date(LATER, 1, 4 + turn % 2): (False, "元旦")}
    clocks.announce(LATER, notice, source="通知", by=SystemActor({"calendar.edit"}))
    found["a calendar, 1,000 dues"] = swept()
    moved.update(due_on=date(2026, 7, 14))  # the next announcement finds its own thousand only
    return found


def main() -> None:
    """Lay a tenth, measure; lay the rest, measure again; print both beside each other."""
    config = setup_databases(verbosity=0, interactive=False)
    try:
        almanac.seed()
        load_starter()
        places = offices()
        edition, items = edition_of(places[0]), DUTIES // OFFICES
        big = lay(edition, places, range(items // 10))
        few = lay(edition, places[:1], range(500_000, 501_000))
        actions.tick(TODAY)  # the first look at the calendar
        tenth = rounds(big, few, 0)
        more = lay(edition, places, range(items // 10, items))
        others = lay(edition, places[:1], range(600_000, 601_000))
        whole = rounds(more, others, 3)
        print(f"{Due.objects.count():,} dues, {connection.vendor}")
        for name, one in whole.items():
            ratio = one.spent / max(tenth[name].spent, 0.001)
            print(
                f"{name}: {one.changed} changed in {one.seconds:.2f} s"
                f" ({one.spent:.2f} s of processor), {ratio:.1f} x a tenth"
            )
        worst = max(whole.values())
        print(f"worst {worst.seconds:.2f} s, {worst.spent:.2f} s of processor (budget 2 s)")
    finally:
        teardown_databases(config, verbosity=0)


if __name__ == "__main__":
    main()
