"""Public files are built once (下载): an edition in force never changes, so its files need not.

A key names everything that a file depends on. The files lie in the cache "downloads" of the
settings, on disk and for all processes; one file of a kind is built at a time, since a booklet of
a whole county takes a processor for seconds and anybody may ask for it.
"""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache as once
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from mingzheng import exports
from mingzheng.accounts.models import Organisation
from mingzheng.core.chain import digest
from mingzheng.core.trace import as_json
from mingzheng.exports.files import KINDS
from mingzheng.screens.views import Busy
from mingzheng.standards.models import Field

STORE = "downloads"
PATIENCE = 5.0  # seconds to wait for somebody else's file before saying so
ASK_AGAIN = 10  # seconds
SENTENCE = "正在给别人生成同一种文件，请过十几秒再点一次下载。目录可以照常浏览。"
# Threads of one process that may build or wait; the others go on serving pages.
_PLACES = BoundedSemaphore(3)


def answer(
    request: HttpRequest, kind: str, title: str, of: Any, build: Callable[[], bytes]
) -> HttpResponse:
    """The file as a download, or 304 where the visitor has it already.

    `of` is what the rows depend on, as plain values: editions and filters. Raises Busy when
    others are building files of this kind and it takes too long to wait for them.
    """
    key = _key(kind, title, of)
    response = get_conditional_response(request, etag=f'"{key}"')
    if response is None:
        response = HttpResponse(_kept(key, kind, build), content_type=KINDS[kind])
        name = f"{title}-{timezone.localdate():%Y%m%d}.{kind}"
        response["Content-Disposition"] = content_disposition_header(True, name)
    response["ETag"] = f'"{key}"'
    response["Cache-Control"] = "no-cache"  # keep it, but ask whether it is still the same
    return response


def _key(kind: str, title: str, of: Any) -> str:
    """Changes whenever the file could: names of fields and offices stand in it too."""
    parts: list[Any] = [kind, title, of, _software()]
    parts += [_fields(), _offices()]
    if kind == "pdf":  # the day is printed on it
        parts += [timezone.localdate(), settings.FONT_FOLDER]
    return digest(as_json(parts).encode())


def _fields() -> list[tuple[Any, ...]]:
    columns = ("pk", "code", "list_name", "short_name", "position", "is_shown")
    return list(Field.objects.order_by("pk").values_list(*columns))


def _offices() -> list[tuple[Any, ...]]:
    return list(Organisation.objects.order_by("pk").values_list("pk", "code", "path", "name"))


@once
def _software() -> str:
    """A digest of the code that writes the files: a new release builds them anew."""
    folder = Path(exports.__file__).parent
    sources = sorted(path for kind in ("*.py", "*.typ") for path in folder.glob(kind))
    return digest(b"".join(path.read_bytes() for path in sources))


def _kept(key: str, kind: str, build: Callable[[], bytes]) -> bytes:
    store = caches[STORE]
    data: bytes | None = store.get(key)
    if data is None:
        with _only_builder(kind):
            data = store.get(key)  # whoever was before us may have built the same
            if data is None:
                data = build()
                store.set(key, data)
    return data


@contextmanager
def _only_builder(kind: str) -> Iterator[None]:
    """Hold the place of the one builder of this kind, among all processes of this machine."""
    if not _PLACES.acquire(blocking=False):
        raise Busy(SENTENCE, ASK_AGAIN)
    try:
        settings.DOWNLOADS.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (settings.DOWNLOADS / f"{kind}.lock").open(
            "w"
        ) as file:  # closed, or killed: free again
            _wait_for(file)
            yield
    finally:
        _PLACES.release()


def _wait_for(file: IO[str]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            if time.monotonic() > until:
                raise Busy(SENTENCE, ASK_AGAIN) from taken
            time.sleep(0.05)
