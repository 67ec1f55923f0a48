"""The site as it is in service: granian processes on the test's database, asked over the wire."""

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.journeys.processes import PYTHON, ROOT, environment

PATIENCE = 180.0  # seconds for a process to come up


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def how(self) -> str:
        """How the page cache came by it; empty when it stood aside."""
        return self.headers.get("x-page-cache", "")


class Server:
    """One granian process on a port of its own."""

    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process, self.port = process, port

    def get(self, path: str, **headers: str) -> Answer:
        """GET a path; `headers` with _ for -."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            link.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = link.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, said, answer.read())
        finally:
            link.close()

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.process.kill()
        self.process.wait()


def prepare(folder: Path, **variables: str) -> None:
    """Collect the static files into the folder, as an installation does."""
    command = [PYTHON, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(
        command, cwd=ROOT, env=environment(folder) | variables, check=True, capture_output=True
    )


@contextmanager
def serving(folder: Path, **variables: str) -> Iterator[Server]:
    """Start one server and wait until it answers; it ends with the block, whatever happens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = [Path(PYTHON).with_name("granian"), "--interface", "wsgi", "--no-ws", "--port"]
    granian += [str(port), "--workers", "1", "--blocking-threads", "16", "--log-level", "error"]
    process = subprocess.Popen(
        [*granian, "mingzheng.config.wsgi:application"],
        cwd=ROOT,
        env=environment(folder) | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    server = Server(process, port)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        assert server.process.poll() is None, "the server has ended"
        assert time.monotonic() < until, "the server does not answer"
        try:
            if server.get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
