"""Two hundred megabytes through the server we ship: refused in Chinese, kept nowhere."""

import http.client
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.collection.models import ImportBatch
from tests.browser import session_of
from tests.journeys.processes import PYTHON, ROOT, environment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="只在 Linux 上量得到内存"),
]

MEGABYTE = 1024 * 1024
LARGE = 200  # megabytes
BOUNDARY = "--------------------one-large-workbook"
UPLOAD = "/desk/collection/upload/"
PATIENCE = 180  # seconds; a full machine takes long


class Server:
    """granian as `script/server` starts it, on the test database, keeping things in `folder`."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        around = {"cwd": ROOT, "env": environment(folder)}
        subprocess.run([PYTHON, "manage.py", "collectstatic", "--noinput", "-v0"], **around)
        options = ["--interface", "wsgi", "--no-ws", "--log-level", "error", "--workers", "1"]
        place = ["--port", str(self.port), "mingzheng.config.wsgi:application"]
        granian = Path(PYTHON).with_name("granian")
        self.process = subprocess.Popen([granian, *options, *place], **around)

    def wait(self) -> None:
        """Until the first page comes."""
        soon(self._answers)

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def ask(self, method: str, url: str, body=None, **headers: str) -> tuple[int, str]:
        """The status and the page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request(method, url, body, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = line.getresponse()
        said = answer.read().decode()
        line.close()
        return answer.status, said

    def peak(self) -> int:
        """The most memory that its processes ever held, in megabytes."""
        mine = [self.process.pid, *children(self.process.pid)]
        held = [Path(f"/proc/{pid}/status").read_text() for pid in mine]
        return sum(int(re.search(r"VmHWM:\s+(\d+) kB", one)[1]) for one in held) // 1024


def soon(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


@pytest.fixture
def server(tmp_path, transactional_db) -> Iterator[Server]:
    started = Server(tmp_path)
    try:
        started.wait()
        yield started
    finally:
        started.process.terminate()
        started.process.wait(PATIENCE)


def a_form(cast: Cast, token: str, megabytes: int) -> tuple[Iterator[bytes], int]:
    """The upload form as a browser sends it, piece by piece, and its length."""
    fields = {"csrfmiddlewaretoken": token, "organisation": cast.office.code}
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
    head += 'filename="catalogue.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n'
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    piece = b"PK" + b"\0" * (MEGABYTE - 2)

    def pieces() -> Iterator[bytes]:
        yield head.encode()
        for _ in range(megabytes):
            yield piece
        yield tail

    return pieces(), len(head.encode()) + megabytes * MEGABYTE + len(tail)


def large_files(folder: Path) -> set[Path]:
    """What could hold an upload; logs and locks come and go."""
    return {path for path in folder.rglob("*") if path.stat().st_size >= MEGABYTE}


def test_two_hundred_megabytes_are_refused_and_kept_nowhere(server, tmp_path):
    cast = a_cast()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session_of(cast.drafter)}"
    page = server.ask("GET", UPLOAD, Cookie=cookie)[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    cookie += f"; {settings.CSRF_COOKIE_NAME}={token}"
    large = large_files(tmp_path)
    before = server.peak()

    body, length = a_form(cast, token, LARGE)
    status, said = server.ask(
        "POST",
        UPLOAD,
        body,
        Cookie=cookie,
        Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
        Content_Length=str(length),
    )

    assert (status, f"文件有 {LARGE} MB，超过了 20 MB" in said) == (200, True), said[:2000]
    assert server.peak() - before < 30
    # The server lets go of the file once its answer is out, which we may have read by then.
    soon(lambda: large_files(tmp_path) == large)
    assert not ImportBatch.objects.exists()
    assert server.ask("GET", UPLOAD, Cookie=cookie)[0] == 200
