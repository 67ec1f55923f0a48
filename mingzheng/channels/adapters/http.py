"""Asking a platform (HTTP): one connection to a number that was looked at, no redirects.

The name is looked up once and the connection made to that very number, so that a name which answers
with a private number at the second look-up cannot lead inside. What failed before a byte of the
question went out is told from what failed after: only the first may be tried again blindly.
"""

import ipaddress
import json
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from urllib3 import encode_multipart_formdata
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError

LARGEST = 1024 * 1024  # bytes of an answer that are read
INSIDE = "{} 是内网地址，没有连。确实在内网的，请运维人员写进 MINGZHENG_CHANNEL_HOSTS。"
PLAIN = "接口地址要以 https:// 开头，没有发，密钥不能明着走公网。"


@dataclass(frozen=True)
class Answer:
    """What came back. With a `problem` nothing did; `is_unsent` if nothing was asked either."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    problem: str = ""
    is_unsent: bool = False

    @property
    def json(self) -> dict[str, Any]:
        """The body as an object; {} if it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def retry_after(self) -> int:
        """Seconds that the server asks to wait; 0 if it does not say."""
        said = self.headers.get("Retry-After", "")
        return min(int(said), 86_400) if said.isdecimal() else 0


def is_inner(host: str) -> bool:
    """Whether whoever runs the server listed this host as one inside that channels may reach."""
    return host in settings.CHANNEL_HOSTS


def numbers_of(host: str, port: int) -> list[str]:
    """The numbers of a host that may be connected to; OSError if the name is unknown.

    ValueError with a sentence if one of them is not public and the host is not listed.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not is_inner(host) and not all(_is_public(number) for number in numbers):
        raise ValueError(INSIDE.format(host))
    return numbers


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast


@dataclass(frozen=True)
class Client:
    """How long to wait, in seconds: for a connection, for an answer."""

    connect: float = 5.0
    read: float = 15.0

    def post(
        self, url: str, body: bytes, kind: str, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Post bytes of a media type; never raises for what the line does."""
        said = {"Content-Type": kind, "Accept": "application/json", "User-Agent": "mingzheng"}
        return self._ask("POST", url, body, said | dict(headers or {}))

    def post_json(self, url: str, data: Any, headers: Mapping[str, str] | None = None) -> Answer:
        """Post an object as JSON; characters as they are, since WeChat shows escapes as typed."""
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        return self.post(url, body, "application/json; charset=utf-8", headers)

    def post_file(self, url: str, field_name: str, name: str, data: bytes, kind: str) -> Answer:
        """Post one file as a form does (multipart/form-data); the name must be plain letters."""
        body, said = encode_multipart_formdata({field_name: (name, data, kind)})
        return self.post(url, body, said)

    def _ask(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host:
            return Answer(problem="接口地址不是网址，没有发。", is_unsent=True)
        if parts.scheme == "http" and not is_inner(host):
            return Answer(problem=PLAIN, is_unsent=True)
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
            numbers = numbers_of(host, port)
        except ValueError as refused:
            return Answer(problem=str(refused), is_unsent=True)
        except OSError:
            return Answer(problem=f"查不到 {host} 这个地址", is_unsent=True)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        said = dict(headers) | {"Host": host if parts.port is None else f"{host}:{port}"}
        try:
            with self._pool(parts.scheme, numbers[0], host, port) as pool:
                return _answer(pool, method, path, body, said)
        except (NewConnectionError, ConnectTimeoutError, SSLError) as error:
            return Answer(problem=_in_words(error), is_unsent=True)
        except HTTPError as error:
            return Answer(problem=_in_words(error))

    def _pool(self, scheme: str, number: str, host: str, port: int) -> urllib3.HTTPConnectionPool:
        timeout = urllib3.Timeout(connect=self.connect, read=self.read)
        if scheme == "http":
            return urllib3.HTTPConnectionPool(number, port, timeout=timeout, retries=False)
        return urllib3.HTTPSConnectionPool(
            number, port, timeout=timeout, retries=False,
            cert_reqs="CERT_REQUIRED", server_hostname=host, assert_hostname=host,
        )  # fmt: skip


def _answer(
    pool: urllib3.HTTPConnectionPool, method: str, path: str, body: bytes, said: dict[str, str]
) -> Answer:
    reply = pool.urlopen(
        method, path, body=body, headers=said, redirect=False, retries=False,
        preload_content=False, assert_same_host=False,
    )  # fmt: skip
    try:
        return Answer(reply.status, reply.headers, reply.read(LARGEST))
    finally:
        reply.close()


def _in_words(error: Exception) -> str:
    if isinstance(error, SSLError):
        return "对方的安全证书不对，没有发"
    if isinstance(error, (NewConnectionError, ConnectTimeoutError)):
        return "连不上对方"
    return "发出去了，没有等到对方答复"


def joined(address: str, path: str) -> str:
    """A path below an address that may end in a slash."""
    return address.rstrip("/") + path


def ascii_only(values: Iterable[str]) -> bool:
    """Whether these may stand in a header as they are."""
    return all(value.isascii() and value.isprintable() for value in values)
