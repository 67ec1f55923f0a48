"""Asking Django for a page as nobody in particular, and taking the answer whole."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from mingzheng.pagecache.rules.asking import Key
from mingzheng.pagecache.rules.keeping import LARGEST, Header

Application = Callable[..., Iterable[bytes]]


@dataclass
class Answer:
    """What Django said. `body` is None when it is too large to be kept: then `rest` has it all."""

    status: str
    headers: list[Header]
    body: bytes | None
    rest: Iterable[bytes] = ()

    @property
    def code(self) -> int:
        """The status as a number."""
        return int(self.status[:3])


def nobody(environ: dict[str, Any], key: Key) -> dict[str, Any]:
    """The same request with nothing in it that the key does not name."""
    bare = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    for name in ("wsgi.file_wrapper", "CONTENT_LENGTH", "CONTENT_TYPE"):
        bare.pop(name, None)
    bare |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "REMOTE_ADDR": "",
        "HTTP_HOST": key.host,
        "wsgi.input": io.BytesIO(),
    }
    if key.skin:
        bare["HTTP_COOKIE"] = key.skin
    if proto := environ.get("HTTP_X_FORWARDED_PROTO"):
        bare["HTTP_X_FORWARDED_PROTO"] = proto
    return bare


def ask(application: Application, environ: dict[str, Any]) -> Answer:
    """Run one request to its end, or to the byte at which it is too large."""
    said: list[Any] = []

    def start(status: str, headers: list[Header], exc_info: Any = None) -> Callable[..., Any]:
        said[:] = [status, headers]
        return lambda data: None

    result = application(environ, start)
    pieces: list[bytes] = []
    size = 0
    parts = iter(result)
    for part in parts:
        pieces.append(part)
        size += len(part)
        if size > LARGEST:
            return Answer(said[0], said[1], None, _rest(chain(pieces, parts), result))
    _close(result)
    return Answer(said[0], said[1], b"".join(pieces))


def _rest(parts: Iterable[bytes], result: Any) -> Iterator[bytes]:
    try:
        yield from parts
    finally:
        _close(result)


def _close(result: Any) -> None:
    if hasattr(result, "close"):
        result.close()
