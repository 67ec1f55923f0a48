"""Where the links of a page lead (链接), and which of them should not stand there.

国办秘函〔2019〕19号: dead links and links to strange sites count against a site. What a link
answers is asked elsewhere (`probing`); here only its words are read.
"""

import ipaddress
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from mingzheng.proofing.rules.finding import Finding, whole
from mingzheng.proofing.rules.pages import parsed
from mingzheng.proofing.rules.personal import SAYS_OFFICE, personal
from mingzheng.proofing.rules.reading import digits_of, even
from mingzheng.prose.rules.pieces import Piece

ATTACHMENT = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|csv|txt|zip|rar|7z)$", re.I)
HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*", re.I)
VAGUE = re.compile(
    r"(?:请?点击?(?:这里|此处|查看|下载|此)?|这里|此处|更多|查看|查看更多|详情|链接|下载)"
)
SAYS_ADDRESS = re.compile(
    r"^\s*(?:https?://)?((?:[a-z0-9-]+\.)+(?:cn|com|net|org|gov|edu|info))(?=[/:\s]|$)", re.I
)
KEPT = re.compile(r"image:\d+")  # a picture taken in
INNER_ENDINGS = (".local", ".lan", ".internal", ".intra", ".localdomain")


@dataclass(frozen=True)
class Hosts:
    """What is known of web sites: our own, those that may be linked to, addresses that do not open.

    A host allows its subdomains. `broken` is address → what the last probe said.
    """

    own: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset({"gov.cn"})
    broken: Mapping[str, str] = field(default_factory=dict)

    def knows(self, host: str) -> bool:
        """True for our own hosts and those on the list, with what lies below them."""
        return _below(host, self.own) or _below(host, self.allowed)


@dataclass(frozen=True)
class Link:
    """One link of a page: address as written, words on it, what kind of address it is.

    Kinds: internal, external, attachment, anchor, mail, phone, inner (a private address), bad.
    """

    href: str
    text: str
    kind: str
    host: str = ""


def links_of(html: str, own: frozenset[str] = frozenset()) -> list[Link]:
    """The links of a page in order, <a href> and <area href>; takes HTML and our own hosts."""
    return [
        link_to(node.get("href", ""), node.words, own)
        for node in parsed(html).nodes("a", "area")
        if "href" in node.attributes
    ]


def link_to(href: str, text: str, own: frozenset[str] = frozenset()) -> Link:
    """What an address is, by its words alone."""
    href = href.strip()
    kind, host = _kind(href, own)
    return Link(href, text, kind, host)


def linked(
    html: str, hosts: Hosts, where: str = "正文", beside: Sequence[Piece] = ()
) -> list[Finding]:
    """What is wrong with the links of a page; an address that stands often is found once.

    `beside` are addresses that stand outside the body, each with its place.
    """
    findings: dict[tuple[str, str], Finding] = {}
    for place, link in _placed(html, hosts.own, where, beside):
        for code, said in _faults(link, hosts):
            findings.setdefault((code, link.href), whole(place, code, link.href, **said))
        for one in _private(place, link):
            findings.setdefault((one.code, link.href), one)
    return list(findings.values())


def pictured(html: str, where: str = "正文") -> list[Finding]:
    """The pictures of a body that are not kept here (image:key), each at its first place.

    Browsers load none of them (img-src 'self'), and whoever did would tell a stranger who reads.
    """
    findings: dict[str, Finding] = {}
    for number, node in enumerate(parsed(html).nodes("img"), start=1):
        src = node.get("src").strip()
        if not KEPT.fullmatch(src):
            host = link_to(src, "").host
            said = {"message": f"图片在别的网站上（{host}），居民看不到。"} if host else {}
            place = f"{where}图 {number}"
            findings.setdefault(src, whole(place, "outside_picture", src or "没有地址", **said))
    return list(findings.values())


