"""The uploaded workbook with the report in it: each problem a comment where it stands."""

from typing import Any

from mingzheng.collection.actions import INLINE_BYTES
from mingzheng.collection.models import ImportBatch
from mingzheng.core.access import Blocked
from mingzheng.files.rules.remarks import Remark, with_remarks


def can_be(batch: ImportBatch) -> bool:
    """Whether comments can be put into the file: an .xlsx that does not take minutes to write."""
    return (
        batch.file_name.lower().endswith(".xlsx")
        and bool(batch.report.get("layouts"))
        and batch.file.size <= INLINE_BYTES
    )


def annotated(batch: ImportBatch) -> bytes:
    """The file as .xlsx, formulas defused. Raises Blocked for one that cannot be written again."""
    with batch.file.open("rb") as file:
        data = file.read()
    try:
        return with_remarks(data, [_remark(batch, one) for one in batch.report["problems"]])
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as broken:
        # Offices' files bend the format in ways that can be read but not written back.
        raise Blocked("这个表格加不了批注，请下载 CSV 报告对照着改。") from broken


def _remark(batch: ImportBatch, problem: dict[str, Any]) -> Remark:
    words = f"{'必须改' if problem['blocking'] else '请留意'}：{problem['message']}"
    column = _column(batch, problem["sheet"], problem["column"])
    return Remark(problem["sheet"], problem["row"], column, words, problem["blocking"])


def _column(batch: ImportBatch, sheet: str, name: str) -> int:
    """Where a column stands; the first one where the problem is of the whole row."""
    for layout in batch.report["layouts"]:
        if layout["sheet"] == sheet:
            for column in layout["columns"]:
                if name in (column["heading"], column["label"]):
                    return int(column["index"])
    return 0
