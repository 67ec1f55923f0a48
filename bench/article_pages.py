"""Public pages of many articles: processor time and queries, against the budgets.

    script/bench article_pages [--size 100000] [--rounds 15]

Budget (design §6): 15 ms and 8 queries for each page, the last page of a list (500 at most) as
well as the first. The articles are cloned in the database from one that went through the real
deeds; the pages are asked through Django's test client with every middleware, in turn. "ms" is the
median of the rounds, "least" the quickest of them: on a machine that others use, the nearest to
what a page costs. "×" is the median by that of the bare frame, a page without any article.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

FOLDER = tempfile.TemporaryDirectory(prefix="mingzheng-bench-")
os.environ["MINGZHENG_VAR"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402 the settings must be named first

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    teardown_databases,
)

from mingzheng.accounts.tests.factories import a_department  # noqa: E402
from mingzheng.columns.models import Column  # noqa: E402
from mingzheng.publishing.models import Article, Manuscript, Placement, Revision  # noqa: E402
from mingzheng.publishing.queries.public import public_articles  # noqa: E402
from mingzheng.publishing.tests.factories import a_newsroom  # noqa: E402
from mingzheng.reading.rules.paging import LAST_PAGE, PER_PAGE  # noqa: E402
from mingzheng.reading.tests.factories import a_policy, explained  # noqa: E402
from mingzheng.texts.states import DOCUMENT_KINDS, ArticleKind  # noqa: E402

BUDGET = (15.0, 8)  # milliseconds, queries
OFFICES = 60
BATCH = 50_000
# n is the number of the row: three of a hundred are documents, three explain them, the rest news.
KIND = """CASE WHEN {n} % 100 < 2 THEN 'normative' WHEN {n} % 100 = 2 THEN 'policy'
WHEN {n} % 100 < 6 THEN 'interpretation' WHEN {n} % 100 < 30 THEN 'notice' ELSE 'news' END"""


def moment(n: str) -> str:
    """SQL for a moment that many five minutes ago, in the words of either database."""
    if connection.vendor == "postgresql":
        return f"now() - ({n}) * interval '5 minutes'"
    return f"strftime('%Y-%m-%d %H:%M:%S', 'now', '-' || (({n}) * 5) || ' minutes')"


def clone(model: type[models.Model], key: Any, changes: Mapping[str, str], size: int) -> None:
    """Write `size` copies of one row, its columns changed as SQL of n says."""
    table = model._meta.db_table
    names = [one.column for one in model._meta.concrete_fields]
    said = ", ".join(changes.get(name, f't."{name}"').replace("{n}", "s.n") for name in names)
    said = said.replace("%", "%%")  # a remainder, no place for a parameter
    columns = ", ".join(f'"{name}"' for name in names)
    sql = (
        f'INSERT INTO "{table}" ({columns}) WITH RECURSIVE s(n) AS '  # noqa: S608 - our own names
        f"(SELECT %s UNION ALL SELECT n + 1 FROM s WHERE n < %s) "
        f'SELECT {said} FROM s, "{table}" t WHERE t.id = %s'
    )
    with connection.cursor() as cursor:
        for start in range(0, size, BATCH):
            cursor.execute(sql, [start, min(start + BATCH, size) - 1, key])


def fill(size: int) -> tuple[Article, Column]:
    """A county with so many articles; the document and the long column whose pages are asked."""
    room = a_newsroom()
    document = a_policy(room)
    explained(room, document)
    offices = [a_department(f"云溪县第{n}局", county=room.county).pk for n in range(OFFICES)]
    column = Column.objects.get(organisation=room.county, slug="news")
    base = 1_000_000
    article = f"{{n}} + {base}"
    shared = {"id": article, "article_id": article, "manuscript_id": article}
    with transaction.atomic():  # foreign keys are looked at when it ends
        clone(Article, document.pk, {
            "id": article, "public_id": article, "code": "'b' || {n}", "kind": KIND,
            "index_number": "'b/' || {n}", "title": "'关于第 ' || {n} || ' 项工作的通知'",
            "organisation_id": f"{offices[0]} + {{n}} % {OFFICES}",
            "released_at": moment("{n}"), "changed_at": moment("{n}"),
            "topic": "'主题' || ({n} % 17)", "interpretations_total": "0",
        }, size)  # fmt: skip
        first = Manuscript.objects.filter(article=document).first()
        clone(Manuscript, first.pk if first else 0, {**shared, "revision_id": article}, size)
        clone(Revision, document.public_id, {**shared, "kind": KIND}, size)
        placed = Placement.objects.filter(article=document).first()
        clone(Placement, placed.pk if placed else 0, {
            **shared, "column_id": str(column.pk), "released_at": moment("{n}"),
        }, size)  # fmt: skip
        Column.objects.filter(pk=column.pk).update(articles_total=size)
    column.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return document, column


def last_page(rows: int) -> int:
    """The last page there is of a list with so many rows."""
    return min(-(-rows // PER_PAGE), LAST_PAGE)


def pages(document: Article, column: Column) -> dict[str, str]:
    """The pages, each where it has the most to show; the bare frame first."""
    listed = column.get_absolute_url()
    notices = last_page(public_articles().filter(kind=ArticleKind.NOTICE).count())
    documents = last_page(public_articles().filter(kind__in=DOCUMENT_KINDS).count())
    middle = min(100, documents)
    office = Article.objects.filter(pk=1_000_000).values_list("organisation__code", flat=True)[0]
    return {
        "bare frame": "/accessibility/",
        "column, page 1": listed,
        "column, last page": f"{listed}?page={last_page(column.articles_total)}",
        "article (document)": document.get_absolute_url(),
        "article (news)": "/articles/b50/",
        "course of an article": f"{document.get_absolute_url()}course/",
        "newest of all": "/published/",
        f"notices, page {notices}": f"/published/notices/?page={notices}",
        "notices of a month": "/published/notices/?year=2025&month=3",
        "policy library": "/policies/",
        f"library, page {middle}": f"/policies/?page={middle}",
        "library, two facets": f"/policies/?office={office}&validity=valid",
        "platform": "/openness/",
        "space of an office": f"/offices/{office}/openness/",
        "home": "/",
    }


def measure(found: Mapping[str, str], rounds: int) -> list[tuple[str, float, float, int]]:
    """Name, processor milliseconds (median, least), queries; a page that fails stops it all."""
    client = Client(headers={"host": "localhost"})
    times: dict[str, list[float]] = {name: [] for name in found}
    queries = {}
    for name, url in found.items():
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(url)
        assert answer.status_code == 200, f"{url} {answer.status_code}"
        queries[name] = len(seen)
    for _ in range(rounds):
        for name, url in found.items():
            begun = time.process_time()
            client.get(url)
            times[name].append(1000 * (time.process_time() - begun))
    return [(name, median(times[name]), min(times[name]), queries[name]) for name in found]


def main() -> None:
    """Fill, ask, print one line for each page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    old = setup_databases(verbosity=0, interactive=False)
    try:
        begun = time.perf_counter()
        document, column = fill(asked.size)
        print(
            f"{asked.size:,} articles in {time.perf_counter() - begun:.0f} s, {connection.vendor}"
        )
        rows = measure(pages(document, column), asked.rounds)
        print(f"{'page':24}{'ms':>8}{'least':>8}{'×':>7}{'queries':>9}  budget")
        for name, cpu, least, queries in rows:
            fits = cpu <= BUDGET[0] and queries <= BUDGET[1]
            ratio = cpu / rows[0][1]
            print(
                f"{name:24}{cpu:8.1f}{least:8.1f}{ratio:7.2f}{queries:9}  {'' if fits else 'OVER'}"
            )
    finally:
        teardown_databases(old, verbosity=0)


main()
