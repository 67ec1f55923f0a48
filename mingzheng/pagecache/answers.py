"""Giving an answer: plain or gzip, whole, only its head, or 304 (RFC 9110 13, RFC 9111)."""

import gzip
import time
from collections.abc import Callable, Iterable
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256
from typing import Any

from mingzheng.pagecache.asking import Answer
from mingzheng.pagecache.rules.asking import names, takes_gzip
from mingzheng.pagecache.rules.keeping import OWN, SMALLEST, Header, is_text
from mingzheng.pagecache.shelf import Kept
from mingzheng.pagecache.watch import Stamp

Start = Callable[..., Any]
# A second has a thousand milliseconds but one Last-Modified: until the page is this old, another
# one of the same second could carry the same date.
SETTLED = 2.0
HOW = "X-Page-Cache"  # hit, miss, waited, stale: for whoever watches the site, and for tests
_IN_304 = {"etag", "last-modified", "cache-control", "vary", "expires", "x-page-cache"}
BUSY = (
    '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>请稍候再试</title>'
    "<h1>请稍候再试</h1><p>打开这一页的人太多，正在生成。请过几秒刷新，别的页面可以照常看。</p></html>"
).encode()


def kept_of(answer: Answer, stamp: Stamp, old: Kept | None) -> Kept:
    """The answer as it is kept; the same body as before keeps its date."""
    body = answer.body or b""
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    is_same = old is not None and old.etag == etag
    headers = [(name, value) for name, value in answer.headers if name.lower() not in OWN]
    if not any(name.lower() == "cache-control" for name, _ in headers):
        headers.append(("Cache-Control", "no-cache"))  # keep it, but ask whether it still holds
    worth_it = len(body) >= SMALLEST and is_text(headers)
    return Kept(
        status=answer.status,
        headers=headers,
        plain=body,
        zipped=gzip.compress(body, 6, mtime=0) if worth_it else None,
        etag=etag,
        stamp=stamp,
        built=time.monotonic(),
        modified=old.modified if is_same and old else time.time(),
    )


def give(kept: Kept, environ: dict[str, Any], start: Start, how: str) -> Iterable[bytes]:
    """Answer a GET or HEAD from what is kept."""
    accepted = environ.get("HTTP_ACCEPT_ENCODING")
    zipped = kept.zipped is not None and accepted is not None and takes_gzip(accepted)
    if not kept.is_settled and time.monotonic() - kept.built > SETTLED:
        kept.is_settled = True
        kept.answers = {}
    ready = kept.answers.get((zipped, how))
    if ready is None:
        ready = kept.answers[zipped, how] = _ready(kept, zipped, how)
    headers, body = ready
    if _is_known(kept, zipped, environ):
        start("304 Not Modified", [one for one in headers if one[0].lower() in _IN_304])
        return [b""]
    start(kept.status, headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def _ready(kept: Kept, zipped: bool, how: str) -> tuple[list[Header], bytes]:
    body = (kept.zipped if zipped else None) or kept.plain
    headers = [
        *kept.headers,
        ("Vary", "Accept-Encoding, Cookie"),
        ("Content-Length", f"{len(body)}"),
        (HOW, how),
    ]
    if kept.status.startswith("200"):
        headers.append(("ETag", _tag(kept, zipped)))
        if kept.is_settled:
            headers.append(("Last-Modified", formatdate(kept.modified, usegmt=True)))
    if zipped:
        headers.append(("Content-Encoding", "gzip"))
    return headers, body


def _tag(kept: Kept, zipped: bool) -> str:
    # Other bytes, another strong tag (RFC 9110 8.8.3.3).
    return f'{kept.etag[:-1]}-gz"' if zipped else kept.etag


def _is_known(kept: Kept, zipped: bool, environ: dict[str, Any]) -> bool:
    tags, date = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE", "")
    if not (tags or date) or not kept.status.startswith("200"):
        return False
    if tags:
        return names(tags, _tag(kept, zipped))
    try:
        since = parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError):
        return False
    return kept.is_settled and int(kept.modified) <= since


def pass_on(answer: Answer, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Hand an answer on that is not kept, as it came."""
    start(answer.status, answer.headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        close(answer)
        return [b""]
    return answer.rest if answer.body is None else [answer.body]


def close(answer: Answer) -> None:
    """Let go of an answer that nobody will read to the end."""
    if hasattr(answer.rest, "close"):
        answer.rest.close()


def busy(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """503: the page takes long and too many wait for it already."""
    start(
        "503 Service Unavailable",
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", f"{len(BUSY)}"),
            ("Cache-Control", "no-store"),
            ("Retry-After", "5"),
        ],
    )
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else BUSY]
