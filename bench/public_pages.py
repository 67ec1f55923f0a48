"""Uncached pages of the demo county: processor time and queries, against the budgets.

    script/bench public_pages [rounds]

Budgets (design §6): a public page 15 ms and 8 queries, a list or case page of the desk 20 ms and
10. The county is made in a database of its own (a file on SQLite, a test database beside
DATABASE_URL on PostgreSQL) and asked through Django's test client with every middleware, in turn,
so that all pages see the same machine; each figure is a median. Milliseconds differ between
machines: "×" tells each page by a bare template of 20 rows filled in the same rounds. "ms" is the
processor time of this process; what PostgreSQL spends beside it shows in the column of the clock.
"""

import gc
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

FOLDER = tempfile.TemporaryDirectory(prefix="mingzheng-bench-")
os.environ["MINGZHENG_VAR"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402 the settings must be named first

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    teardown_databases,
)

from mingzheng.accounts.models import Person  # noqa: E402
from mingzheng.catalogue.models import Edition, Item  # noqa: E402
from mingzheng.catalogue.queries import public_items  # noqa: E402

ROUNDS = max(int(sys.argv[1]), 5) if len(sys.argv) > 1 else 25
PUBLIC, DESK = (15.0, 8), (20.0, 10)  # milliseconds and queries
STAFF = "YX0001"  # the county's openness office: sees every edition, so the longest lists
BARE = """<!doctype html><title>{{ title }}</title><table>{% for row in rows %}<tr>
{% for cell in row %}<td class="{% cycle 'a' 'b' %}">{{ cell }}</td>{% endfor %}
</tr>{% endfor %}</table>"""
CELLS = {"title": "目录", "rows": [[f"公开事项 <{n}.{m}>" for m in range(20)] for n in range(20)]}


class Page(NamedTuple):
    """One page: its name, its address, who asks, and its budget."""

    name: str
    url: str
    client: Client
    budget: tuple[float, int]


def visitor() -> Client:
    """Somebody without a cookie, under a host name that the settings allow."""
    return Client(headers={"host": "localhost"})


def staff() -> Client:
    """A signed-in official who has nothing left to do about a password."""
    client, person = visitor(), Person.objects.get(username=STAFF)
    Person.objects.filter(pk=person.pk).update(must_change_password=False)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def most(name: str) -> str:
    """The value that most rows in force have."""
    counted = public_items().order_by().values_list(name).annotate(n=Count("pk"))
    return counted.filter(**{f"{name}__isnull": False}).order_by("-n")[0][0]


def pages() -> list[Page]:
    """The pages that people open most, each where it has the most to show."""
    anybody, official = visitor(), staff()
    edition = Edition.objects.filter(state="in_force").order_by("-items_total").first()
    item = Item.objects.filter(edition=edition).order_by("-pk").first()
    field, office = most("field__slug"), most("duties__organisation__code")
    public = {
        "home": "/",
        "fields": "/catalogue/",
        "item": f"/i/{item.code}/",
        "items": "/catalogue/items/",
        "items, page 100": "/catalogue/items/?page=100",
        "items, one word": "/catalogue/items/?q=公开",
        "items, two words": "/catalogue/items/?q=救助 名单",
        "items, three facets": f"/catalogue/items/?level=county&stage=service&office={office}",
        "matrix": "/catalogue/matrix/",
        "matrix, one field": f"/catalogue/matrix/?field={field}&level=county",
        "field": f"/catalogue/fields/{field}/",
        "offices": "/offices/",
        "office": f"/offices/{office}/",
        "changes": "/catalogue/changes/",
        "edition": f"/catalogue/editions/{edition.pk}/",
    }
    desk = {
        "desk: to do": "/desk/",
        "desk: editions": "/desk/catalogue/",
        "desk: edition (case)": f"/desk/catalogue/{edition.pk}/",
        "desk: its items": f"/desk/catalogue/{edition.pk}/items/",
        "desk: one item": f"/desk/catalogue/{edition.pk}/items/{item.code}/",
        "desk: trace": "/desk/trace/",
    }
    return [
        *(Page(name, url, anybody, PUBLIC) for name, url in public.items()),
        *(Page(name, url, official, DESK) for name, url in desk.items()),
    ]


def ask(page: Page) -> None:
    """One request; a page that is not there would be quick and mean nothing."""
    response = page.client.get(page.url)
    assert response.status_code == 200, (page.url, response.status_code)


def queries_of(page: Page) -> int:
    """How many queries the page asks, warm: what a process remembers is remembered."""
    ask(page)
    with CaptureQueriesContext(connection) as captured:
        ask(page)
    return len(captured)


def timed(deed: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of one run: of the processor in this process, and by the clock."""
    clock, spent = time.perf_counter(), time.process_time()
    deed()
    return (time.process_time() - spent) * 1000, (time.perf_counter() - clock) * 1000


def main() -> None:
    """Print a line a page; the last line says how many are over a budget."""
    silent = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_demo", scale="county", json=True, **silent)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what autovacuum does a minute after loading
    gc.collect()
    gc.freeze()  # a server has not loaded the county itself: collecting must not pay for that
    shown, nobody = pages(), visitor()
    nobody.get("/robots.txt")  # a client's first request builds its middleware
    counts = [queries_of(page) for page in shown]
    bare = engines["django"].from_string(BARE)
    deeds: list[Callable[[], object]] = [
        lambda: bare.render(CELLS),
        lambda: nobody.get("/robots.txt"),
        *(lambda page=page: ask(page) for page in shown),
    ]
    rounds = [[timed(deed) for deed in deeds] for _ in range(ROUNDS)]
    figures = [tuple(map(median, zip(*runs, strict=True))) for runs in zip(*rounds, strict=True)]
    (yard, _), (empty, _), *rest = figures
    print(f"{connection.vendor}, medians of {ROUNDS} rounds; × = times a bare template")
    print(f"bare template {yard:.2f} ms, an answer without page or query {empty:.2f} ms")
    over = 0
    print(f"{'page':22}{'ms':>7}{'×':>7}{'clock':>8}{'queries':>9}   budget")
    for page, count, (spent, clock) in zip(shown, counts, rest, strict=True):
        milliseconds, most = page.budget
        fits = spent <= milliseconds and count <= most
        over += not fits
        print(
            f"{page.name:22}{spent:7.1f}{spent / yard:7.1f}{clock:8.1f}{count:9}"
            f"   {milliseconds:.0f} ms, {most}{'' if fits else '  OVER BUDGET'}"
        )
    print(f"{over} of {len(shown)} over budget" if over else f"all {len(shown)} ok")


if __name__ == "__main__":
    connection.settings_dict["TEST"]["NAME"] = (
        str(Path(FOLDER.name) / "bench.sqlite3") if connection.vendor == "sqlite" else None
    )
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        main()
    finally:
        teardown_databases(databases, verbosity=0)
        FOLDER.cleanup()
