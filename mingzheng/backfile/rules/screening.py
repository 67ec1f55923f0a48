"""Old texts examined before they go public without reviews (旧稿的检查), as the newsroom examines.

《个人信息保护法》第二十五条; 国办秘函〔2019〕19号: what is red holds its row back until it is
mended or let pass by name, what is amber is only told.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from mingzheng.backfile.rules.composing import cut, named
from mingzheng.backfile.rules.drafting import Draft
from mingzheng.backfile.rules.rows import Problem
from mingzheng.proofing.rules.examining import examine
from mingzheng.proofing.rules.finding import Finding, whole
from mingzheng.proofing.rules.injected import injected
from mingzheng.proofing.rules.links import Hosts, link_to
from mingzheng.proofing.rules.records import Record
from mingzheng.proofing.rules.words import Words
from mingzheng.proofing.states import RecordKind
from mingzheng.prose.rules.pieces import Piece
from mingzheng.prose.rules.reading import pieces

PAGE, SOURCE = "整个网页", "网页源码"
AROUND = frozenset({"hidden_link", "spam"})  # outside its text a page may run its own programs
SHOWN = 40  # characters of what was found
DOUBTFUL = "请核对：{}。"
CLEANED = "清理正文时："


def findings_of(one: Draft, words: Words, hosts: Hosts) -> list[Finding]:
    """Every finding about an old text, its source as it came and the links to its files included.

    What an old list does not tell (文号, 索引号 …) is not asked for; links within the old site are
    the office's own. Fingerprints are of this row alone: one let pass says nothing of another row.
    """
    hosts = replace(hosts, own=hosts.own | {_site(one)} - {""})
    links = "".join(f'<a href="{address}">附件</a>' for address in one.attachments)
    number, source = cut(one, "number"), cut(one, "source")
    files = [Piece("附件的名称", named(address)) for address in one.attachments]
    record = Record(
        kind=RecordKind.NEWS,
        title=one.title,
        document_number=number,
        published_on=one.day,
        source=source or "—",
        html=one.html + links,
        raw=one.row.html,
        said=(Piece("发文字号", number), Piece("来源", source), *files),
    )
    found = examine(record, pieces(one.html), (), words, hosts)
    found += [
        f for f in injected(one.row.around, hosts, PAGE) if f.code in AROUND and f.level == "red"
    ]
    return [replace(_weighed(each, hosts), fingerprint=_mark(one, each)) for each in found]


def _weighed(one: Finding, hosts: Hosts) -> Finding:
    """A picture left on the old site, or on a known one, is told: its row would never come in."""
    is_told = one.code == "outside_picture" and _may_stay(link_to(one.text, "").host, hosts)
    return replace(one, level="amber") if is_told else one


def _may_stay(host: str, hosts: Hosts) -> bool:
    return not host or hosts.knows(host)


def problems_of(
    one: Draft, findings: Sequence[Finding], passed: Mapping[str, str]
) -> list[Problem]:
    """The findings of a row as lines of its report: each red kind one, all amber ones together.

    `passed` says of fingerprints who let them pass and why: what was let pass holds nothing back.
    """
    red: dict[str, list[Finding]] = {}
    for each in findings:
        if each.level == "red":
            red.setdefault(each.code, []).append(each)
    problems = [_held(one, some, passed) for some in red.values()]
    if one.lost:
        problems.append(_told(one, "cleaned", CLEANED + "".join(one.lost), ""))
    # Doubtful things in the source that cleaning takes out are told by the cleaning itself.
    if amber := [each for each in findings if each.level == "amber" and each.where != SOURCE]:
        counted = Counter(each.kind.label for each in amber)
        said = "、".join(f"{label} {count} 处" for label, count in counted.items())
        problems.append(_told(one, "doubtful", DOUBTFUL.format(said), shown(amber[0])))
    return problems


def _told(one: Draft, code: str, message: str, value: str) -> Problem:
    row = one.row
    return Problem(row.sheet, row.number, "body", code, message, value, is_blocking=False)


def _held(one: Draft, some: Sequence[Finding], passed: Mapping[str, str]) -> Problem:
    first, marks = some[0], tuple(dict.fromkeys(each.fingerprint for each in some))
    more = f"一共 {len(some)} 处。" if len(some) > 1 else ""
    message = f"{first.where}：{first.message}{more}{first.suggestion}"
    left = [mark for mark in marks if mark not in passed or not first.kind.may_pass]
    return Problem(
        one.row.sheet, one.row.number, "title" if first.where == "标题" else "body", first.code,
        message, shown(first), is_blocking=bool(left), marks=marks,
        passed="" if left else passed[marks[0]],
    )  # fmt: skip


def shown(one: Finding) -> str:
    """What was found, as a report may say it: a number of a person only as it is masked."""
    text = one.replacement or one.text
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def is_held(line: dict[str, Any]) -> bool:
    """Whether a line of a report as JSON is a finding that holds its row back."""
    return bool(line.get("marks")) and line["blocking"]


def finding_of(line: dict[str, Any], mark: str = "") -> Finding:
    """A line of a report as the finding that it is, with one of its fingerprints (the first)."""
    one = whole(f"{line['sheet']} 第 {line['row']} 行", line["code"], "", level="red")
    return replace(one, fingerprint=mark or line["marks"][0])


def _site(one: Draft) -> str:
    """The host on which the text stood; '' where nobody says."""
    try:
        host = urlsplit(one.row.fields.get("url", "").strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _mark(one: Draft, found: Finding) -> str:
    return hashlib.sha256(f"{one.fingerprint}\0{found.fingerprint}".encode()).hexdigest()[:32]
