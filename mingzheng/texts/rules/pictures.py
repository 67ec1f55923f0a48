"""The pictures of a text as everybody may load them (图片): those kept here, nobody else's."""

import re

from mingzheng.prose.rules.looks import safe_address

# A figure as prose writes it, whose picture is not among those kept here (image:12).
OUTSIDE = re.compile(
    r'<figure>(?:<a href="(?P<href>[^"]*)">)?<img src="(?!image:\d+")(?P<src>[^"]*)" '
    r'alt="(?P<alt>[^"]*)">(?:</a>)?(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>'
)
ADDRESS = re.compile(r"(?:https?:)?//", re.I)  # one without a host would be looked for here


def kept_only(html: str) -> str:
    """A cleaned body in which a picture of another site is a link to it, with its words.

    No page, feed or letter loads it: browsers are told not to, and a stranger would learn who
    reads. What it was linked to, and its caption, stay.
    """
    return OUTSIDE.sub(_said, html)


def _said(figure: re.Match[str]) -> str:
    words = f"图片：{figure['alt']}" if figure["alt"] else "图片"
    src = figure["src"] if ADDRESS.match(safe_address(figure["src"])) else ""
    line = f'<a href="{src}">{words}</a>' if src else words
    if figure["href"]:
        line += f'，<a href="{figure["href"]}">{figure["alt"]}</a>'
    caption = f"<p>{figure['caption']}</p>" if figure["caption"] else ""
    return f"<p>{line}</p>{caption}"
