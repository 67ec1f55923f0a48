"""Tables in .csv, .tsv and .txt files (分隔文本)."""

import csv
import io
import re
from collections import Counter

from mingzheng.files.rules.decoding import decode
from mingzheng.files.rules.grid import Meter, Table, make_table
from mingzheng.files.rules.refusals import Refused

DELIMITERS = (",", "\t", ";", "|", "，")
LOOK_AT = 20_000  # characters; enough rows to see which sign divides them
QUOTES = "第 {} 行的引号没有成对，分不清后面是哪一格。请用 WPS 或 Excel 打开，另存为 .xlsx 再上传。"
DEFUSED = re.compile(r"\A'(?=[=+\-@\t\r])")


def read_delimited(name: str, data: bytes) -> list[Table]:
    """The one table of a text file; its sheet is named after the file."""
    text = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    meter = Meter()
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for row in reader:
            rows.append([DEFUSED.sub("", cell) for cell in row])
            meter.add_sheet(1, len(row))
    except csv.Error as error:
        raise Refused(QUOTES.format(reader.line_num)) from error
    meter.add_sheet(len(rows), 0)
    sheet = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    table = make_table(sheet, rows, knows_merges=False)
    return [table] if table.cells else []


def _delimiter(text: str) -> str:
    """The sign that divides most lines into the same number of cells, the most cells winning."""
    head = text[:LOOK_AT]
    best, best_score = ",", 0
    for sign in DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(head), delimiter=sign) if row)
        score = sum((width - 1) * times for width, times in widths.items())
        if score > best_score * 1.2:
            best, best_score = sign, score
    return best
