"""HTML of any origin, read as a stream into blocks (读网页和粘贴的文字).

libxml2 cuts the text into tags as browsers do, in linear time and without a tree, so that neither
depth nor tag soup costs more than its length. What is not understood gives up its text only.
"""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from mingzheng.files.rules.symbols import is_symbol_font, symbol
from mingzheng.prose.rules.blocks import (
    LINE,
    Block,
    Cell,
    Figure,
    Listing,
    Paragraph,
    Run,
    Table,
    text_of,
)
from mingzheng.prose.rules.looks import (
    PICTURE_SCHEMES,
    Attributes,
    is_tiny,
    looks_of,
    number_in,
    safe_address,
)
from mingzheng.prose.rules.spacing import on_one_line, paragraphs_of, source_text, visible
from mingzheng.prose.rules.tables import finish

SILENT = frozenset({"script", "style", "template", "noscript", "title", "svg", "datalist"})
WINDOWS = frozenset({"iframe", "object", "embed", "video", "audio", "canvas", "applet", "frame"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
LEVELS = {f"h{level}": level for level in range(1, 7)}
OWN = frozenset({"p", "dt", "dd", "caption", "figcaption", "pre", *LEVELS})
_BLOCKS = """li td th address article aside blockquote body center div dl fieldset figure footer
    form header hr html legend main nav section summary details option tbody thead tfoot"""
BLOCKS = OWN | frozenset(_BLOCKS.split())
MEANING = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "s": "del"} | {
    "strike": "del",
    "del": "del",
    "ins": "ins",
    "sup": "sup",
    "sub": "sub",
}
CHANGING = {*SILENT, *WINDOWS, *LEVELS, *OWN, *MEANING, "a", "center"}
DEEPEST = 24  # lists, tables and cells inside each other; below, only their text is kept
SAMPLE = 20  # characters of hidden text shown in a note


@dataclass(frozen=True)
class Inherited:
    """What an element passes on to everything inside it."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    font: str = ""
    align: str = ""
    level: int = 0
    is_gone: bool = False
    is_faint: bool = False
    is_silent: bool = False
    is_own: bool = False  # inside a paragraph: line breaks are the author's
    keeps_lines: bool = False

    @property
    def is_hidden(self) -> bool:
        """Nobody sees what stands here."""
        return self.is_gone or self.is_faint


@dataclass
class Frame:
    """A list, an item, a table, a cell or the body itself, being filled."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    items: list[list[Block]] = field(default_factory=list)
    caption: list[Run] = field(default_factory=list)
    attributes: Attributes = field(default_factory=dict)


@dataclass
class Reader:
    """Takes the tags and texts of a page one after the other."""

    frames: list[Frame] = field(default_factory=lambda: [Frame("body")])
    inside: list[tuple[str, Inherited, bool]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)

    @property
    def now(self) -> Inherited:
        """What holds at this place."""
        return self.inside[-1][1] if self.inside else Inherited()

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        tag = tag if isinstance(tag, str) else ""
        if tag in BLOCKS or tag in LISTS or tag in ("table", "tr"):
            self.flush()
        inherited = self._inherit(tag, attributes)
        is_shown = not (inherited.is_hidden or inherited.is_silent)
        self.inside.append((tag, inherited, is_shown and self._open(tag, attributes)))
        if not is_shown:
            return
        if tag == "br":
            self.runs.append(Run(LINE, self.now.marks, self.now.href))
        elif tag == "img":
            self._picture(attributes)

    def _inherit(self, tag: str, attributes: Attributes) -> Inherited:
        now = self.now
        if not attributes and tag not in CHANGING:
            return now
        looks = looks_of(tag, attributes)
        marks = now.marks
        if looks.is_bold is not None:
            marks = marks | {"strong"} if looks.is_bold else marks - {"strong"}
        elif tag in MEANING:
            marks = marks | {MEANING[tag]}
        if tag in WINDOWS:
            self.found["window"] += 1
        elif tag == "script":
            self.found["program"] += 1
        return Inherited(
            marks=marks,
            href=self._link(attributes) if tag == "a" else now.href,
            font=now.font if looks.font is None else looks.font,
            align=now.align if looks.align is None else looks.align,
            level=LEVELS.get(tag, now.level),
            is_gone=now.is_gone or looks.is_gone,
            is_faint=now.is_faint if looks.is_faint is None else looks.is_faint,
            is_silent=now.is_silent or tag in SILENT or tag in WINDOWS,
            is_own=now.is_own or tag in OWN,
            keeps_lines=now.keeps_lines or tag == "pre",
        )

    def _link(self, attributes: Attributes) -> str:
        address = attributes.get("href", "")
        safe = safe_address(address)
        if address.strip() and not safe and not address.strip().startswith("#"):
            self.found["link"] += 1
        return safe

    def _open(self, tag: str, attributes: Attributes) -> bool:
        """Begin a frame for this element; whether one was begun."""
        if tag not in LISTS and tag not in ("table", "tr", "li", "td", "th", "caption"):
            return False
        if tag == "tr":
            if self.frames[-1].kind == "table":
                self.frames[-1].rows.append([])
            return False
        if tag in ("td", "th", "caption") and self.frames[-1].kind != "table":
            return False
        if tag == "li" and self.frames[-1].kind not in LISTS:
            return False
        if len(self.frames) > DEEPEST and (tag == "table" or tag in LISTS):
            return False
        self.frames.append(Frame(tag, attributes=attributes))
        return True

    def end(self, tag: str) -> None:
        """An element ends; libxml2 closes every one it has opened, innermost first."""
        if not self.inside:
            return
        if tag in BLOCKS or tag in LISTS or tag in ("table", "tr"):
            self.flush()
        tag, _, has_frame = self.inside.pop()
        if tag == "figcaption":
            self._caption_of_figure()
        if has_frame:
            self._close(self.frames.pop())

    def _close(self, frame: Frame) -> None:
        parent = self.frames[-1]
        if frame.kind in ("td", "th"):
            self._cell(parent, frame)
        elif frame.kind == "caption":
            texts = [b.runs for b in frame.blocks if isinstance(b, Paragraph)]
            parent.caption += [run for runs in texts for run in [*runs, Run(" ")]]
            parent.blocks += [b for b in frame.blocks if not isinstance(b, Paragraph)]
        elif frame.kind == "li":
            _take_strays(parent)
            parent.items += [frame.blocks] if frame.blocks else []
        elif frame.kind in LISTS:
            _take_strays(frame)
            if frame.items:
                parent.blocks.append(_listing(frame))
        else:
            self._table(parent, frame)

    def _cell(self, table: Frame, frame: Frame) -> None:
        if not table.rows:
            table.rows.append([])
        scope = frame.attributes.get("scope", "").lower()
        table.rows[-1].append(
            Cell(
                frame.blocks,
                frame.kind == "th",
                scope if scope in ("col", "row", "colgroup", "rowgroup") else "",
                number_in(frame.attributes, "colspan", most=200),
                number_in(frame.attributes, "rowspan", most=1000),
            )
        )

    def _table(self, parent: Frame, frame: Frame) -> None:
        """Text between the cells of a table stands before it, as browsers show it."""
        role = frame.attributes.get("role", "").lower()
        table = Table(frame.rows, on_one_line(frame.caption), role in ("presentation", "none"))
        parent.blocks += frame.blocks
        parent.blocks += finish(table)

    def _picture(self, attributes: Attributes) -> None:
        if is_tiny(attributes):
            return
        src = safe_address(attributes.get("src", ""), PICTURE_SCHEMES)
        if not src:
            self.found["lost picture"] += 1
            return
        alt = " ".join(visible(attributes.get("alt", "")).split())
        if not alt:
            self.found["picture without words"] += 1
        link = self.now.href
        self.flush()
        self.frames[-1].blocks.append(Figure(src, alt, link if alt else ""))

    def _caption_of_figure(self) -> None:
        """The paragraph just read belongs to the picture before it."""
        blocks = self.frames[-1].blocks
        if len(blocks) < 2 or not isinstance(blocks[-1], Paragraph):
            return
        if isinstance(blocks[-2], Figure) and not blocks[-2].caption:
            blocks[-2].caption = on_one_line(blocks[-1].runs)
            blocks.pop()

    def data(self, text: str) -> None:
        """Characters between tags."""
        now = self.now
        if now.is_silent:
            return
        text = source_text(text, keeps_lines=now.keeps_lines)
        if now.is_hidden:
            self.hidden += [text.strip()] if text.strip() else []
            return
        if now.font and is_symbol_font(now.font):
            text = symbol(now.font, text)
        self.runs.append(Run(text, now.marks, now.href))

    def flush(self) -> None:
        """What was gathered becomes a paragraph, or several."""
        runs, self.runs = self.runs, []
        if not text_of(runs).strip():
            return
        now = self.now
        if now.level:
            line = on_one_line(runs)
            found = [Paragraph(line, now.level)] if line else []
        else:
            found = paragraphs_of(Paragraph(runs, 0, now.align, not now.is_own))
        self.frames[-1].blocks += found

    def close(self) -> "Reader":
        """Everything is read."""
        self.flush()
        return self


def _take_strays(frame: Frame) -> None:
    """What stands in a list but in no item: a list belongs to the item before it."""
    strays, frame.blocks = frame.blocks, []
    if frame.items and all(isinstance(block, Listing) for block in strays):
        frame.items[-1] += strays
    elif strays:
        frame.items.append(strays)


def _listing(frame: Frame) -> Listing:
    is_ordered = frame.kind == "ol"
    style = frame.attributes.get("type", "")
    return Listing(
        frame.items,
        is_ordered,
        number_in(frame.attributes, "start", most=9_999) if is_ordered else 1,
        style if is_ordered and style in ("a", "A", "i", "I") else "",
    )


def read(html: str) -> Reader:
    """The blocks of a page or of a part of one, and what was left out on the way.

    Takes HTML as text of any origin; never raises for what it holds.
    """
    reader = Reader()
    parser = etree.HTMLParser(target=reader, huge_tree=True, no_network=True, remove_pis=True)
    etree.fromstring(f"<html><body>{visible(html)}", parser)  # closed by itself, whatever is open
    return reader
