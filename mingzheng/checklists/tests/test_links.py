"""Links are asked only when the office says so, public hosts only, a few times; ours never."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from mingzheng.checklists import actions, queries
from mingzheng.checklists.actions.links import broken_inside
from mingzheng.checklists.models import LinkState
from mingzheng.checklists.probing import Prober
from mingzheng.checklists.tasks import probe_daily, probe_links
from mingzheng.core import trace
from mingzheng.proofing.rules.links import linked, links_of

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
HERE = Prober(timeout=2, pause=0, may_ask=lambda number: number == "127.0.0.1")


class Site(BaseHTTPRequestHandler):
    """A site that answers by path."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        statuses = {"/": 200, "/gone": 404, "/login": 403, "/down": 503, "/loop": 302, "/old": 301}
        status = statuses.get(self.path, 200)
        if self.path == "/only-get" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "/loop" if self.path == "/loop" else "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "standing", "said", "times"),
    [
        ("/", "fine", "答复 200", 1),
        ("/中文?a=1", "fine", "答复 200", 1),
        ("/old", "fine", "答复 200", 2),
        ("/only-get", "fine", "答复 200", 2),
        ("/login", "fine", "答复 403", 2),  # there, but not for everybody
        ("/gone", "broken", "答复 404", 2),  # asked by GET too; not a second time
        ("/down", "broken", "答复 503", 6),  # three tries, each by HEAD and GET
        ("/loop", "broken", "转来转去，没有尽头", 18),
    ],
)
def test_an_address_is_asked_by_head_then_get_and_a_few_times(site, path, standing, said, times):
    answer = HERE.probe(site + path)

    assert (answer.standing, answer.said, len(Site.asked)) == (standing, said, times)


def test_a_private_host_is_never_asked(site):
    assert Prober(pause=0).probe(site).said == "内网地址，没有探测"
    assert Prober(pause=0).probe("http://localhost/").standing == "unknown"
    assert Prober().probe("ftp://127.0.0.1/").said == "不是网址，没有探测"
    assert Site.asked == []


def test_a_site_that_is_not_there_is_broken_in_plain_words():
    assert HERE.probe("http://127.0.0.1:1/").said == "连不上"
    assert HERE.probe("http://127.0.0.1:999999/").is_broken


def test_nothing_is_asked_until_the_office_switches_it_on(cast, site):
    actions.watch(links_of(f'<a href="{site}/gone">甲</a><a href="/inside/">乙</a>'))
    LinkState.objects.create(url=f"{site}/gone")

    assert actions.probe_due(NOW, HERE) == (0, 0)

    actions.switch_probing(True, by=cast.office)
    assert actions.probe_due(NOW, HERE) == (1, 1)
    assert actions.probe_due(NOW, HERE) == (0, 0)  # the answer is good for a week
    assert actions.probe_due(NOW + timedelta(days=8), HERE) == (1, 1)


def test_what_did_not_open_is_found_in_the_next_check(cast):
    page = '<p><a href="https://gone.gov.cn/a">文件</a></p>'
    assert actions.watch(links_of(page)) == 1
    assert actions.watch(links_of(page)) == 0
    LinkState.objects.update(standing="broken", said="答复 404", probed_at=NOW)

    hosts = queries.hosts_for(page)

    assert [one.message for one in linked(page, hosts) if one.code == "broken_link"] == [
        "上次检查时打不开：答复 404。"
    ]


def test_switching_is_told_once(cast):
    for _ in range(2):
        actions.switch_probing(True, by=cast.office)
    actions.switch_probing(False, by=cast.office)

    labels = trace.Event.objects.filter(subject_type="checklists.linkpolicy")
    assert [one.label for one in labels.order_by("sequence")] == [
        "打开站外链接检查",
        "关闭站外链接检查",
    ]
    probe_links.call()  # switched off: ends at once


def test_the_worker_is_started_once_a_day_and_only_when_switched_on(cast):
    today = NOW.date()
    assert probe_daily(today) == 0

    actions.switch_probing(True, by=cast.office)

    assert [probe_daily(today), probe_daily(today)] == [1, 0]
    assert probe_daily(today + timedelta(days=1)) == 1


def test_our_own_links_are_judged_without_asking_anybody():
    page = '<a href="/search/?q=a">甲</a><a href="/nowhere/9/">乙</a><a href="#x">丙</a>'
    links = links_of(f'{page}<a href="beside.html">丁</a>')

    assert broken_inside(links) == {"/nowhere/9/": "本站没有这个页面"}
    assert broken_inside(links, lambda match: False)["/search/?q=a"] == "本站没有这一条内容"
