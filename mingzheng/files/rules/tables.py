"""The tables inside an uploaded file (文件里的表格), whatever its format."""

from collections.abc import Callable

from mingzheng.files.rules.delimited import read_delimited
from mingzheng.files.rules.documents import read_document
from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.refusals import Refused
from mingzheng.files.rules.safety import check
from mingzheng.files.rules.spreadsheets import read_workbook
from mingzheng.files.rules.webpages import read_page

__all__ = ["Table", "read_tables"]

NO_TABLE = "文件里没有找到表格。请确认上传的是填好的表格，再上传一次。"


def read_tables(
    name: str, data: bytes, *, progress: Callable[[int, int], None] | None = None
) -> list[Table]:
    """Every table of a file with its cell texts as shown; nothing is filled in.

    Takes the file's name and bytes; `progress` is told (rows done, rows in all). Raises Refused
    with a sentence for everything that `safety.check` refuses, for damage, and for no table.
    """
    kind = check(name, data)
    if kind in ("xlsx", "xls"):
        tables = read_workbook(data, progress)
    elif kind == "docx":
        tables = read_document(data)
    elif kind == "html":
        tables = read_page(data)
    else:
        tables = read_delimited(name, data)
    if not tables:
        raise Refused(NO_TABLE)
    if progress and kind not in ("xlsx", "xls"):
        rows = sum(len(table.cells) for table in tables)
        progress(rows, rows)
    return tables
