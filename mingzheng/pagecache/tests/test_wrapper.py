"""The wrapper around a small site of its own: hits, changes, crowds, failures."""

import gzip
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from mingzheng.pagecache import watch, wrapper
from mingzheng.pagecache.rules.asking import Terms
from mingzheng.pagecache.wrapper import PageCache

TERMS = Terms(("/desk/",), {"skin": ("normal", "elder")}, ("sid",))


class Site:
    """A site of one page that says what was published last, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.generation = 1
        self.taken_back = self.mark = 0
        self.headers: list[tuple[str, str]] = []
        self.status = "200 OK"
        self.slow = 0.0
        self.error: Exception | None = None

    def __call__(self, environ: dict[str, Any], start: Callable) -> Iterable[bytes]:
        self.asked += 1
        time.sleep(self.slow)
        if self.error:
            raise self.error
        words = f"{self.generation} {environ.get('HTTP_COOKIE', '')} {environ['QUERY_STRING']}"
        start(self.status, [("Content-Type", "text/plain"), *self.headers])
        return [words.encode(), b"." * 300]

    def publish(self) -> None:
        self.generation += 1

    def take_back(self) -> None:
        self.publish()
        self.taken_back = self.mark = self.generation


@pytest.fixture
def site() -> Site:
    return Site()


def a_process(site: Site) -> PageCache:
    """What each process of a server has of its own."""
    eye = watch.Watch(lambda: (site.generation, site.taken_back), lambda: site.mark)
    return PageCache(site, terms=TERMS, watch=eye, limit=1_000_000)


@pytest.fixture
def cache(site, monkeypatch) -> PageCache:
    monkeypatch.setattr(watch, "POLL", 0.0)
    return a_process(site)


def get(cache: PageCache, path: str = "/", method: str = "GET", **headers: str):
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    path, _, query = path.partition("?")
    environ |= {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    said: list[Any] = []
    body = b"".join(cache(environ, lambda *given: said.extend(given[:2])))
    return said[0], {name.lower(): value for name, value in said[1]}, body


def how(cache: PageCache, *args: str, **headers: str) -> str:
    return get(cache, *args, **headers)[1].get("x-page-cache", "passed")


def test_the_second_visitor_costs_nothing(site, cache):
    first, second = get(cache), get(cache)

    assert first[2] == second[2]
    assert (how(cache), site.asked) == ("hit", 1)


def test_what_is_published_is_seen_at_once(site, cache):
    get(cache)

    site.publish()

    assert get(cache)[2].startswith(b"2 ")
    assert (how(cache), site.asked) == ("hit", 2)


def test_an_hour_later_a_page_is_made_anew_even_if_nothing_is_known(site, cache, monkeypatch):
    get(cache)
    monkeypatch.setattr(wrapper, "OLDEST", -1.0)

    get(cache)

    assert site.asked == 2


def test_each_skin_has_its_page_and_nothing_else_of_a_cookie_reaches_it(site, cache):
    plain = get(cache, cookie="token=secret")[2]
    elder = get(cache, cookie="token=secret; skin=elder")[2]

    assert b"secret" not in plain + elder
    assert b"skin=elder" in elder
    assert (how(cache), how(cache, cookie="skin=elder")) == ("hit", "hit")


def test_whoever_has_signed_in_passes(site, cache):
    get(cache)

    assert how(cache, cookie="sid=1") == "passed"
    assert how(cache, "/desk/") == "passed"
    assert how(cache, "/", "POST") == "passed"


@pytest.mark.parametrize(
    "header", [("Set-Cookie", "a=b"), ("Vary", "Cookie"), ("Cache-Control", "private")]
)
def test_what_was_made_for_somebody_is_never_given_to_another(site, cache, header):
    site.headers = [header]

    assert [how(cache), how(cache)] == ["passed", "passed"]
    assert b"token=1" in get(cache, "/other", cookie="token=1")[2]  # and they get their own


def test_gzip_is_another_body_with_another_tag(site, cache):
    _, plain, body = get(cache)
    _, packed, small = get(cache, accept_encoding="gzip")

    assert gzip.decompress(small) == body
    assert packed["content-encoding"] == "gzip"
    assert packed["etag"] != plain["etag"]
    assert int(packed["content-length"]) == len(small)
    assert "cookie" in plain["vary"].lower()


def test_head_is_the_get_without_its_body(site, cache):
    status, headers, body = get(cache, "/", "HEAD")
    whole = get(cache)

    assert (status, body, site.asked) == ("200 OK", b"", 1)
    assert headers["content-length"] == whole[1]["content-length"]


def test_whoever_has_it_already_gets_304(site, cache):
    tag = get(cache)[1]["etag"]

    status, headers, body = get(cache, if_none_match=f'"x", {tag}')
    site.publish()
    again = get(cache, if_none_match=tag)

    assert (status, headers["etag"], body) == ("304 Not Modified", tag, b"")
    assert again[0] == "200 OK"


def test_a_date_is_only_said_once_no_other_page_can_have_it(site, cache, monkeypatch):
    assert "last-modified" not in get(cache)[1]
    monkeypatch.setattr("mingzheng.pagecache.answers.SETTLED", -1.0)

    date = get(cache)[1]["last-modified"]

    assert get(cache, if_modified_since=date)[0] == "304 Not Modified"
    assert get(cache, if_modified_since="Mon, 01 Jan 2001 00:00:00 GMT")[0] == "200 OK"
    assert get(cache, if_modified_since="yesterday")[0] == "200 OK"


def test_a_page_that_fails_is_shown_as_it_was_for_a_while(site, cache, monkeypatch, caplog):
    get(cache)
    site.publish()
    site.status = "500 Internal Server Error"

    assert (get(cache)[2][:1], how(cache), site.asked) == (b"1", "stale", 2)
    assert "cannot be made" in caplog.text
    monkeypatch.setattr(wrapper, "FAILING", -1.0)
    cache.shelf.get(next(iter(cache.shelf._loved))).retry_at = 0.0
    assert get(cache)[0].startswith("500")


def test_an_exception_is_a_failure_too(site, cache):
    get(cache)
    site.publish()
    site.error = OSError("disk")

    assert how(cache) == "stale"
    with pytest.raises(OSError, match="disk"):
        get(cache, "/never-made")


def test_while_the_database_is_silent_pages_stand_and_then_no_more(site, cache, monkeypatch):
    get(cache)

    def silent():
        raise OSError("no database")

    cache.watch._read = silent
    assert how(cache) == "hit"
    monkeypatch.setattr(watch, "BLIND", -1.0)
    assert how(cache) == "passed"


def crowd(cache: PageCache, size: int) -> list[str]:
    """So many at the same moment; how each was answered."""
    found: list[str] = []
    gate = threading.Barrier(size)

    def come() -> None:
        gate.wait()
        found.append(how(cache))

    threads = [threading.Thread(target=come) for _ in range(size)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(found)


def test_fifty_at_once_on_a_cold_page_are_one_building(site, cache):
    site.slow = 0.1

    answers = crowd(cache, 50)

    assert site.asked == 1
    assert answers.count("miss") == 1
    assert {*answers} <= {"miss", "waited", "hit"}


def test_fifty_at_once_after_a_change_are_one_building_and_nobody_waits_long(site, cache):
    get(cache)
    site.publish()
    site.slow = 0.1

    answers = crowd(cache, 50)

    assert site.asked == 2
    assert answers.count("miss") == 1
    assert answers.count("stale") > 25  # whoever came in the first moment


def test_few_may_wait_for_a_page_that_takes_long(site, cache, monkeypatch):
    monkeypatch.setattr(wrapper, "PATIENCE", 0.05)
    site.slow = 1.0

    answers = crowd(cache, 20)

    assert site.asked == 1
    assert 0 < answers.count("waited") <= wrapper.FEW
    assert answers.count("passed") > 10  # 503: come back in a moment


def test_a_body_too_large_passes_whole(site, cache, monkeypatch):
    monkeypatch.setattr("mingzheng.pagecache.asking.LARGEST", 100)

    assert get(cache)[2].endswith(b"." * 300)
    assert how(cache) == "passed"


def test_what_was_taken_back_is_gone_in_every_process_with_the_next_request(site, monkeypatch):
    monkeypatch.setattr(watch, "POLL", 60.0)  # nobody would look again by itself
    processes = [a_process(site), a_process(site)]
    for one in processes:
        get(one)
        assert how(one) == "hit"

    site.take_back()

    assert [get(one)[2][:1] for one in processes] == [b"2", b"2"]


def test_while_a_page_is_made_anew_nobody_gets_what_was_taken_back(site, cache):
    get(cache)
    site.take_back()
    site.slow = 0.1

    answers = crowd(cache, 50)

    assert "stale" not in answers
    assert answers.count("miss") == 1


def test_a_page_begun_before_is_not_given_to_whoever_asks_after(site, cache):
    site.slow = 0.3
    first = threading.Thread(target=get, args=(cache,))
    first.start()
    time.sleep(0.1)  # the old page is being made

    site.take_back()

    assert get(cache)[2].startswith(b"2 ")
    first.join()


def test_a_page_that_fails_does_not_stand_as_it_was_before_something_was_taken_back(site, cache):
    get(cache)
    site.take_back()
    site.status = "500 Internal Server Error"

    assert get(cache)[0].startswith("500")
    assert get(cache)[0].startswith("500")
