"""From the signature to the resident: how long until page, list, feed and search show an article.

    script/bench publish_to_visible [--times 20]

Two granian processes with the page cache before them serve the demo county; this process signs, in
the same database, an article that has passed its reviews. The clock starts when the signing
transaction has been committed and stops when two answers in a row of each kind, over new
connections, hold the article: so that both processes have shown it. Promise: within a second.
"""

import argparse
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
IN_A_ROW, PATIENCE = 6, 30.0  # answers; seconds


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def served(port: int, around: dict[str, str]) -> subprocess.Popen:
    """Two processes of ours that answer."""
    granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
    granian += ["--no-ws", "--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    granian += ["--log-level", "error", "mingzheng.config.wsgi:application"]
    process = subprocess.Popen(granian, process_group=0, cwd=ROOT, env=around)
    until = time.monotonic() + 90
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.2)
    raise SystemExit("the server does not answer")


def fetched(address: str) -> str:
    """The page over a connection of its own; '' for one that is not there."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError:
        return ""


def seen_after(addresses: dict[str, str], word: str, start: float) -> dict[str, float]:
    """Milliseconds after which each address showed the word, several times in a row."""
    first: dict[str, float] = {}
    rows = dict.fromkeys(addresses, 0)
    while any(count < IN_A_ROW for count in rows.values()):
        assert time.perf_counter() - start < PATIENCE, rows
        for name, address in addresses.items():
            if rows[name] >= IN_A_ROW:
                continue
            if word in fetched(address):
                rows[name] += 1
                first.setdefault(name, (time.perf_counter() - start) * 1000)
            else:  # another process is behind: what was seen before does not count
                rows[name] = 0
                first.pop(name, None)
    return first


def one_round(port: int, number: int) -> dict[str, float]:
    """Write, review, sign; milliseconds until it is seen."""
    from mingzheng.accounts.models import Organisation, Person
    from mingzheng.demo.articles import Writer
    from mingzheng.publishing.actions import drafting, reviewing
    from mingzheng.texts.rules.content import Content
    from mingzheng.texts.states import ArticleKind

    office = Organisation.objects.get(code="YX08")
    county = Organisation.objects.get(parent=None)
    writer = Writer(county, {one.username: one for one in Person.objects.all()})
    column = office.columns.get(slug="notices")
    word = f"便民{secrets.token_hex(4)}号"
    drafter = writer.who(office, "drafter")
    made = drafting.open_article(office, by=drafter, kind=ArticleKind.NOTICE)
    body = f"<p>第 {number} 次：{word}。</p>"
    said = {"kind": ArticleKind.NOTICE.value, "source": office.name, "columns": (column.pk,)}
    content = Content(title=f"关于{word}的公告", body=body, dated_on=_today(), **said)
    drafting.save_revision(made, content, by=drafter, base=0)
    base = f"http://127.0.0.1:{port}"
    addresses = {
        "page": base + made.article.get_absolute_url(),
        "list": base + column.get_absolute_url(),
        "feed": f"{base}{column.get_absolute_url()}feed.atom",
        "home": base + "/published/",
        "search": f"{base}/search/?q={urllib.parse.quote(word)}",
    }
    for address in addresses.values():  # the old pages are in the cache
        fetched(address), fetched(address)
    writer.until = "signing"
    writer.forward(made)
    reviewing.sign(made, by=writer.who(office, "signer"), note="同意发布")
    return seen_after(addresses, made.article.get_absolute_url(), time.perf_counter())


def _today() -> object:
    from django.utils import timezone

    return timezone.localdate()


def main() -> None:
    """Serve the demo county, publish some, print medians and the worst."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as name:
        around = {**os.environ, "MINGZHENG_VAR": name, "MINGZHENG_DEMO": "1"}
        os.environ.update(around, DJANGO_SETTINGS_MODULE="mingzheng.config.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        with Path(os.devnull).open("w") as nowhere:
            call_command("load_demo", json=True, stdout=nowhere, stderr=nowhere)
        call_command("collectstatic", interactive=False, verbosity=0)
        port = free_port()
        server = served(port, around)
        try:
            rounds = [one_round(port, number) for number in range(times)]
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()
        print(f"{times} articles; milliseconds after the commit until every answer shows them")
        for what in rounds[0]:
            values = sorted(one[what] for one in rounds)
            print(f"{what:8}median {median(values):7.0f}  worst {values[-1]:7.0f}")


if __name__ == "__main__":
    main()
