"""Tables as offices send them in."""

import csv
import io

from openpyxl import Workbook

from mingzheng.publicity.rules.fields import fields_of
from mingzheng.publicity.tests.factories import penalty, permit

ROWS = {"permit": permit, "penalty": penalty}


def a_sheet(kind: str, *rows: dict[str, str], codes: bool = False) -> list[list[str]]:
    """The official head, perhaps with its line of codes, and the rows."""
    fields = fields_of(kind)
    head = [[one.title for one in fields]] + [[one.code for one in fields]] * codes
    return [*head, *([row.get(one.code, "") for one in fields] for row in rows)]


def as_csv(sheet: list[list[str]], encoding: str = "utf-8-sig") -> bytes:
    """The sheet as a .csv in an encoding."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(sheet)
    return text.getvalue().encode(encoding)


def as_xlsx(sheet: list[list[str]], *merged: str, title: str = "") -> bytes:
    """The sheet as .xlsx, perhaps under a title, with ranges merged."""
    book = Workbook()
    page = book.active
    if title:
        page.append([title])
    for row in sheet:
        page.append(row)
    for one in merged:
        page.merge_cells(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def penalties(number: int, start: int = 1) -> list[dict[str, str]]:
    """So many right rows."""
    return [penalty(CF_WSH=f"云民罚〔2026〕{n}号") for n in range(start, start + number)]
