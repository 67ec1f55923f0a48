"""The catalogue as .csv: one line per item, UTF-8 with a mark so that Excel opens it as Chinese."""

import csv
import io
from collections.abc import Sequence

from mingzheng.exports.layout import CHANNELS, NOTE, columns_of, has_optional
from mingzheng.exports.rows import ExportRow
from mingzheng.files.rules.safety import defuse


def to_csv(rows: Sequence[ExportRow]) -> bytes:
    """The rows under one flat head; cells that a spreadsheet would run as a formula are defused."""
    contents = [row.content for row in rows]
    columns = columns_of(contents)
    # A flat file has no room above its head, so what □ means stands in the heading itself.
    note = f"（{NOTE}）" if has_optional(contents) else ""
    headings = [one.heading + (note if one.heading == CHANNELS else "") for one in columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["领域", "序号", *map(defuse, headings)])
    for number, row in enumerate(rows, start=1):
        cells = [column.cell(row.content) for column in columns]
        writer.writerow([defuse(row.field_name), number, *map(defuse, cells)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()
