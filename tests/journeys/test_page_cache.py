"""Two real servers, one site: what is published is on both within a second, whoever dies."""

import os
import signal
import threading
import time
from collections import Counter
from contextlib import ExitStack

import pytest

from mingzheng.accounts.tests.factories import a_county, a_person
from mingzheng.portal.actions import change_site
from tests.journeys.served import Server, prepare, serving

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SECOND = 1.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Static files once for all; collecting them needs no database."""
    made = tmp_path_factory.mktemp("site")
    prepare(made)
    return made


def publish(name: str, by) -> None:
    change_site(by=by, values={"name": name})


def shows(server: Server, words: str) -> float:
    """Seconds after which somebody who asked last got something else than these words."""
    begun, late = time.monotonic(), 0.0
    while words.encode() not in server.get("/privacy/").body:
        assert late < 20
        late = time.monotonic() - begun
    return late


def crowd(server: Server, path: str, size: int) -> Counter:
    """So many at once; how each of them was answered."""
    found: list[str] = []
    gate = threading.Barrier(size)

    def come() -> None:
        gate.wait()
        answer = server.get(path)
        found.append(answer.how if answer.status == 200 else str(answer.status))

    threads = [threading.Thread(target=come) for _ in range(size)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return Counter(found)


def kill_worker(server: Server) -> None:
    """SIGKILL to the process group: granian and the worker that answers."""
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()


def test_both_show_what_is_new_within_a_second_and_a_killed_one_takes_nothing_along(folder):
    system = a_person("system_admin", a_county())
    publish("第一版的名字", system)
    with ExitStack() as stack:
        one, other = (stack.enter_context(serving(folder)) for _ in range(2))
        for server in (one, other):
            shows(server, "第一版的名字")
            assert server.get("/privacy/").how == "hit"

        publish("第二版的名字", system)
        assert max(shows(one, "第二版的名字"), shows(other, "第二版的名字")) < SECOND

        publish("第三版的名字", system)
        kill_worker(one)
        assert shows(other, "第三版的名字") < SECOND
        again = stack.enter_context(serving(folder))
        assert "第三版的名字".encode() in again.get("/privacy/").body


def test_fifty_at_once_on_a_cold_page_are_one_building_in_each_process(folder):
    with serving(folder) as one, serving(folder) as other:
        for server in (one, other):
            found = crowd(server, "/catalogue/", 50)

            assert found["miss"] == 1
            assert sum(found[how] for how in ("miss", "hit", "waited")) == 50


def test_who_has_a_session_is_never_answered_from_memory(folder):
    with serving(folder) as server:
        first = server.get("/privacy/", Accept_Encoding="gzip")
        known = server.get("/privacy/", Accept_Encoding="gzip", If_None_Match=first.headers["etag"])

        assert (first.headers["content-encoding"], known.status, known.body) == ("gzip", 304, b"")
        assert server.get("/privacy/", Cookie="sessionid=x").how == ""
        assert server.get("/desk/").status == 302
        assert "set-cookie" not in first.headers
