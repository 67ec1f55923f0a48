"""The catalogue as a printed booklet (PDF): the statutory table, A4 across, set by typst."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings

from mingzheng.exports.layout import NOTE, Column, columns_of, has_optional, title_of
from mingzheng.exports.rows import ExportRow
from mingzheng.exports.sheets import runs

TEMPLATE = Path(__file__).with_name("booklet.typ")
# An office's licensed faces come first where its font folder holds them.
FONTS = ("FZFangSong-Z02", "FangSong", "Noto Serif SC")
TITLE_FONTS = ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "Noto Serif SC")


def to_pdf(rows: Sequence[ExportRow], title: str, printed_on: date, publisher: str = "") -> bytes:
    """The rows as a booklet with a first page of contents; big tables repeat their head."""
    book = {
        "title": title,
        "publisher": publisher,
        "printed": f"{printed_on.year}年{printed_on.month}月{printed_on.day}日导出",
        "fonts": FONTS,
        "title-fonts": TITLE_FONTS,
        "parts": [
            _part(name, list(group)) for name, group in groupby(rows, key=lambda r: r.field_name)
        ],
    }
    return typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=font_folders(),
        ignore_system_fonts=True,  # the same booklet on every machine
        sys_inputs={"book": json.dumps(book, ensure_ascii=False)},
    )


def font_folders() -> list[str]:
    own = settings.FONT_FOLDER
    open_fonts = str(pylopdf_fonts_zh_cn.serif_path().parent)
    return [own, open_fonts] if own else [open_fonts]


def _part(field_name: str, rows: Sequence[ExportRow]) -> dict[str, Any]:
    contents = [row.content for row in rows]
    columns = columns_of(contents)
    spans = [0] * len(rows)
    for start, end in runs(content.level1 for content in contents):
        spans[start] = end - start + 1
    return {
        "name": field_name,
        "title": title_of(field_name),
        "note": NOTE if has_optional(contents) else "",
        "columns": [_head("序号", 4), *map(_column, columns)],
        "rows": [
            [str(number), *(column.cell(content) for column in columns)]
            for number, content in enumerate(contents, start=1)
        ],
        "spans": spans,
    }


def _column(column: Column) -> dict[str, Any]:
    return _head(column.heading, column.width, column.group, column.is_mark)


def _head(heading: str, width: int, group: str = "", is_mark: bool = False) -> dict[str, Any]:
    return {"heading": heading, "width": width, "group": group, "mark": is_mark}
