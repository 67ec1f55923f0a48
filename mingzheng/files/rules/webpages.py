"""Tables in web pages (.html), with cells that span rows and columns."""

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from mingzheng.files.rules.decoding import declared_encoding, decode
from mingzheng.files.rules.grid import MAX_COLUMNS, MAX_ROWS, Merge, Meter, Table, make_table
from mingzheng.files.rules.refusals import DAMAGED, TOO_MANY_CELLS, Refused
from mingzheng.files.rules.symbols import is_symbol_font, symbol

SILENT = frozenset({"script", "style", "template", "noscript", "head", "select"})
LINES = frozenset(
    {"p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"}
    | {"header", "footer", "caption", "ul", "ol", "dl", "dd", "dt"}
)
LAYOUT_COLUMNS = 3  # a table with tables inside and so few columns only arranges the page
SPACES = re.compile(r"[ \t\n\r\f]+")
FONT = re.compile(r"font-family\s*:\s*([^;,]+)", re.I)
NUMBER = re.compile(r"\s*(\d{1,6})")
MOST_NOTES = 8
Element = Any  # lxml's element, untyped


def read_page(data: bytes) -> list[Table]:
    """Every table of a page, in order; the lines around it are its notes."""
    text = decode(data, declared=declared_encoding(data))
    text = re.sub(r"\A\s*<\?xml[^>]*>", "", text)
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = html.document_fromstring(text, parser=parser)
        collector = _Collector()
        collector.walk(root)
    except (etree.LxmlError, RecursionError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(DAMAGED) from error
    return collector.finish()


@dataclass
class _Collector:
    """Goes through a page once and keeps its tables, with the lines between them."""

    tables: list[Table] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    meter: Meter = field(default_factory=Meter)
    found: int = 0

    def walk(self, element: Element) -> None:
        """Take in an element and everything inside it."""
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        if element.tag == "table" and not _only_arranges(element):
            self._take(element)
            return
        if element.tag in LINES or element.tag == "br":
            self.pieces.append("\n")
        self.pieces.append(_spaces(element.text))
        for child in element:
            self.walk(child)
            self.pieces.append(_spaces(child.tail))
        if element.tag in LINES:
            self.pieces.append("\n")

    def finish(self) -> list[Table]:
        """The tables with content; what follows the last one belongs to its notes."""
        after = _lines("".join(self.pieces))[:MOST_NOTES]
        if self.tables and after:
            last = self.tables[-1]
            notes = (*last.notes, *after)
            self.tables[-1] = Table(last.sheet, last.cells, last.merges, notes=notes)
        return self.tables

    def _take(self, element: Element) -> None:
        self.found += 1
        notes = _lines("".join(self.pieces))[-MOST_NOTES:]
        notes += [_text(caption) for caption in element.iterchildren("caption")]
        self.pieces = []
        rows, merges = _read_rows(element, self.meter)
        table = make_table(f"表格 {self.found}", rows, merges, notes=tuple(filter(None, notes)))
        if table.cells:
            self.tables.append(table)


def _only_arranges(table: Element) -> bool:
    if next(table.iterdescendants("table"), None) is None:
        return False
    return max((len(_cells(tr)) for tr in _rows(table)), default=0) <= LAYOUT_COLUMNS


def _rows(table: Element) -> list[Element]:
    found: list[Element] = []
    for child in table:
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            found.extend(child.iterchildren("tr"))
    return found


def _cells(tr: Element) -> list[Element]:
    return list(tr.iterchildren("td", "th"))


def _read_rows(table: Element, meter: Meter) -> tuple[list[list[str]], tuple[Merge, ...]]:
    elements = _rows(table)
    if len(elements) > MAX_ROWS:
        raise Refused(TOO_MANY_CELLS)
    rows: list[list[str]] = []
    merges: list[Merge] = []
    busy: dict[int, int] = {}  # column → rows still covered by a cell from above
    for place, tr in enumerate(elements):
        row: dict[int, str] = {}
        covered = {column: left - 1 for column, left in busy.items() if left > 1}
        column = 0
        for cell in _cells(tr):
            while column in busy or column in row:
                column += 1
            down, across = _spans(cell, len(elements) - place)
            if column + across > MAX_COLUMNS:
                raise Refused(TOO_MANY_CELLS)
            row.update(dict.fromkeys(range(column, column + across), ""))
            row[column] = _text(cell)
            if down > 1:
                covered.update(dict.fromkeys(range(column, column + across), down - 1))
            if down > 1 or across > 1:
                merges.append((place, column, place + down - 1, column + across - 1))
        busy = covered
        rows.append([row.get(i, "") for i in range(max(row, default=-1) + 1)])
        meter.add_sheet(1, len(rows[-1]))
        meter.add_text(sum(map(len, rows[-1])))
    return rows, tuple(merges)


def _spans(cell: Element, rows_left: int) -> tuple[int, int]:
    """(rows, columns) that a cell covers; rowspan 0 means to the end of the table."""
    down, across = (_span(cell.get(name)) for name in ("rowspan", "colspan"))
    down = rows_left if down == 0 else min(down, rows_left)
    return down, min(max(across, 1), MAX_COLUMNS + 1)


def _span(text: str | None) -> int:
    number = NUMBER.match(text or "")
    return int(number[1]) if number else 1


def _text(element: Element) -> str:
    """What an element shows, with its line breaks."""
    pieces: list[str] = []
    _show(element, pieces)
    return "\n".join(_lines("".join(pieces)))


def _show(element: Element, pieces: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    if element.tag in LINES or element.tag == "br":
        pieces.append("\n")
    if element.tag == "input":
        pieces.append(_box(element))
    start = len(pieces)
    pieces.append(_spaces(element.text))
    for child in element:
        _show(child, pieces)
        pieces.append(_spaces(child.tail))
    font = _font(element)
    if is_symbol_font(font):
        pieces[start:] = [symbol(font, "".join(pieces[start:]))]
    if element.tag in LINES:
        pieces.append("\n")


def _box(element: Element) -> str:
    if element.get("type", "").lower() not in ("checkbox", "radio"):
        return ""
    return "☑" if element.get("checked") is not None else "☐"


def _font(element: Element) -> str:
    found = FONT.search(element.get("style", ""))
    return found[1] if found else element.get("face", "")


def _spaces(text: str | None) -> str:
    return SPACES.sub(" ", text) if text else ""


def _lines(text: str) -> list[str]:
    return [line for line in (part.strip() for part in text.split("\n")) if line]
