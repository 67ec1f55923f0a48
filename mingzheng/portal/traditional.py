"""繁體: a finished page in traditional characters; addresses and form values stay."""

import re
from functools import cache

import opencc

# Markup on the one hand, what stands between on the other. What a form sends or a program reads
# is taken as markup with all it contains: its value must stay what it was.
_MARKUP = re.compile(
    r"<!--.*?-->"
    r"|<(script|style|textarea)\b.*?</\1\s*>"
    r"|<option(?![^>]*\svalue=)[^>]*>[^<]*"
    r"|<(?:\"[^\"]*\"|'[^']*'|[^'\">])*>",
    re.DOTALL | re.IGNORECASE,
)
# What is read or heard, though it stands in the markup. Quotes are always double in our templates.
_SAID = re.compile(
    r'(\s(?:title|alt|aria-label|placeholder|label|data-(?:label|begin|pause|resume))=")([^"]*)(")'
)
_LANGUAGE = re.compile(r'(<html\b[^>]*\blang=")zh-CN(")')


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def in_traditional(page: str) -> str:
    """Take a finished HTML page; return it with its words in traditional characters.

    Characters change, the wording never does: no other region's terms. Untouched are tags,
    attributes that nobody reads, scripts, and what a form would send.
    """
    parts: list[str] = []
    at = 0
    for found in _MARKUP.finditer(page):
        parts.append(_converted(page[at : found.start()]))
        markup = found[0]
        parts.append(_SAID.sub(_said, markup) if not found[1] and "=" in markup else markup)
        at = found.end()
    parts.append(_converted(page[at:]))
    return _LANGUAGE.sub(r"\1zh-Hant\2", "".join(parts), count=1)


def _said(found: re.Match[str]) -> str:
    return f"{found[1]}{_converted(found[2])}{found[3]}"


def _converted(text: str) -> str:
    return text if text.isascii() else str(_converter().convert(text))
