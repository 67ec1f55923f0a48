"""Records as files (下载): the official columns, persons masked, no identity number anywhere."""

import csv
import io
import json
from collections.abc import Callable, Iterable

from mingzheng.exports.choices import Column, Form, to_workbook
from mingzheng.files.rules.safety import defuse
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.fields import Field, fields_of
from mingzheng.publicity.rules.showing import shown
from mingzheng.publicity.states import RecordKind

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def _columns() -> list[str]:
    """Every title of both tables that may be shown, once, those of permits first."""
    kept = [one for kind in RecordKind.values for one in fields_of(kind) if _is_open(one)]
    return list(dict.fromkeys(one.title for one in kept))


def _is_open(one: Field) -> bool:
    return not one.is_sealed and one.type != "paper"


def _rows(records: Iterable[Record], address: Callable[[str], str]) -> Iterable[dict[str, str]]:
    for record in records:
        told = shown(record.kind, record.values, former=record.former_names)
        row = {one.title: told.get(one.code, "") for one in fields_of(record.kind) if _is_open(one)}
        head = {
            "种类": str(record.get_kind_display()),
            "公示日期": f"{record.published_on:%Y-%m-%d}",
            "公示到": f"{record.display_until:%Y-%m-%d}" if record.display_until else "",
        }
        yield {"编号": record.code, **head, **row, "网址": address(record.public_url)}


def export(
    records: Iterable[Record], kind: str, title: str, address: Callable[[str], str]
) -> bytes:
    """Public records as a file of one of KINDS: persons masked, no identity number anywhere.

    `address` makes an address whole. Raises KeyError for an unknown kind.
    """
    rows = list(_rows(records, address))
    if kind == "json":
        kept = [{name: text for name, text in row.items() if text} for row in rows]
        return json.dumps(kept, ensure_ascii=False, indent=1).encode()
    heads = ["编号", "种类", "公示日期", "公示到", *_columns(), "网址"]
    cells = [[row.get(head, "") for head in heads] for row in rows]
    if kind == "xlsx":
        return to_workbook(Form(title, [Column(head) for head in heads], cells))
    if kind != "csv":
        raise KeyError(kind)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([map(defuse, row) for row in cells])
    return b"\xef\xbb\xbf" + text.getvalue().encode()
