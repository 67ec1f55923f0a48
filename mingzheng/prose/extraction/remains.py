"""Words in parts of a package that no reader of pages asks for (文件里看不见的部分).

Defined names, caches of pivot tables and charts, properties, data of forms: nobody sees them, and
a list of numbers stays there after the sheet it was made from is gone.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from mingzheng.files.rules.parts import Element, Package, local
from mingzheng.prose.extraction.found import REMAINS
from mingzheng.prose.rules.pieces import Piece

WHERE = REMAINS + "（{}）"
# Where words may stand, and what they are called; cells and paragraphs are read by their readers.
PARTS = (
    (r"xl/pivotCache/.*\.xml", "数据透视表的缓存"),
    (r"xl/externalLinks/.*\.xml", "外部链接的缓存"),
    (r"(?:xl|word)/charts/.*\.xml", "图表的数据"),
    (r"xl/workbook\.xml", "定义的名称"),
    (r"xl/sharedStrings\.xml", "没有用到的文字"),
    (r"xl/worksheets/[^/]*\.xml", "页眉、下拉选项"),
    (r"(?:xl|word)/.*_rels/[^/]*\.rels", "链接的去处"),
    (r"xl/tables/.*\.xml", "表格名称"),
    (r"(?:xl|word)/.*diagrams/.*\.xml", "图示"),
    (r"word/document\d*\.xml", "域代码、替代文字"),
    (r"word/settings\.xml", "文档变量"),
    (r"word/glossary/document\.xml", "自动图文集"),
    (r"customXml/item\d+\.xml", "表单数据"),
    (r"docProps/custom\.xml", "自定义属性"),
    (r"docProps/(?:app|core)\.xml", "文件属性"),
)
# Of these parts only elements that readers pass over; of all others every word.
ONLY = {
    "定义的名称": {"definedName"},
    "页眉、下拉选项": {"formula", "formula1", "formula2", "f", "cfRule", "hyperlink"}
    | {"dataValidation"}
    | {f"{which}{end}" for which in ("odd", "even", "first") for end in ("Header", "Footer")},
    "链接的去处": {"Relationship"},
    "域代码、替代文字": {"instrText", "docPr"},
    "文档变量": {"docVar"},
    "文件属性": {"title", "subject", "keywords", "description", "category", "Company", "Manager"},
}
# How the header of a sheet says left, middle, right, the font, its size, the number of the page.
HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]{1,2}(?![0-9])|[A-Za-z])')
VALUES = ("v", "descr", "title", "val")  # attributes that hold words
# The elements that have them so; some have their own.
SPOKEN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("s", "n", "d", "e", "docPr", "docVar", "cNvPr"), VALUES),
    "cfRule": ("text",),
    "dataValidation": ("prompt", "promptTitle", "error", "errorTitle"),
    "hyperlink": ("location", "display", "tooltip"),
    "Relationship": ("Target",),
}
SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def remains(package: Package, found: Iterable[Piece]) -> list[Piece]:
    """What else a .docx or .xlsx says, one piece a part; what was found already is left out."""
    there = {cell.strip() for piece in found for cell in piece.text.split("\t")}
    pieces: list[Piece] = []
    for pattern, label in PARTS:
        for name in package.names(pattern):
            texts = dict.fromkeys(_texts(package.xml(name), ONLY.get(label)))
            if lost := [text for text in texts if text not in there]:
                pieces.append(Piece(WHERE.format(label), "\n".join(lost)))
    return pieces


def _texts(root: Element, only: set[str] | None) -> Iterator[str]:
    for element in root.iter():
        name = local(element)
        if not name or (only is not None and name not in only) or _is_elsewhere(element, name):
            continue
        text = (element.text or "").strip()
        if name.endswith(("Header", "Footer")):
            text = HEADER_CODE.sub(" ", text).strip()
        if text:
            yield text
        words = SPOKEN.get(name, ())
        for key, value in element.attrib.items() if words else ():
            if key.rpartition("}")[2] in words and value.strip():
                yield unquote(value).strip()


def _is_elsewhere(element: Element, name: str) -> bool:
    """The formula of a cell, whose value was read; a relation to a part of the file itself."""
    if name == "Relationship":
        return element.get("TargetMode") != "External"
    return name == "f" and element.tag.startswith(SHEETS)
