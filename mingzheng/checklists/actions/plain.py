"""Texts that go public as they are typed (直接公开的文字): what must be changed before they do.

Not an article with its reviews, but read by everybody all the same: the checks are those of
articles (`proofing`), and nobody can let a finding pass here.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from mingzheng.checklists import queries
from mingzheng.core.access import Blocked
from mingzheng.proofing.rules.examining import proofread
from mingzheng.proofing.rules.finding import Finding
from mingzheng.proofing.rules.links import linked
from mingzheng.proofing.states import Level
from mingzheng.prose.rules.pieces import Piece

NAMED = 3  # findings told at once; mended, the next ones follow
ADDRESS = re.compile(r"https?://[^\s，。；、“”《》（）()【】<>\"']+", re.IGNORECASE)


def check_plain(texts: Mapping[str, str]) -> None:
    """Raise Blocked, naming field and finding, for what must not go public as it stands.

    `texts`: what everybody will read, by the name of its field; an address is a text like others.
    At most three queries.
    """
    if found := list(_red(texts)):
        more = f"还有 {len(found) - NAMED} 处也要改。" if len(found) > NAMED else ""
        raise Blocked("".join(_said(one) for one in found[:NAMED]) + more + "公开以前要改好。")


def _red(texts: Mapping[str, str]) -> Iterator[Finding]:
    pieces = [piece for label, text in texts.items() for piece in _pieces(label, text)]
    links = {label: _links(text) for label, text in texts.items() if "://" in text}
    found = proofread(pieces, queries.words()) if pieces else []
    if links:
        hosts = queries.hosts_for("".join(links.values()))
        found += [one for label, html in links.items() for one in linked(html, hosts, label)]
    yield from (one for one in found if one.level == Level.RED)


def _pieces(label: str, text: str) -> Iterator[Piece]:
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, start=1):
        yield Piece(label if len(lines) == 1 else f"{label}第 {number} 行", line)


def _links(text: str) -> str:
    found = (escape(address) for address in ADDRESS.findall(text))
    return "".join(f'<a href="{address}">{address}</a>' for address in found)


def _said(one: Finding) -> str:
    instead = f"可以写成“{one.replacement}”。" if one.replacement else ""
    return f"{one.where}：{one.message}{instead}"
