"""Read and write a CSV of organisations (机构表), naming every cell that cannot be read."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from mingzheng.accounts import rules
from mingzheng.accounts.models import Organisation

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000  # a whole city with its villages is about a third of this
COLUMNS = {
    "编码": "code",
    "名称": "name",
    "简称": "short_name",
    "层级": "level",
    "类别": "kind",
    "职能": "function",
    "统一社会信用代码": "credit_code",
    "行政区划代码": "area_code",
    "上级编码": "parent_code",
    "地址": "address",
    "电话": "phone",
    "别名": "aliases",
}
LABELS = {name: label for label, name in COLUMNS.items()}
REQUIRED = ("编码", "名称", "层级", "类别")
_FORMULA = tuple("=+-@\t\r")
_CODES = ("code", "credit_code", "area_code", "parent_code")
_WORDS = {
    "level": {
        "city": "市 市级 地级市",
        "county": "区县 县区 县 区 县级 区级 区县级 县区级",
        "town": "街道乡镇 乡镇街道 乡镇 镇 乡 街道 镇级 乡镇级 乡级",
        "village": "社区村 村社区 村 社区 村级",
    },
    "kind": {
        "government": "人民政府 政府",
        "department": "部门 工作部门 政府部门 委办局 局",
        "town": "乡镇 镇 乡",
        "street": "街道办事处 街道",
        "village": "村委会 村民委员会 村",
        "community": "居委会 居民委员会 社区",
        "institution": "事业单位",
        "enterprise": "企业 国有企业",
    },
}
_MEANS = {
    column: {word: key for key, words in table.items() for word in words.split()}
    for column, table in _WORDS.items()
}


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way: row as the spreadsheet counts it, column, sentence."""

    row: int
    column: str
    message: str
    value: str = ""


@dataclass(frozen=True)
class Row:
    """One organisation of the file; `values` has only the columns that the file has."""

    number: int
    values: dict[str, str]

    @property
    def code(self) -> str:
        return self.values["code"]

    @property
    def parent_code(self) -> str:
        return self.values.get("parent_code", "")

    @property
    def aliases(self) -> list[str]:
        return [one for one in re.split(r"[、;；|\n]+", self.values.get("aliases", "")) if one]


