"""A public page from the cache against nginx serving the same bytes as a file.

    script/bench page_cache [seconds a run]

Budget (design §6): at least 0.5 × nginx, requests per second over the loopback. Both have two
worker processes and are asked in turn by wrk with 32 connections, so that both see the same
machine; the figure is the median of the rounds. "CPU" is what one answer costs the server, user and
system time of all its processes. nginx and wrk are Debian packages, installed when missing.
"""

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
ROUNDS, BUDGET = 5, 0.5
PAGES = {"page": "/", "long page": "/catalogue/matrix/", "feed": "/catalogue/feed.atom"}
TICKS = os.sysconf("SC_CLK_TCK")
NGINX = """daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=100; gzip_static on; types {{ text/html html; }}
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}
"""


def needed(*programs: str) -> None:
    """Install what is missing, without starting it as a service."""
    packages = {"nginx": "nginx-light", "wrk": "wrk"}
    missing = [packages[name] for name in programs if not shutil.which(name)]
    if missing:
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.run(command, **quiet, env={**os.environ, "RUNLEVEL": "1"})


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def started(command: list[str], port: int, **options: object) -> subprocess.Popen:
    """A server that answers on its port."""
    process = subprocess.Popen(command, process_group=0, **options)
    until = time.monotonic() + 90
    while time.monotonic() < until:
        assert process.poll() is None, command
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.2)
    raise SystemExit(f"{command[0]} does not answer")


def fetch(port: int, path: str, *, packed: bool) -> bytes:
    """The bytes as they come."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if packed:
        asked.add_header("Accept-Encoding", "gzip")
    with urllib.request.urlopen(asked) as answer:
        return answer.read()


def spent(group: int) -> float:
    """Seconds of processor time that the processes of a group have used so far."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def wrk(port: int, path: str, *, packed: bool, seconds: int = SECONDS) -> str:
    """What wrk prints."""
    header = ["-H", "Accept-Encoding: gzip"] if packed else []
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", *header, f"http://127.0.0.1:{port}{path}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def run(server: subprocess.Popen, port: int, path: str, *, packed: bool) -> tuple[float, float]:
    """Requests per second, and microseconds of processor time for one."""
    before = spent(server.pid)
    said = wrk(port, path, packed=packed)
    number = re.search(r"(\d+) requests in", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert number
    assert rate
    if refused := re.search(r"Non-2xx or 3xx responses: (\d+)", said):  # 503 while a page is made
        print(f"{path}: {refused[1]} of {number[1]} answers were 503")
        assert int(refused[1]) * 1000 < int(number[1]), said
    return float(rate[1]), (spent(server.pid) - before) / int(number[1]) * 1e6


def compared(ours: tuple, theirs: tuple, folder: Path) -> float:
    """Print a line for each page; the worst ratio of the plain pages."""
    ratios = []
    for name, path in PAGES.items():
        body = fetch(ours[1], path, packed=False)
        file = folder / "www" / f"{name.replace(' ', '-')}.html"
        file.write_bytes(body)
        file.with_suffix(".html.gz").write_bytes(gzip.compress(body, 6, mtime=0))
        for packed in (False, True):
            same = "/" + file.name
            assert fetch(ours[1], path, packed=packed) == fetch(theirs[1], same, packed=packed)
            wrk(ours[1], path, packed=packed, seconds=2)  # both processes have made the page
            rounds = [
                (run(*ours, path, packed=packed), run(*theirs, same, packed=packed))
                for _ in range(ROUNDS)
            ]
            (rate, cpu), (nginx, its_cpu) = (
                [median(values) for values in zip(*side, strict=True)]
                for side in zip(*rounds, strict=True)
            )
            ratios.append(median(mine[0] / its[0] for mine, its in rounds))
            size = len(gzip.compress(body, 6, mtime=0) if packed else body)
            label = f"{name}{', gzip' if packed else ''}"
            print(
                f"{label:18}{size:9,} B{rate:9,.0f}/s{nginx:9,.0f}/s{ratios[-1]:7.2f}"
                f"{cpu:9.0f} µs{its_cpu:7.0f} µs"
            )
    return min(ratios)


def main() -> None:
    """Serve the demo county twice, ask both, print the ratios."""
    needed("nginx", "wrk")
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "www").mkdir()
        around = {**os.environ, "MINGZHENG_VAR": name, "MINGZHENG_DEMO": "1"}
        manage = [sys.executable, str(ROOT / "manage.py")]
        for command in (["migrate", "-v0"], ["load_demo", "--scale", "county", "--json"]):
            subprocess.run([*manage, *command], env=around, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*manage, "collectstatic", "--noinput", "-v0"], env=around, check=True)
        port, its_port = free_port(), free_port()
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=its_port))
        granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
        granian += ["--no-ws", "--port", str(port), "--workers", "2", "--blocking-threads", "8"]
        granian += ["--log-level", "error", "mingzheng.config.wsgi:application"]
        ours = started(granian, port, cwd=ROOT, env=around)
        theirs = started(["nginx", "-c", str(folder / "nginx.conf")], its_port)
        try:
            print(
                f"{'':18}{'bytes':>11}{'ours':>11}{'nginx':>11}{'ratio':>7}{'CPU':>12}{'nginx':>10}"
            )
            worst = compared((ours, port), (theirs, its_port), folder)
            print(f"worst ratio {worst:.2f}, budget {BUDGET}{'' if worst >= BUDGET else '  OVER'}")
        finally:
            for one in (ours, theirs):
                os.killpg(one.pid, signal.SIGTERM)
                one.wait()


if __name__ == "__main__":
    main()
