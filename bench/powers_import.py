"""Importing lists of powers and services, as a ratio of the least it could cost.

The budget is that of a catalogue (design §6): at most 4 × (the bare read of the file + the bare
bulk insert of the same rows). A list of ROWS rows is made up; the real list of a county is measured
too where it lies beside us, without a verdict: it is small.

    python bench/powers_import.py [ROWS]
"""

import csv
import io
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from django.core.management import call_command  # noqa: E402

from bench.catalogue_import import bare_read, compare  # noqa: E402 - sets Django up
from mingzheng.accounts.models import Organisation  # noqa: E402
from mingzheng.catalogue.states import ListKind  # noqa: E402
from mingzheng.collection import examining  # noqa: E402
from mingzheng.collection.states import BatchKind  # noqa: E402
from mingzheng.demo.powers import lists  # noqa: E402
from mingzheng.powers.actions.items import SAVED  # noqa: E402
from mingzheng.powers.exporting import export  # noqa: E402
from mingzheng.powers.models import PowerItem  # noqa: E402

SHARED = ROOT.parent / "shared" / "data" / "items" / "guangan_service_items.csv"
COLUMNS = (*(name for name in SAVED if name != "office"), "office_id", "previous")


def workbook(rows: int) -> bytes:
    """A list of `rows` believable powers, all different, as an export writes it."""
    demo = [row for one in lists("county") for row in one.powers]
    items = []
    for n in range(rows):
        row = demo[n % len(demo)]
        item = PowerItem()
        item.take(row.having(name=f"{row['name']}（第{n // len(demo) + 1}类）"))
        items.append(item)
    return export(items, "xlsx", ListKind.POWERS, "权责清单")


def bare_csv(data: bytes) -> float:
    """CPU seconds to read every cell of a CSV and do nothing with it."""
    start = time.process_time()
    list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return time.process_time() - start


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    call_command("migrate", verbosity=0)
    call_command("load_demo", scale="small", json=True, stdout=io.StringIO(), stderr=io.StringIO())
    free = Organisation.objects.exclude(catalogues__kind=ListKind.POWERS)
    offices = list(free.order_by("path")[:4])
    measured = [("清单.xlsx", workbook(rows), bare_read)]
    if SHARED.is_file():
        measured.append((SHARED.name, SHARED.read_bytes(), bare_csv))
    for (name, data, read), at in zip(measured, (0, 2), strict=False):
        pair = (
            examining.Request(office, name, data, kind=BatchKind.POWERS)
            for office in offices[at : at + 2]
        )
        print(name)
        compare(*pair, read, lambda edition: edition.powers.all(), COLUMNS)


if __name__ == "__main__":
    main()
