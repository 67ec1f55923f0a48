"""Tables in workbooks (.xlsx, .xls, .et), read by calamine; formulas give their stored result.

Where there is none, the cell says so (`formulas.LOST`)."""

import io
from collections.abc import Callable

import python_calamine as calamine

from mingzheng.files.rules.formulas import lost_cells
from mingzheng.files.rules.grid import PROGRESS_EVERY, Merge, Meter, Table, as_text, make_table
from mingzheng.files.rules.refusals import DAMAGED, LOCKED, Refused

Progress = Callable[[int, int], None]
HIDDEN = "（隐藏）"


def read_workbook(data: bytes, progress: Progress | None = None) -> list[Table]:
    """Every sheet with content, hidden ones named so. Raises Refused for what calamine cannot.

    The extent must have been checked before (`safety.check`): calamine sets aside every cell.
    """
    try:
        return _read(data, progress or _silent)
    except calamine.PasswordError as error:
        raise Refused(LOCKED) from error
    except calamine.CalamineError as error:
        raise Refused(DAMAGED) from error
    except BaseException as error:
        # A panic inside the reader arrives as a BaseException of its own; it is the file's fault.
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(DAMAGED) from error


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def _read(data: bytes, progress: Progress) -> list[Table]:
    meter = Meter()
    tables = []
    lost = lost_cells(data)
    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        grids = [
            meta
            for meta in workbook.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        for place, meta in enumerate(grids):
            sheet = workbook.get_sheet_by_name(meta.name)
            is_shown = meta.visible == calamine.SheetVisibleEnum.Visible
            name = meta.name if is_shown else meta.name + HIDDEN
            rows = _rows(sheet, meter, _part(progress, place, len(grids)))
            for (row, column), text in lost.get(meta.name, {}).items():
                if row < len(rows) and column < len(rows[row]):
                    rows[row][column] = text
            table = make_table(name, rows, _merges(sheet))
            if table.cells:
                tables.append(table)
    return tables


def _part(progress: Progress, place: int, sheets: int) -> Progress:
    """Progress within one of several sheets; the others are taken to be as long."""

    def report(done: int, total: int) -> None:
        progress(place * total + done, sheets * total)

    return report


def _rows(sheet: calamine.CalamineSheet, meter: Meter, progress: Progress) -> list[list[str]]:
    total = (sheet.end or (-1, -1))[0] + 1
    meter.add_sheet(total, (sheet.end or (-1, -1))[1] + 1)
    rows: list[list[str]] = []
    for values in sheet.to_python(skip_empty_area=False):
        row = [value if isinstance(value, str) else as_text(value) for value in values]
        rows.append([_line_ends(text) if "\r" in text else text for text in row])
        meter.add_text(sum(map(len, row)))
        if len(rows) % PROGRESS_EVERY == 0:
            progress(len(rows), total)
    progress(total, total)
    return rows


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _merges(sheet: calamine.CalamineSheet) -> tuple[Merge, ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple((top, left, bottom, right) for (top, left), (bottom, right) in ranges)
