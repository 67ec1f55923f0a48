"""Cells of an .xlsx that show no content of their own (公式错误): #REF!, or never worked out.

The reader behind gives such cells as empty, which would lose a value without a word.
"""

import io
import re
import zipfile
from itertools import chain

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

NO_RESULT = "#没有结果"  # a formula that no program has worked out yet
LOST = frozenset({NO_RESULT, *ERROR_CODES})
FORMULA = "这一格是公式，结果是“{}”，读不到内容。请改成文字（复制，选择性粘贴为数值）再上传。"
SIGNS = re.compile(
    rb't="e"|</(?:\w+:)?f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</(?:\w+:)?c>|<f[^>]*/>\s*</c>'
)

Place = tuple[int, int]  # row and column, 0-based


def lost_cells(data: bytes) -> dict[str, dict[Place, str]]:
    """Sheet name → place → one of LOST; empty for other formats and for files without any.

    Takes a file that `safety.check` has let pass.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)) or not _has_signs(data):
        return {}
    shown, written = (
        load_workbook(io.BytesIO(data), read_only=True, data_only=values)
        for values in (True, False)
    )
    found: dict[str, dict[Place, str]] = {}
    for sheet in shown.worksheets:
        pairs = zip(
            chain.from_iterable(sheet.iter_rows()),
            chain.from_iterable(written[sheet.title].iter_rows()),
            strict=True,
        )
        for value, formula in pairs:
            if value.value in ERROR_CODES and value.data_type == "e":
                found.setdefault(sheet.title, {})[value.row - 1, value.column - 1] = value.value
            elif value.value is None and formula.value is not None:
                found.setdefault(sheet.title, {})[formula.row - 1, formula.column - 1] = NO_RESULT
    return found


def _has_signs(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = (name for name in package.namelist() if name.startswith("xl/worksheets/"))
        return any(SIGNS.search(package.read(name)) for name in sheets if name.endswith(".xml"))
