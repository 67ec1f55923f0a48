"""Text of workbooks (.xlsx, .xls, .et): every sheet; hidden sheets, rows and columns named so."""

from dataclasses import dataclass, field

from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.parts import Element, Package, local
from mingzheng.files.rules.spreadsheets import read_workbook
from mingzheng.prose.extraction.found import COMMENT, OLD_SHEET, SHEET, Extracted, Progress, silent
from mingzheng.prose.extraction.remains import remains
from mingzheng.prose.extraction.words import authors
from mingzheng.prose.rules.pieces import Piece

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_COLUMNS = 20_000
HIDDEN_SHEET = "（隐藏）"
ASIDES = (
    (r"xl/(comments/)?comments?\d*\.xml", COMMENT),
    (r"xl/threadedComments/.*\.xml", COMMENT),
    (r"xl/drawings/drawing\d+\.xml", "图形里的文字"),
)


@dataclass
class Hidden:
    """What a sheet does not show: rows and columns from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def extract_workbook(data: bytes, progress: Progress = silent, *, is_package: bool) -> Extracted:
    """Every row of every sheet, cells parted by tabs; comments and text boxes of .xlsx.

    Takes the bytes of a checked workbook. Raises Refused when the reader cannot.
    """
    package = Package(data) if is_package else None
    hidden = _hidden(package) if package else {}
    pieces: list[Piece] = []
    for table in read_workbook(data, progress):
        name = table.sheet.removesuffix(HIDDEN_SHEET)
        pieces.append(Piece(SHEET + table.sheet[len(name) :], name))
        pieces += _sheet(table, hidden.get(name, Hidden()))
    if package:
        for pattern, label in ASIDES:
            for name in package.names(pattern):
                pieces += _aside(package.xml(name), label)
        pieces += authors(package)
        pieces += remains(package, pieces)
    return Extracted(tuple(pieces), () if package else (OLD_SHEET,))


def _sheet(table: Table, hidden: Hidden) -> list[Piece]:
    name = table.sheet.removesuffix(HIDDEN_SHEET)
    sheet = f"工作表“{name}”" + (HIDDEN_SHEET if name != table.sheet else "")
    pieces: list[Piece] = []
    for number, row in enumerate(table.cells):
        where = f"{sheet}第 {number + table.top} 行" + ("（隐藏）" if number in hidden.rows else "")
        shown = [text for place, text in enumerate(row) if place not in hidden.columns]
        unseen = [text for place, text in enumerate(row) if place in hidden.columns]
        for texts, place in ((shown, where), (unseen, f"{where}（隐藏的列）")):
            if text := "\t".join(texts).strip("\t"):
                pieces.append(Piece(place, text))
    return pieces


def _aside(root: Element, label: str) -> list[Piece]:
    """Each comment or text box as one text."""
    found: list[Piece] = []
    for block in root.iter():
        if local(block) in ("comment", "threadedComment", "txBody"):
            texts = [
                element.text or "" for element in block.iter() if local(element) in ("t", "text")
            ]
            at = f" {block.get('ref')}" if block.get("ref") else ""
            if text := "".join(texts).strip():
                found.append(Piece(f"{label}{at}", text))
    return found


def _hidden(package: Package) -> dict[str, Hidden]:
    """Hidden rows and columns by the name of the sheet."""
    targets = {}
    for name in package.names(r"xl/_rels/workbook\.xml\.rels"):
        targets = {one.get("Id"): one.get("Target", "") for one in package.xml(name)}
    found: dict[str, Hidden] = {}
    for name in package.names(r"xl/workbook\.xml"):
        for sheet in package.xml(name).iter():
            if local(sheet) == "sheet":
                part = targets.get(sheet.get(RELATION), "").lstrip("/").removeprefix("xl/")
                if parts := package.names(rf"xl/{_escaped(part)}"):
                    found[sheet.get("name", "")] = _in_sheet(package.xml(parts[0]))
    return found


def _escaped(part: str) -> str:
    return "".join(char if char.isalnum() or char in "/_" else f"\\{char}" for char in part)


def _in_sheet(root: Element) -> Hidden:
    hidden = Hidden()
    row_number = 0
    for element in root.iter():
        name = local(element)
        is_hidden = element.get("hidden", "0") in ("1", "true")
        if name == "row":
            row_number = _number(element.get("r", ""), row_number + 1)
            hidden.rows |= {row_number - 1} if is_hidden else set()
        elif name == "col" and is_hidden:
            first, last = (_number(element.get(key, ""), 1) for key in ("min", "max"))
            hidden.columns |= set(range(first - 1, min(last, MOST_COLUMNS)))
    return hidden


def _number(text: str, otherwise: int) -> int:
    return int(text[:9]) if text.isascii() and text.isdigit() else otherwise
