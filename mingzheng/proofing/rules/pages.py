"""A page as raw HTML, read leniently and never run (网页源码)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

MAX_CHARACTERS = 5_000_000  # of one page; longer ones are cut, as a browser would hang on them
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_BLANKS = re.compile(r"\s+")
_HIDDEN = (
    ("display:none", re.compile(r"(?:^|;)display:none")),
    ("visibility:hidden", re.compile(r"(?:^|;)visibility:(?:hidden|collapse)")),
    ("字号为零", re.compile(
        r"(?:^|;)font-size:0*\.?0*(?:px|pt|em|rem|%|;|$|!)|font:(?:[^;]*[^0-9.;])?0(?:px|pt)"
    )),
    ("完全透明", re.compile(r"(?:^|;)opacity:0*\.?0*(?:;|$|!)")),
    ("移到屏幕外", re.compile(r"(?:text-indent|left|top|margin-left|margin-top|right):-\d{3,}")),
    ("尺寸为零", re.compile(
        r"(?=.*overflow:hidden)(?:^|.*;)(?:max-)?(?:height|width):0(?:px|pt|em|%|;|$|!)"
    )),
    ("裁掉", re.compile(r"clip:rect\(0")),
)  # fmt: skip


@dataclass(frozen=True)
class Node:
    """One element: name, attributes, and its place in the page."""

    element: html.HtmlElement

    @property
    def name(self) -> str:
        """The tag in small letters."""
        return str(self.element.tag).lower()

    @property
    def attributes(self) -> dict[str, str]:
        """Attribute names in small letters, with their values."""
        return {str(key).lower(): str(value) for key, value in self.element.attrib.items()}

    def get(self, name: str, otherwise: str = "") -> str:
        """An attribute's value."""
        return str(self.element.get(name, otherwise))

    @property
    def words(self) -> str:
        """All text inside on one line; a picture speaks through its alt."""
        said = [*self.element.itertext(), *self.element.xpath(".//img/@alt")]
        return _BLANKS.sub(" ", "".join(map(str, said))).strip()

    def inside(self, *names: str) -> list["Node"]:
        """Elements of these names below this one, itself left out."""
        return [Node(one) for one in self.element.iterdescendants(*names)]


@dataclass(frozen=True)
class Page:
    """A page or a part of one; not whole if too long, or nested too deep, to be read to its end."""

    root: html.HtmlElement
    is_whole: bool = True

    def nodes(self, *names: str) -> Iterator[Node]:
        """Elements in order, of these names or all."""
        for element in self.root.iter(*names):
            if isinstance(element.tag, str):
                yield Node(element)


def parsed(source: str) -> Page:
    """Any text as a page; never raises. Comments and processing instructions are left out."""
    text = _NOT_TEXT.sub("", _PROLOGUE.sub("", source[:MAX_CHARACTERS]))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    root = html.document_fromstring(f"<div>{text}</div>", parser=parser)
    was_cut = len(source) > MAX_CHARACTERS
    limits = [one for one in parser.error_log if one.type_name == "ERR_RESOURCE_LIMIT"]
    return Page(root, is_whole=not (was_cut or limits))


def hides(node: Node) -> str:
    """How an element is hidden from the eye, in words; empty if it is not.

    Small pictures of one pixel and text for screen readers (class only) are not hidden by style.
    """
    style = re.sub(r"\s+", "", node.get("style", "").lower())
    if not style and "hidden" not in node.attributes:
        return ""
    for words, pattern in _HIDDEN:
        if pattern.search(style):
            return words
    return "hidden 属性" if "hidden" in node.attributes else ""