@dataclass
class Sheet:
    """The rows that could be read, and the problems of those that could not."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read(content: bytes) -> Sheet:
    """The rows of a CSV file in UTF-8 or GB18030, with every unreadable cell named."""
    sheet = Sheet()
    lines = _lines(content, sheet)
    if not lines:
        return sheet
    header = ["".join(unicodedata.normalize("NFKC", cell).split()) for cell in lines[0][1]]
    if missing := [label for label in REQUIRED if label not in header]:
        sheet.problems.append(
            Problem(lines[0][0], "", f"表头缺“{'”“'.join(missing)}”。第一行要写列名。")
        )
        return sheet
    if twins := sorted({label for label in header if label and header.count(label) > 1}):
        sheet.problems.append(Problem(lines[0][0], twins[0], f"表头里“{twins[0]}”写了两次。"))
        return sheet
    sheet.ignored = [label for label in header if label and label not in COLUMNS]
    for number, cells in lines[1:]:
        _read_row(number, header, cells, sheet)
    _name_twins(sheet)
    return sheet


def _lines(content: bytes, sheet: Sheet) -> list[tuple[int, list[str]]]:
    """Non-empty lines with their row numbers; a problem instead if the file is no such table."""
    if len(content) > MAX_BYTES:
        sheet.problems.append(
            Problem(0, "", "文件超过 5 MB，机构表用不着这么大，请检查是不是选错了。")
        )
        return []
    text = _decoded(content)
    if text is None or "\0" in text:
        sheet.problems.append(
            Problem(0, "", "这个文件不是 CSV 文本。在表格软件里选“另存为 CSV（UTF-8）”再导入。")
        )
        return []
    first = text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        sheet.problems.append(Problem(0, "", "引号没有成对，读不出各列。请另存一次 CSV 再导入。"))
        return []
    found = [(at, row) for at, row in enumerate(rows, start=1) if any(c.strip() for c in row)]
    if len(found) < 2:
        sheet.problems.append(
            Problem(0, "", "文件里没有机构：第一行写列名，第二行起每行一个机构。")
        )
        return []
    if len(found) > MAX_ROWS + 1:
        sheet.problems.append(
            Problem(0, "", f"一次最多导入 {MAX_ROWS} 行，这里有 {len(found) - 1} 行。")
        )
        return []
    return found


def _decoded(content: bytes) -> str | None:
    encodings = ["utf-8-sig", "gb18030"]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _read_row(number: int, header: list[str], cells: list[str], sheet: Sheet) -> None:
    if any(cell.strip() for cell in cells[len(header) :]):
        message = f"这一行有 {len(cells)} 格，表头只有 {len(header)} 格，多半是少了引号。"
        sheet.problems.append(Problem(number, "", message))
        return
    cells = cells + [""] * (len(header) - len(cells))
    values = {
        COLUMNS[label]: _cell(COLUMNS[label], cell)
        for label, cell in zip(header, cells, strict=False)
        if label in COLUMNS
    }
    faults = {}
    for name in ("level", "kind"):
        written = values[name]
        values[name] = _MEANS[name].get(rules.normalised(written), "")
        if not values[name]:
            known = "、".join(words.split()[0] for words in _WORDS[name].values())
            faults[name] = (
                f"“{written}”看不懂，可以写：{known}。" if written else f"请填：{known}。"
            )
    found = {**rules.organisation_faults(values, None), **faults}
    sheet.problems += [
        Problem(number, LABELS[name], message, values.get(name, ""))
        for name, message in found.items()
    ]
    sheet.rows.append(Row(number, values))


def _cell(name: str, cell: str) -> str:
    text = unicodedata.normalize("NFKC", cell) if name in _CODES else cell
    # Spreadsheet programs guard long digits with an apostrophe or ="…"; it is not part of the code.
    if name in _CODES and (guarded := re.fullmatch(r"""(?:="(.*)"|'(.*))""", text.strip())):
        text = guarded[1] or guarded[2] or ""
    text = text.strip()
    if text[:1] == "'" and text[1:2] in _FORMULA:
        text = text[1:]
    return text.upper() if name == "credit_code" else text


def _name_twins(sheet: Sheet) -> None:
    first: dict[tuple[str, str], int] = {}
    for row in sheet.rows:
        for name in ("code", "credit_code"):
            value = row.values.get(name, "").upper()
            if not value:
                continue
            before = first.setdefault((name, value), row.number)
            if before != row.number:
                message = f"和第 {before} 行重复了，一个机构只写一行。"
                sheet.problems.append(Problem(row.number, LABELS[name], message, value))


def template() -> str:
    """An empty table with its head and one example, as CSV text."""
    example = (
        "YX-MZ,云溪县民政局,民政局,区县,部门,民政,,341100,YX,云溪县和平路1号,0000-1234567,县民政"
    )
    return f"{','.join(COLUMNS)}\r\n{example}\r\n"


def write(rows: Iterable[tuple[Organisation, list[str]]]) -> str:
    """Organisations with their aliases as the CSV text that `read` takes.

    A cell that a spreadsheet program would run as a formula gets an apostrophe in front, which
    reading takes off again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one, aliases in rows:
        values = {
            "level": one.get_level_display(),
            "kind": one.get_kind_display(),
            "parent_code": one.parent.code if one.parent else "",
            "aliases": "、".join(aliases),
        }
        cells = [values[n] if n in values else getattr(one, n) for n in COLUMNS.values()]
        writer.writerow([f"'{cell}" if cell[:1] in _FORMULA else cell for cell in cells])
    return out.getvalue()
