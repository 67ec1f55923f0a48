"""Text of Word documents (.docx), also where nobody looks: notes, comments, deletions, hidden."""

from collections.abc import Iterator

from mingzheng.files.rules.parts import Element, Package, local
from mingzheng.files.rules.symbols import is_symbol_font, symbol
from mingzheng.prose.extraction.found import ADDED, COMMENT, Extracted
from mingzheng.prose.extraction.remains import remains
from mingzheng.prose.rules.pieces import Piece

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ASIDES = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": COMMENT,
}
INSERTED = (f"{WORD}ins", f"{WORD}moveTo")
Styles = frozenset[str | None]
DELETED, HIDDEN, TYPED = "修订中已删除", "隐藏文字", ""
AUTHORS = {"creator": "作者", "lastModifiedBy": "最后修改人"}
FEW = 30  # characters beside a picture do not make a document readable


def extract_docx(data: bytes) -> Extracted:
    """Paragraphs, tables, headers, footers, notes, comments, tracked deletions, hidden text.

    Takes the bytes of a checked package. Raises Refused when its parts are damaged.
    """
    package = Package(data)
    styles = _hidden_styles(package)
    pieces: list[Piece] = []
    added: list[Piece] = []
    for name in package.names(r"word/document\d*\.xml"):
        root = package.xml(name)
        pieces += _body(root, styles)
        texts = (one.text or "" for ins in root.iter(*INSERTED) for one in ins.iter(f"{WORD}t"))
        if text := "".join(texts).strip():
            added.append(Piece(ADDED, text))
    body = sum(len(piece.text) for piece in pieces)
    pieces += added
    for kind, label in ASIDES.items():
        for name in package.names(rf"word/{kind}\d*\.xml"):
            for paragraph in package.xml(name).iter(f"{WORD}p"):
                pieces += _pieces(label, paragraph, styles)
    pieces += authors(package)
    pieces += remains(package, pieces)
    has_pictures = bool(package.names(r"word/media/.*"))
    return Extracted(tuple(pieces), (), has_pictures and body < FEW)


def authors(package: Package) -> list[Piece]:
    """The names that a file carries in its properties."""
    found: list[Piece] = []
    for name in package.names(r"docProps/core\.xml"):
        for element in package.xml(name):
            label, text = AUTHORS.get(local(element)), (element.text or "").strip()
            if label and text:
                found.append(Piece(f"文件属性（{label}）", text))
    return found


def _hidden_styles(package: Package) -> Styles:
    """The styles whose text is hidden."""
    found = (one for name in package.names(r"word/styles\.xml") for one in package.xml(name))
    return frozenset(one.get(f"{WORD}styleId", "") for one in found if _is_hidden(one))


def _is_hidden(styled: Element) -> bool:
    mark = styled.find(f"{WORD}rPr/{WORD}vanish")
    return mark is not None and mark.get(f"{WORD}val", "1") not in ("0", "false", "off")


def _body(root: Element, styles: Styles) -> Iterator[Piece]:
    """Paragraphs counted from the top, rows of tables counted in each table."""
    paragraphs = tables = 0
    for block in _blocks(root):
        if block.tag == f"{WORD}p":
            paragraphs += 1
            yield from _pieces(f"第 {paragraphs} 段", block, styles)
        else:
            tables += 1
            rows = (r for r in block.iter(f"{WORD}tr") if _table_of(r) is block)
            for number, row in enumerate(rows, 1):
                yield from _row(f"表 {tables} 第 {number} 行", row, styles)


def _table_of(row: Element) -> Element:
    return next(row.iterancestors(f"{WORD}tbl"))


def _blocks(root: Element) -> Iterator[Element]:
    """The outermost paragraphs and tables in order; those inside tables come with them."""
    todo = [iter(root)]
    while todo:
        child = next(todo[-1], None)
        if child is None:
            todo.pop()
        elif child.tag in (f"{WORD}p", f"{WORD}tbl"):
            yield child
        else:
            todo.append(iter(child))


def _row(where: str, row: Element, styles: Styles) -> Iterator[Piece]:
    cells: dict[str, list[str]] = {}
    for cell in row.iterchildren(f"{WORD}tc", f"{WORD}sdt"):
        texts: dict[str, list[str]] = {}
        for paragraph in cell.iter(f"{WORD}p"):
            for state, text in _texts(paragraph, styles).items():
                texts.setdefault(state, []).append(text)
        for state, parts in texts.items():
            cells.setdefault(state, []).append(" ".join(parts))
    for state, parts in cells.items():
        yield Piece(_said(where, state), "\t".join(parts))


def _pieces(where: str, paragraph: Element, styles: Styles) -> Iterator[Piece]:
    for state, text in _texts(paragraph, styles).items():
        yield Piece(_said(where, state), text)


def _said(where: str, state: str) -> str:
    return f"{where}（{state}）" if state else where


def _texts(paragraph: Element, styles: Styles) -> dict[str, str]:
    """What a paragraph says, apart by how it is kept: typed, deleted, hidden.

    A text box stands inside a paragraph; its words are read with it.
    """
    found: dict[str, list[str]] = {}
    whole = _style(paragraph, "p") in styles
    for run in paragraph.iter(f"{WORD}r"):
        font = run.find(f"{WORD}rPr/{WORD}rFonts")
        face = font.get(f"{WORD}ascii", "") if font is not None else ""
        is_hidden = whole or _is_hidden(run) or _style(run, "r") in styles
        for element in run:
            name = local(element)
            if name == "delText":
                found.setdefault(DELETED, []).append(element.text or "")
            elif text := _text(name, element, face):
                found.setdefault(HIDDEN if is_hidden else TYPED, []).append(text)
    joined = {state: "".join(parts) for state, parts in found.items()}
    return {state: text for state, text in joined.items() if text.strip()}


def _style(one: Element, which: str) -> str | None:
    """The style of a paragraph ("p") or a run ("r")."""
    found = one.find(f"{WORD}{which}Pr/{WORD}{which}Style")
    return None if found is None else found.get(f"{WORD}val")


def _text(name: str, element: Element, face: str) -> str:
    if name == "t":
        text = element.text or ""
        return symbol(face, text) if is_symbol_font(face) else text
    return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")