def _placed(
    html: str, own: frozenset[str], where: str, beside: Sequence[Piece]
) -> Iterator[tuple[str, Link]]:
    for link in links_of(html, own):
        yield f"{where}链接“{link.text[:30] or '没有文字'}”", link
    for piece in beside:
        yield piece.where, link_to(piece.text, "", own)


def _private(place: str, link: Link) -> Iterator[Finding]:
    """Numbers of persons in what a link leads to (tel:, mailto:, ?id=).

    What the words on it say already is found there.
    """
    shown = even(link.text)
    for one in personal(Piece(place, unquote(link.href))):
        if one.text not in shown and (digits_of(one.text) or one.text) not in digits_of(shown):
            is_office = one.code == "mobile" and SAYS_OFFICE.search(shown)
            yield replace(one, level="amber" if is_office else one.level)


def _faults(link: Link, hosts: Hosts) -> list[tuple[str, dict[str, str]]]:
    faults: list[tuple[str, dict[str, str]]] = []
    if link.kind in ("bad", "inner"):
        faults.append((f"{link.kind}_link", {}))
    if link.kind == "external":
        faults += _strange(link, hosts)
    claimed = SAYS_ADDRESS.match(link.text)
    if claimed and link.host and not _same_site(claimed[1].lower(), link.host):
        said = f"链接上写的是 {claimed[1]}，其实通到 {link.host}。"
        faults.append(("disguised_link", {"message": said}))
    if answer := hosts.broken.get(link.href):
        faults.append(("broken_link", {"message": f"上次检查时打不开：{answer}。"}))
    if link.kind not in ("anchor", "bad") and VAGUE.fullmatch(link.text.strip(" 。》>：:")):
        faults.append(("vague_link", {}))
    return faults


def _strange(link: Link, hosts: Hosts) -> list[tuple[str, dict[str, str]]]:
    faults: list[tuple[str, dict[str, str]]] = []
    if not hosts.knows(link.host):
        faults.append(("strange_host", {"message": f"链接通到没有登记的网站 {link.host}。"}))
    if link.href.lower().startswith("http://"):
        faults.append(("plain_link", {}))
    return faults


def _kind(href: str, own: frozenset[str]) -> tuple[str, str]:
    if href.startswith("#"):
        return "anchor", ""
    if re.search(r"\s|[，。；“”《》\\]", href) or not href:
        return "bad", ""
    scheme = href.split(":", 1)[0].lower() if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href) else ""
    if scheme in ("mailto", "tel"):
        return ("mail" if scheme == "mailto" else "phone"), ""
    if not scheme and not href.startswith("//"):
        # "www.x.cn/a" without a scheme is read by browsers as a folder of ours.
        return ("bad" if href.lower().startswith("www.") else _file_or_page(href)), ""
    if scheme not in ("http", "https", ""):
        return "bad", ""
    return _by_host(href, own)


def _by_host(href: str, own: frozenset[str]) -> tuple[str, str]:
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
        assert parts.port is None or parts.port > 0  # noqa: S101 - reading it checks it
    except (ValueError, UnicodeError, AssertionError):
        return "bad", ""
    if is_inner(host):
        return "inner", host
    if not HOST.fullmatch(host):
        return "bad", ""
    return (_file_or_page(parts.path) if _below(host, own) else "external"), host


def is_inner(host: str) -> bool:
    """True for a host that only the office's own network knows: a private number, a bare name."""
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return bool(host) and ("." not in host or host.endswith(INNER_ENDINGS))


def _file_or_page(path: str) -> str:
    return "attachment" if ATTACHMENT.search(path.split("?")[0].split("#")[0]) else "internal"


def _below(host: str, known: frozenset[str]) -> bool:
    parts = host.split(".")
    return any(".".join(parts[i:]) in known for i in range(len(parts)))


def _same_site(claimed: str, host: str) -> bool:
    one, other = claimed.removeprefix("www."), host.removeprefix("www.")
    return one == other or one.endswith("." + other) or other.endswith("." + one)
