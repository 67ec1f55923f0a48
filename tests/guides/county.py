"""A demo county that lives as long as the pictures need it: own folder, own database, own port."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST_PORT, LAST_PORT = 8140, 8199
# "  YX0001  d4MT-N8T6-L8Dt  孟长河，县政府政务公开办", as load_demo prints it
ACCOUNT = re.compile(r"^ {2}(\w+) {2}([\w-]+) {2}\S+，", re.M)
PATIENCE = 180  # seconds without a sign of life; a first start installs, then loads the county


@dataclass
class County:
    """A served demo county: its address, the one-time passwords it printed, its environment."""

    url: str
    passwords: dict[str, str]
    environment: dict[str, str]

    def manage(self, *words: str) -> str:
        """Run a management command against this county and return what it printed."""
        done = subprocess.run(
            [ROOT / "script" / "manage", *words],
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"manage {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def password_of(self, username: str) -> str:
        """The one-time password of somebody; whoever was not printed gets one by command."""
        if username not in self.passwords:
            self.passwords[username] = self.manage("reset_password", username).split()[-1]
        return self.passwords[username]


@contextmanager
def county() -> Iterator[County]:
    """Serve a freshly loaded demo county with `script/server`; end it and remove its folder."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="mz-guides-") as folder:
        environment = {
            **os.environ,
            "MINGZHENG_VAR": folder,
            "MINGZHENG_DEMO": "1",
            "MINGZHENG_TOTP": "0",
            "MINGZHENG_TLS": "0",
            "DATABASE_URL": f"sqlite:///{folder}/mingzheng.sqlite3",
            "PORT": str(port),
        }
        printed = Path(folder) / "printed"
        with printed.open("w") as out:
            server = subprocess.Popen(
                [ROOT / "script" / "server"],
                env=environment,
                stdout=out,
                stderr=out,
                start_new_session=True,  # whatever it is busy with ends with it
            )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, server, printed)
            accounts = dict(ACCOUNT.findall(printed.read_text("utf-8")))
            yield County(url, accounts, environment)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)


def _free_port() -> int:
    for port in range(FIRST_PORT, LAST_PORT):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError(f"no free port from {FIRST_PORT} to {LAST_PORT}")


def _wait_for(url: str, server: subprocess.Popen[bytes], printed: Path) -> None:
    """Until it answers; given up when it ends, or says nothing more for long (not: takes long)."""
    said, heard_at = 0, time.monotonic()
    while server.poll() is None and time.monotonic() - heard_at < PATIENCE:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        if (size := printed.stat().st_size) != said:
            said, heard_at = size, time.monotonic()
    raise RuntimeError(f"the county did not come up:\n{printed.read_text('utf-8')}")
