"""Merging the workbooks of 57 offices into one edition, as a ratio of the least it could cost.

Budget: at most 8 × the bare bulk insert of the rows that come out, with names read, duties,
quality, remembered origins and traces. Reading the workbooks is told beside it: that is
`catalogue_import.py`'s budget. One process, alternating, medians.

    python bench/round_merge.py [ROWS-AN-OFFICE]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")
FOLDER = tempfile.mkdtemp()
os.environ.setdefault("MINGZHENG_VAR", FOLDER)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from mingzheng.accounts.actions.organisations import create_organisation  # noqa: E402
from mingzheng.accounts.models import Organisation  # noqa: E402
from mingzheng.catalogue.actions.items import COLUMNS  # noqa: E402
from mingzheng.catalogue.models import Item  # noqa: E402
from mingzheng.catalogue.rules.items import ItemContent  # noqa: E402
from mingzheng.collection import actions as collection  # noqa: E402
from mingzheng.collection import examining  # noqa: E402
from mingzheng.core.access import SystemActor  # noqa: E402
from mingzheng.deadlines import almanac  # noqa: E402
from mingzheng.demo.hands import draft_of  # noqa: E402
from mingzheng.demo.items import county_items  # noqa: E402
from mingzheng.demo.places import organisations  # noqa: E402
from mingzheng.merging import actions as merging  # noqa: E402
from mingzheng.posts.deeds import DEEDS, SYSTEM_DEEDS  # noqa: E402
from mingzheng.rounds.actions import rounds, submissions  # noqa: E402
from mingzheng.rounds.models import Round, Submission  # noqa: E402
from mingzheng.rounds.sheets import Form, Line, to_xlsx  # noqa: E402
from mingzheng.standards.actions import load_starter  # noqa: E402
from mingzheng.standards.models import Field  # noqa: E402

BUDGET = 8.0
RUNS = 3
SHARED = 10  # one row in so many is reported, in the same words, by ten offices
ARGUED = 50  # one in so many by two offices in other words
OFFICES = 57


class Second(SystemActor):
    """Four eyes: whoever takes a list is not who sent it."""

    actor_id = "second"


FIRST_HANDS = SystemActor(SYSTEM_DEEDS | frozenset(DEEDS))
OTHER_HANDS = Second(SYSTEM_DEEDS | frozenset(DEEDS))


def county() -> tuple[Organisation, list[Organisation]]:
    """The invented county with its departments and towns, empty."""
    made: dict[str, Organisation] = {}
    for one in organisations("county"):
        if one.level != "village":
            details = {"short_name": one.short_name, "function": one.function}
            made[one.code] = create_organisation(
                by=FIRST_HANDS, code=one.code, name=one.name, level=one.level, kind=one.kind,
                parent=made.get(one.parent), **details,
            )  # fmt: skip
    host, *offices = made.values()
    return host, offices


def rows_of(at: int, office: Organisation, number: int) -> list[ItemContent]:
    """What one office reports: mostly its own, some rows in common, a few it disagrees about."""
    like = [draft_of(item).content for item in county_items("county")]
    rows = []
    for n in range(number):
        row = replace(like[(at * number + n) % len(like)], subject_text=office.name)
        if n % ARGUED == 1:
            with_whom = f"（与第{at // 2}组同）"
            row = replace(like[n % len(like)], subject_text=office.name)
            row = replace(row, limit_text=f"信息形成或者变更之日起{5 + at % 2}个工作日内")
        elif n % SHARED == 0:
            with_whom = f"（第{at // 10}组）"
            row = replace(like[n % len(like)], subject_text=office.name)
        else:
            with_whom = f"（{office.short_name}第{n}类）"
        rows.append(replace(row, level2=row.level2 + with_whom))
    return rows


def workbook(office: Organisation, rows: list[ItemContent]) -> bytes:
    """The office's workbook as it would come back."""
    names = dict(Field.objects.values_list("code", "list_name"))
    lines = [Line(names[row.field_code], row) for row in rows]
    return to_xlsx(Form(office.name, [], lines, [], lines[0], list(names.values())))


def sent_in(one: Submission, data: bytes) -> float:
    """CPU seconds from the uploaded file to the list taken."""
    start = time.process_time()
    submissions.start(one, by=FIRST_HANDS)
    request = examining.Request(one.organisation, "填报.xlsx", data)
    found = examining.examine(request, edition=one.edition)
    assert not found.blocking, found.blocking[0]
    collection.apply_examined(found, by=FIRST_HANDS)
    submissions.submit(one, by=FIRST_HANDS)
    submissions.accept(one, by=OTHER_HANDS)
    return time.process_time() - start


class _Undo(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """Run a block in the database, and leave nothing of it."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        return


def bare_insert(edition: int, values: list[dict]) -> float:
    """CPU seconds to bulk-insert the merged rows, values ready made."""
    with undone():
        start = time.process_time()
        Item.objects.bulk_create(
            (Item(edition_id=edition, code=f"{n:06d}", **v) for n, v in enumerate(values)),
            batch_size=500,
        )
        spent = time.process_time() - start
    return spent


def whole_merge(round_: Round) -> tuple[float, float, merging.Merged, list[dict]]:
    """CPU seconds of the merge and of the same merge again, what it did, the rows it made."""
    with undone():
        start = time.process_time()
        done = merging.merge(round_, by=OTHER_HANDS)
        first = time.process_time()
        again = merging.merge(round_, by=OTHER_HANDS)
        second = time.process_time()
        assert not again.changed
        values = list(done.edition.items.values("position", *COLUMNS))
    return first - start, second - first, done, values


def a_round(host: Organisation, offices: list[Organisation], number: int) -> tuple[Round, float]:
    """Everybody asked, everybody's workbook in; what that cost."""
    due = timezone.localdate() + timedelta(days=14)
    while not almanac.current().is_workday(due):
        due += timedelta(days=1)
    terms = rounds.Terms("填报", due)
    round_ = rounds.draft(host, terms, offices=offices, by=FIRST_HANDS)
    rounds.open_round(round_, by=FIRST_HANDS)
    asked = round_.submissions.select_related("organisation", "round__organisation")
    spent = 0.0
    for at, one in enumerate(asked.order_by("organisation__path")):
        spent += sent_in(one, workbook(one.organisation, rows_of(at, one.organisation, number)))
    rounds.gather(round_, by=FIRST_HANDS)
    return round_, spent


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    call_command("migrate", verbosity=0)
    load_starter()
    almanac.seed()
    host, offices = county()
    assert len(offices) == OFFICES, len(offices)
    round_, reading = a_round(host, offices, number)
    some = Submission.objects.filter(round=round_).select_related("edition")[0]
    merges, repeats, inserts = [], [], []
    for _ in range(RUNS):
        spent, again, done, values = whole_merge(round_)
        merges.append(spent)
        repeats.append(again)
        # The host's draft is gone with the merge; any edition can hold the same rows.
        inserts.append(bare_insert(some.edition_id, values))
    merge, again, insert = map(statistics.median, (merges, repeats, inserts))
    ratio = merge / insert
    print(f"{OFFICES} workbooks of {number} rows, medians of {RUNS} runs, CPU seconds")
    print(f"{done.created} rows came out, {done.open_questions} questions")
    print(f"reading and sending all {reading:.2f}  merge {merge:.3f}  once more {again:.3f}")
    print(f"bare bulk insert {insert:.3f}  ratio {ratio:.1f} (budget {BUDGET:.0f})")
    print("ok" if ratio <= BUDGET else "OVER BUDGET")


if __name__ == "__main__":
    main()
