"""Letters that a symbol font shows as boxes, dots and ticks (Wingdings 字体里的勾和框)."""

# By font and character code; the fonts' code charts. A document may hold the code itself or the
# same code in the private area U+F000 that Word uses.
_WINGDINGS = {
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "□",
    0x72: "□",
    0x74: "◆",
    0x75: "◆",
    0x78: "☒",
    0xA1: "○",
    0xA7: "■",
    0xA8: "□",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x98: "●",
    0xA2: "■",
    0xA3: "□",
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
PRIVATE_AREA = 0xF000


def is_symbol_font(font: str) -> bool:
    """Whether texts in this font show symbols instead of letters."""
    return font.strip().strip("'\"").lower() in _FONTS


def symbol(font: str, text: str) -> str:
    """What a text in this font shows; characters without a known picture stay."""
    chart = _FONTS.get(font.strip().strip("'\"").lower(), {})
    return "".join(chart.get(_code(char), char) for char in text)


def _code(char: str) -> int:
    code = ord(char)
    return code - PRIVATE_AREA if PRIVATE_AREA <= code <= PRIVATE_AREA + 0xFF else code


def without_private(text: str) -> str:
    """Symbol codes whose font is not known, as they show in the first font that has them."""
    if not any(PRIVATE_AREA <= ord(char) <= PRIVATE_AREA + 0xFF for char in text):
        return text
    chart = _WINGDINGS_2 | _WINGDINGS
    return "".join(
        chart.get(_code(char), char) if ord(char) >= PRIVATE_AREA else char for char in text
    )
