"""Importing a 5,000-row catalogue workbook, as a ratio of the least it could cost.

Budget (design §6): at most 4 × (the bare read of the file by python-calamine + the bare bulk insert
of the same rows). Both sides run in one process, alternating; the medians are compared.

    python bench/catalogue_import.py [ROWS]
"""

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")
FOLDER = tempfile.mkdtemp()
os.environ.setdefault("MINGZHENG_VAR", FOLDER)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from openpyxl import Workbook  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from mingzheng.accounts.models import Organisation  # noqa: E402
from mingzheng.catalogue.actions.items import COLUMNS  # noqa: E402
from mingzheng.catalogue.models import Edition  # noqa: E402
from mingzheng.catalogue.states import ListKind  # noqa: E402
from mingzheng.collection import actions, examining, readers  # noqa: E402
from mingzheng.collection.management.commands.import_catalogue import OPERATOR  # noqa: E402
from mingzheng.demo.items import county_items  # noqa: E402
from mingzheng.standards.models import Field  # noqa: E402

BUDGET = 4.0
RUNS = 3
FEWEST = 1000  # below that what costs the same for any list is most of it
HEAD = ("序号", "领域", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限",
        "公开主体",
        "公开渠道和载体", "全社会", "特定群体", "主动", "依申请", "县级", "乡级")  # fmt: skip


def workbook(rows: int) -> bytes:
    """A workbook of `rows` believable rows, all different."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("目录")
    sheet.append(["公开事项目录"])
    sheet.append(HEAD)
    names = dict(Field.objects.values_list("code", "list_name"))
    items = county_items("county")
    for n in range(rows):
        item = items[n % len(items)]
        level2 = f"{item.level2}（第{n // len(items) + 1}类）"
        tick = ("√" if item.audience_all else "", item.audience_some, "√", "")
        levels = ["√" if level in item.levels else "" for level in ("county", "town")]
        sheet.append(
            [n + 1, names[item.field_code], item.level1, level2, "\n".join(item.elements),
             "；".join(item.bases), item.limit_text, item.subject_text,
             "\n".join(f"■{c}" for c in item.channels), *tick, *levels]
        )  # fmt: skip
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bare_read(data: bytes) -> float:
    """CPU seconds to read every cell with python-calamine and do nothing with it."""
    start = time.process_time()
    for sheet in (book := CalamineWorkbook.from_filelike(io.BytesIO(data))).sheet_names:
        book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return time.process_time() - start


class _Undo(Exception):
    pass


def bare_insert(rows: Any, columns: Sequence[str]) -> float:
    """CPU seconds to bulk-insert the rows of an edition again, values ready made."""
    values = list(rows.values("edition_id", "code", "position", *columns))
    spent = 0.0
    try:
        with transaction.atomic():
            rows.all().delete()
            start = time.process_time()
            rows.model.objects.bulk_create((rows.model(**v) for v in values), batch_size=500)
            spent = time.process_time() - start
            raise _Undo
    except _Undo:
        return spent


def whole_import(request: examining.Request) -> tuple[float, int]:
    """CPU seconds of the real import, safety check to duties, and how many rows it made."""
    made = 0
    spent = 0.0
    try:
        with transaction.atomic():
            start = time.process_time()
            found = readers.examine(request, edition=None)
            _, outcome = actions.apply_examined(found, by=OPERATOR)
            spent, made = time.process_time() - start, outcome.created
            raise _Undo
    except _Undo:
        return spent, made


def compare(
    request: examining.Request,
    again: examining.Request,
    read: Callable[[bytes], float],
    rows_of: Callable[[Edition], Any],
    columns: Sequence[str],
) -> None:
    """Import for one office, then measure an import for another beside the bare work; print it."""
    found = readers.examine(request, edition=None)
    _, outcome = actions.apply_examined(found, by=OPERATOR)
    edition = Edition.objects.filter(catalogue__organisation=request.organisation).latest("pk")
    reads, inserts, wholes = [], [], []
    for _ in range(RUNS):
        reads.append(read(request.data))
        inserts.append(bare_insert(rows_of(edition), columns))
        spent, made = whole_import(again)
        assert made == outcome.created, (made, outcome.created)
        wholes.append(spent)
    bare, insert, whole = map(statistics.median, (reads, inserts, wholes))
    ratio = whole / (bare + insert)
    size = len(request.data) // 1024
    print(f"{outcome.created} rows, {size} KB, medians of {RUNS} runs, CPU seconds")
    print(f"bare read {bare:.3f}  bare bulk insert {insert:.3f}  whole import {whole:.3f}")
    verdict = "ok" if ratio <= BUDGET else "OVER BUDGET"
    said = (
        f"(budget {BUDGET:.0f})  {verdict}" if outcome.created >= FEWEST else "(too few to judge)"
    )
    print(f"ratio {ratio:.2f} {said}")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    call_command("migrate", verbosity=0)
    call_command("load_demo", scale="county", json=True, stdout=io.StringIO(), stderr=io.StringIO())
    data = workbook(rows)
    # Departments have lists of powers by now, but not all a catalogue.
    free = Organisation.objects.exclude(catalogues__kind=ListKind.DISCLOSURE)
    office, other = free.filter(kind="department")[:2]
    one, two = (examining.Request(place, "目录.xlsx", data) for place in (office, other))
    compare(one, two, bare_read, lambda edition: edition.items.all(), COLUMNS)


if __name__ == "__main__":
    main()
