"""Tables in Word documents (.docx), with cells merged downwards (vMerge) and across (gridSpan)."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from mingzheng.files.rules.archives import is_main_part
from mingzheng.files.rules.grid import MAX_COLUMNS, Merge, Meter, Table, make_table
from mingzheng.files.rules.refusals import DAMAGED, TOO_MANY_CELLS, Refused
from mingzheng.files.rules.symbols import is_symbol_font, symbol

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
GONE = (FALLBACK, f"{WORD}del", f"{WORD}moveFrom")  # tracked away, or drawn a second time
MOST_NOTES = 8
Element = Any  # lxml's element, untyped


def read_document(data: bytes) -> list[Table]:
    """Every table of the body, in order; the paragraphs around it are its notes."""
    body = _main_part(data).find(f"{WORD}body")
    if body is None:
        raise Refused(DAMAGED)
    try:
        return _read_body(body)
    except RecursionError as error:  # content controls inside each other without end
        raise Refused(DAMAGED) from error


def _read_body(body: Element) -> list[Table]:
    meter = Meter()
    tables: list[Table] = []
    notes: list[str] = []
    found = 0
    for block in _blocks(body):
        if block.tag == f"{WORD}p":
            notes += [text] if (text := _paragraph(block).strip()) else []
            continue
        found += 1
        table = _read_table(f"表格 {found}", block, tuple(notes[-MOST_NOTES:]), meter)
        notes = []
        if table.cells:
            tables.append(table)
    if tables and notes:
        tables[-1] = _with_notes(tables[-1], notes[:MOST_NOTES])
    return tables


def _main_part(data: bytes) -> Element:
    """The document itself; styles, pictures and the rest of the package say nothing here."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            name = next(name for name in package.namelist() if is_main_part(name.lower()))
            return etree.fromstring(package.read(name), parser)
    except (zipfile.BadZipFile, StopIteration, etree.LxmlError, ValueError) as error:
        raise Refused(DAMAGED) from error


def _with_notes(table: Table, after: list[str]) -> Table:
    return Table(table.sheet, table.cells, table.merges, notes=(*table.notes, *after))


def _blocks(parent: Element) -> list[Element]:
    """Paragraphs and tables, also those inside content controls."""
    return _inside(parent, ("p", "tbl"))


def _inside(parent: Element, names: tuple[str, ...]) -> list[Element]:
    wanted = {WORD + name for name in names}
    wrappers = {WORD + name for name in WRAPPERS}
    found: list[Element] = []
    for child in parent:
        if child.tag in wanted:
            found.append(child)
        elif child.tag in wrappers:
            found.extend(_inside(child, names))
    return found


@dataclass
class _Down:
    """A range that may still grow downwards."""

    top: int
    left: int
    right: int
    bottom: int


def _read_table(name: str, element: Element, notes: tuple[str, ...], meter: Meter) -> Table:
    rows: list[list[str]] = []
    merges: list[_Down] = []
    growing: dict[int, _Down] = {}
    for tr in _inside(element, ("tr",)):
        if tr.find(f"{WORD}trPr/{WORD}del") is not None:
            continue
        row, growing = _read_row(tr, len(rows), growing, merges)
        rows.append(row)
        meter.add_sheet(1, len(row))
        meter.add_text(sum(map(len, row)))
    ranges: tuple[Merge, ...] = tuple(
        (m.top, m.left, m.bottom, m.right) for m in merges if (m.top, m.left) != (m.bottom, m.right)
    )
    return make_table(name, rows, ranges, notes=notes)


def _read_row(
    tr: Element, place: int, growing: dict[int, _Down], merges: list[_Down]
) -> tuple[list[str], dict[int, _Down]]:
    """The texts of one row, and the ranges that may go on below it."""
    row = [""] * _number(tr.find(f"{WORD}trPr/{WORD}gridBefore"), 0)
    still: dict[int, _Down] = {}
    for tc in _inside(tr, ("tc",)):
        left = len(row)
        if left > MAX_COLUMNS:
            raise Refused(TOO_MANY_CELLS)
        span = _number(tc.find(f"{WORD}tcPr/{WORD}gridSpan"), 1)
        down = tc.find(f"{WORD}tcPr/{WORD}vMerge")
        goes_on = down is not None and down.get(f"{WORD}val", "continue") != "restart"
        if goes_on and left in growing:
            growing[left].bottom = place
            still[left] = growing[left]
            row += [""] * span
            continue
        merge = _Down(place, left, left + span - 1, place)
        merges.append(merge)
        if down is not None:
            still[left] = merge
        row += [_cell(tc)] + [""] * (span - 1)
    return row, still


def _number(element: Element, otherwise: int) -> int:
    """The w:val of an element, within what a table may have."""
    text = element.get(f"{WORD}val", "") if element is not None else ""
    return min(max(int(text), otherwise), MAX_COLUMNS + 1) if text.isdecimal() else otherwise


def _cell(tc: Element) -> str:
    """The paragraphs of a cell as lines; a table inside a cell gives its paragraphs in order."""
    lines = [_paragraph(p) for p in tc.iter(f"{WORD}p") if not _is_gone(p)]
    return "\n".join(lines).strip("\n")


def _paragraph(paragraph: Element) -> str:
    pieces = (_piece(e, paragraph) for e in paragraph.iter() if isinstance(e.tag, str))
    return "".join(pieces)


def _piece(element: Element, paragraph: Element) -> str:
    """What one element of a paragraph shows."""
    name = element.tag.removeprefix(WORD)
    if name not in ("t", "tab", "br", "cr", "sym", "noBreakHyphen", "checkBox"):
        return ""
    if _is_gone(element) or next(element.iterancestors(f"{WORD}p")) is not paragraph:
        return ""
    if name == "t":
        return _in_font(element)
    if name == "sym":
        code = element.get(f"{WORD}char", "")
        char = chr(int(code, 16)) if code and len(code) <= 4 else ""
        return symbol(element.get(f"{WORD}font", ""), char)
    if name == "checkBox":
        return "☑" if _is_checked(element) else "☐"
    if name == "tab":  # also the name of a tab stop, which shows nothing
        return "" if element.getparent().tag == f"{WORD}tabs" else " "
    return {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}[name]


def _in_font(element: Element) -> str:
    text = element.text or ""
    fonts = element.getparent().find(f"{WORD}rPr/{WORD}rFonts")
    font = fonts.get(f"{WORD}ascii", "") if fonts is not None else ""
    return symbol(font, text) if is_symbol_font(font) else text


def _is_checked(box: Element) -> bool:
    """A form field says `checked`, or what it was by `default`; a bare element means yes."""
    state = box.find(f"{WORD}checked")
    state = box.find(f"{WORD}default") if state is None else state
    return state is not None and state.get(f"{WORD}val", "1") not in ("0", "false", "off")


def _is_gone(element: Element) -> bool:
    return any(a.tag in GONE for a in element.iterancestors())
