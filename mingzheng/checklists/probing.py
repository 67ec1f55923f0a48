"""Asking an address whether it opens (链接探测): HEAD, then GET; a few tries; public hosts only.

The name is looked up once and the connection made to that very number, so that a name which answers
with a private number between two look-ups cannot lead inside.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import quote, urljoin, urlsplit

from mingzheng.checklists.states import LinkStanding

REDIRECTS = 5
AGENT = "Mozilla/5.0 (compatible; link-check)"  # some sites refuse programs without such a name
NOT_FOR_HEAD = (400, 403, 404, 405, 410, 500, 501, 503)  # what servers say that know only GET
GONE = (404, 410)


@dataclass(frozen=True)
class Answer:
    """What became of a probe: a LinkStanding, and in words."""

    standing: str
    said: str

    @property
    def is_broken(self) -> bool:
        """Whether the address did not open."""
        return self.standing == LinkStanding.BROKEN


@dataclass(frozen=True)
class Prober:
    """How to ask: seconds for an answer, how often, seconds between, which numbers may be asked."""

    timeout: float = 8.0
    tries: int = 3
    pause: float = 1.0
    may_ask: Callable[[str], bool] = lambda number: ipaddress.ip_address(number).is_global

    def probe(self, url: str) -> Answer:
        """Whether an http(s) address opens; never raises. A private host is not asked: unknown."""
        answer = Answer(LinkStanding.UNKNOWN.value, "没有探测")
        for attempt in range(max(1, self.tries)):
            if attempt:
                time.sleep(self.pause)
            try:
                answer = self._follow(url)
            except _Refused as refused:
                return Answer(LinkStanding.UNKNOWN.value, str(refused))
            except (OSError, HTTPException, ValueError) as error:
                answer = Answer(LinkStanding.BROKEN.value, self._in_words(error))
            if not answer.is_broken or answer.said.startswith("答复 4"):
                return answer  # a plain "not there" is no better when asked again
        return answer

    def _in_words(self, error: Exception) -> str:
        if isinstance(error, socket.gaierror):
            return "没有这个网站"
        if isinstance(error, ssl.SSLError):
            return "安全证书不对"
        return f"{self.timeout:g} 秒没有答复" if isinstance(error, TimeoutError) else "连不上"

    def _follow(self, url: str) -> Answer:
        for _ in range(REDIRECTS + 1):
            status, place = self._ask("HEAD", url)
            if status in NOT_FOR_HEAD:
                status, place = self._ask("GET", url)
            if status in (301, 302, 303, 307, 308) and place:
                url = urljoin(url, place)
                continue
            is_broken = status in GONE or status >= 500
            standing = LinkStanding.BROKEN if is_broken else LinkStanding.FINE
            return Answer(standing.value, f"答复 {status}")
        return Answer(LinkStanding.BROKEN.value, "转来转去，没有尽头")

    def _ask(self, method: str, url: str) -> tuple[int, str]:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _Refused("不是网址，没有探测")
        is_secure = parts.scheme == "https"
        host, port = parts.hostname, parts.port or (443 if is_secure else 80)
        connection = HTTPConnection(host, port, timeout=self.timeout)
        connection.sock = self._connected(host, port, is_secure)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(method, _ascii(path), headers={"User-Agent": AGENT, "Accept": "*/*"})
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.getheader("Location") or ""
        finally:
            connection.close()

    def _connected(self, host: str, port: int, is_secure: bool) -> socket.socket:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        numbers = [str(one[4][0]) for one in known]
        if not numbers or not all(self.may_ask(number) for number in numbers):
            raise _Refused("内网地址，没有探测")
        plain = socket.create_connection((numbers[0], port), timeout=self.timeout)
        if not is_secure:
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


class _Refused(Exception):
    """This address is not asked."""


def _ascii(path: str) -> str:
    return quote(path, safe="/%?&=+:,;@!$'()*~#[]")
