"""What somebody else put in (被塞进来的内容): programs, hidden links, gambling pages.

Reads raw HTML before it is cleaned, for cleaning would take away the proof. 挂马、篡改 fail a
whole site (国办秘函〔2019〕19号).
"""

import re
from collections.abc import Sequence
from pathlib import Path

from mingzheng.proofing.rules.finding import Finding, found, whole
from mingzheng.proofing.rules.links import Hosts, link_to
from mingzheng.proofing.rules.pages import Node, Page, hides, parsed
from mingzheng.proofing.rules.words import Entry, Words
from mingzheng.prose.rules.pieces import Piece

RUNS = ("script", "iframe", "frame", "object", "embed", "applet", "base")
ENOUGH = 3  # different words of the list in one page: fewer stand in every warning against gambling
ALT = "的替代文字"  # where nobody looks, and search engines do
# Words that stand on hijacked pages, one a line; "!" before those that no warning has to name.
LISTED = Path(__file__).with_name("spam.txt").read_text("utf-8").split()
BRANDS = frozenset(word[1:] for word in LISTED if word.startswith("!"))
SPAM = Words(Entry(word.lstrip("!"), kind="banned") for word in LISTED)
# Letters of scripts that a county's pages do not use: kana, hangul, thai, cyrillic, arabic.
FOREIGN = re.compile(r"[\u3041-\u30ff\uac00-\ud7af\u0e01-\u0e5b\u0400-\u04ff\u0600-\u06ff]")
MANY, SHARE = 30, 0.3  # letters, and their share of the stretch
SHOWN = 60


def injected(html: str, hosts: Hosts, where: str = "网页源码") -> list[Finding]:
    """What stands in raw HTML that nobody sees or that runs; [] for an honest page.

    Takes the HTML as it came. Colour on colour and style sheets are not looked at: cleaning drops
    them.
    """
    if "<" not in html:
        return []
    page = parsed(html)
    findings = [*_running(page, hosts, where), *_hidden(page, hosts, where), *_heads(page, where)]
    if not page.is_whole:
        said = "网页源码太长，或者套得太深，读不到底。"
        findings.append(whole(where, "script", html[:SHOWN], message=said))
    return findings


def spammed(pieces: Sequence[Piece]) -> list[Finding]:
    """Advertising in the visible text: red when the page is full of it, for the name of a house or
    a film, and in the words of a picture; else to be looked at.
    """
    hits = [(piece, at, word) for piece in pieces for at, word, _ in SPAM.occurrences(piece.text)]
    is_full = len({word for _, _, word in hits}) >= ENOUGH
    # What is red is told first: the same word is found once.
    hits.sort(key=lambda hit: not (hit[2] in BRANDS or hit[0].where.endswith(ALT)))
    findings, seen = [], set()
    for piece, at, word in hits:
        if word not in seen:
            seen.add(word)
            is_red = is_full or word in BRANDS or piece.where.endswith(ALT)
            level = "red" if is_red else "amber"
            said = "有好几个赌博、假药一类的词。" if is_full else f"写着“{word}”。"
            findings.append(found(piece, "spam", at, at + len(word), level=level, message=said))
    return findings


def foreign(pieces: Sequence[Piece]) -> list[Finding]:
    """Stretches in a script that nobody here writes, as hijacked pages have them."""
    findings = []
    for piece in pieces:
        letters = FOREIGN.findall(piece.text) if FOREIGN.search(piece.text) else []
        if len(letters) >= MANY and len(letters) > SHARE * len(piece.text):
            findings.append(found(piece, "foreign", 0, min(len(piece.text), SHOWN)))
    return findings


def _running(page: Page, hosts: Hosts, where: str) -> list[Finding]:
    findings = []
    for node in page.nodes():
        if what := _runs(node):
            level = "amber" if _is_tame(node, hosts) else "red"
            said = f"网页源码里有{what}。"
            findings.append(whole(where, "script", _source(node), level=level, message=said))
    return findings


def _is_tame(node: Node, hosts: Hosts) -> bool:
    """Buttons and frames of another office's page, copied along; cleaning takes them out."""
    if node.name == "iframe":
        there = link_to(node.get("src"), "", hosts.own)
        return there.kind == "internal" or hosts.knows(there.host)
    return node.name not in RUNS and node.name != "meta" and not _runs_as_address(node)


def _runs(node: Node) -> str:
    attributes = node.attributes
    if node.name in RUNS:
        return f"程序或者框架（{node.name}）"
    if node.name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        return "自动跳转（refresh）"
    if _runs_as_address(node):
        return "写成链接的程序"
    trigger = next((name for name in attributes if name.startswith("on")), "")
    return f"一碰就运行的程序（{trigger}）" if trigger else ""


def _runs_as_address(node: Node) -> bool:
    for name in ("href", "src", "action", "formaction"):
        scheme = re.sub(r"[\s\x00-\x1f]", "", node.get(name)).lower()
        if scheme.startswith(("javascript:", "vbscript:", "data:text/html")):
            return True
    return False


def _hidden(page: Page, hosts: Hosts, where: str) -> list[Finding]:
    findings, covered = [], set()
    for node in page.nodes():
        how = hides(node)
        if not how or node.element in covered:
            continue
        covered.update(node.element.iterdescendants())
        if how == "字号为零" and any("font-size" in one.get("style") for one in node.inside()):
            continue  # a known way to close gaps between blocks: what is inside has its size again
        findings += _of_hidden(node, how, hosts, where)
    return findings


def _of_hidden(node: Node, how: str, hosts: Hosts, where: str) -> list[Finding]:
    links = [one for one in (node, *node.inside("a")) if one.name == "a" and one.get("href")]
    if links:
        there = link_to(links[0].get("href"), links[0].words, hosts.own)
        said = f"看不见的链接（{how}），通到 {there.host or there.href[:SHOWN]}。"
        is_known = there.kind in ("internal", "anchor") or hosts.knows(there.host)
        level = "amber" if is_known else "red"
        return [whole(where, "hidden_link", _source(links[0]), level=level, message=said)]
    words = node.words
    if len(words) < 2:
        return []
    if word := _spam_in(words):
        said = f"看不见的文字（{how}）里有“{word}”。"
        return [whole(where, "spam", words[:SHOWN], message=said)]
    return [
        whole(where, "hidden_text", words[:SHOWN], message=f"网页源码里有看不见的文字（{how}）。")
    ]


def _heads(page: Page, where: str) -> list[Finding]:
    """Titles, meta tags and links: hijacked pages speak there to search engines."""
    said = [(f"{where}的标题", node.words) for node in page.nodes("title")]
    said += [(f"{where}的标签", node.get("content")) for node in page.nodes("meta")]
    said += [(f"{where}的链接", node.words) for node in page.nodes("a")]
    return [
        whole(place, "spam", text[:SHOWN], message=f"{place}里有“{word}”。")
        for place, text in said
        if (word := _spam_in(text))
    ]


def _spam_in(text: str) -> str:
    return next((word for _, word, _ in SPAM.occurrences(text)), "")


def _source(node: Node) -> str:
    """The beginning of an element as written, for the finding."""
    attributes = "".join(f' {key}="{value}"' for key, value in node.attributes.items())
    return f"<{node.name}{attributes}>"[: 2 * SHOWN]
