"""What the looks of a source mean (样式里的意思): hidden, bold, to the right, a symbol font."""

import re
from dataclasses import dataclass
from typing import Literal

Attributes = dict[str, str]

HIDING = (("display", "none"), ("mso-hide", "all"))
FAR = re.compile(r"-\d{3,}(\.\d*)?(px|pt|em|rem)\Z")  # off the screen
SIZE = re.compile(r"([\d.]+(px|pt|rem|cm|mm)|(xx?-|xxx-)?(small|large)|medium)\Z")
ZERO = re.compile(r"0+(\.0*)?(px|pt|em|rem|%)?\Z")
BOLD = re.compile(r"(bold|bolder|[6-9]\d\d)\Z")
SIDES: dict[str, Literal["end", "center"]] = {"right": "end", "end": "end", "center": "center"}
OWN_SIDES = {"text-end": "end", "text-center": "center"}  # as this room writes them itself
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
PICTURE_SCHEMES = frozenset({"http", "https", "image"})  # image:1 is a picture taken out
BETWEEN = re.compile("[\x00-\x20\x7f-\xa0]+")
MOST_OF_ADDRESS = 2_000
TINY = 2  # pixels: counters and spacers, not pictures


@dataclass(frozen=True)
class Looks:
    """What an element's attributes say, as far as it has a meaning."""

    is_gone: bool = False  # with everything inside it
    is_faint: bool | None = None  # of no size, until something inside it has one
    is_bold: bool | None = None
    align: str | None = None
    font: str | None = None


NOTHING = Looks()


def looks_of(tag: str, attributes: Attributes) -> Looks:
    """The meaning in `style`, `align`, `face` and `hidden` of one element."""
    if not attributes and tag != "center":
        return NOTHING
    style = _declarations(attributes.get("style", ""))
    weight = style.get("font-weight", "")
    side = style.get("text-align", attributes.get("align", "").strip().lower())
    if tag == "center":
        side = "center"
    side = OWN_SIDES.get(attributes.get("class", ""), side)
    font = style.get("font-family", attributes.get("face", "")).split(",")[0]
    return Looks(
        is_gone="hidden" in attributes or _is_gone(style),
        is_faint=_is_faint(style),
        is_bold=bool(BOLD.match(weight)) if weight else None,
        align=SIDES.get(side, "") if side else None,
        font=font.strip("'\" ") or None,
    )


def _is_gone(style: Attributes) -> bool:
    if any((name, style.get(name)) in HIDING for name, _ in HIDING):
        return True
    places = (style.get("text-indent", ""), style.get("left", ""), style.get("top", ""))
    return any(map(FAR.match, places)) or bool(ZERO.match(style.get("opacity", "1")))


def _is_faint(style: Attributes) -> bool | None:
    size, visibility = style.get("font-size", ""), style.get("visibility", "")
    if ZERO.match(size) or visibility in ("hidden", "collapse"):
        return True
    return False if SIZE.match(size) or visibility == "visible" else None


def _declarations(style: str) -> dict[str, str]:
    found = {}
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def safe_address(address: str, schemes: frozenset[str] = SCHEMES) -> str:
    """An address that may be followed, or "" (a script, a place on somebody's disk).

    Browsers ignore white space inside an address, so it is taken out before looking.
    """
    address = BETWEEN.sub("", address)
    if not address or address.startswith("#") or len(address) > MOST_OF_ADDRESS:
        return ""
    scheme = SCHEME.match(address)
    return address if scheme is None or scheme[1].lower() in schemes else ""


def is_tiny(attributes: Attributes) -> bool:
    """A picture of one or two pixels."""
    sizes = [attributes.get(name, "").removesuffix("px") for name in ("width", "height")]
    return any(size.isascii() and size.isdigit() and int(size[:6]) <= TINY for size in sizes)


def number_in(attributes: Attributes, name: str, *, most: int) -> int:
    """A whole number of an attribute between 1 and `most`; 1 without."""
    text = attributes.get(name, "").strip()
    return min(max(int(text[:6]), 1), most) if text.isascii() and text.isdigit() else 1
