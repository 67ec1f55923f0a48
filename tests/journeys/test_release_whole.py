"""A release is whole or not at all: killed half-way, raced by another, with many at once."""

import signal
import subprocess
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from mingzheng.core.models import IssuedNumber
from mingzheng.evidence.queries import verify
from mingzheng.publishing.actions import drafting, releasing, reviewing, withdrawing
from mingzheng.publishing.models import Article, Manuscript, Placement
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.tests.factories import (
    Newsroom,
    a_change,
    a_column,
    a_manuscript,
    a_newsroom,
    an_article,
    anew,
    article_of,
    content,
)
from mingzheng.search.models import Document
from tests.journeys.processes import PYTHON, ROOT, environment
from tests.journeys.test_at_once import at_once, refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LATER = timedelta(hours=2)
# The office's own round of time, which dies at one point of the release as by a cut of power.
DYING = """
import os, signal, sys
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from mingzheng.publishing.actions import releasing
module, name = sys.argv[1].split(".")
def die(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(getattr(releasing, module), name, die)
releasing.release_due(timezone.now() + timedelta(hours=2))
"""


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def signed(room: Newsroom, title: str = "关于开放夏季便民服务点的公告") -> Manuscript:
    """A manuscript that goes out in an hour."""
    at = timezone.now() + timedelta(hours=1)
    return a_manuscript(room, at=S.SIGNED, said=content(room, title), publish_at=at)


def public_rows(article: Article) -> tuple[str, int, int, int, int]:
    """What a release writes: visibility, places, the column's count, search, numbers."""
    return (
        Article.objects.get(pk=article.pk).visibility,
        Placement.objects.filter(article=article).count(),
        a_column(article.organisation).articles_total,
        Document.objects.filter(key=article.code).count(),
        IssuedNumber.objects.filter(title__contains="服务点").count(),
    )


@pytest.mark.parametrize("point", ["columns.count", "linking.recount", "findable.refresh",
                                   "fulfilling.fulfil"])  # fmt: skip
def test_a_release_that_was_killed_left_nothing_and_is_done_again(point, room, tmp_path):
    made = signed(room)
    more = {**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "mingzheng.config.settings"}

    died = subprocess.run([PYTHON, "-c", DYING, point], cwd=ROOT, env=more, capture_output=True)

    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert (anew(made).state, public_rows(made.article)) == (S.SIGNED, ("not_yet", 0, 0, 0, 0))
    assert releasing.release_due(timezone.now() + LATER) == 1
    assert public_rows(made.article) == ("public", 1, 1, 1, 1)
    assert verify().ok


def test_a_correction_that_was_killed_leaves_the_old_text_public(room, tmp_path):
    article = an_article(room)
    made = a_change(article, room, at=S.SIGNING, body="<p>十三个服务点</p>")
    reviewing.sign(made, by=room.signer, publish_at=timezone.now() + timedelta(hours=1))
    more = {**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "mingzheng.config.settings"}

    subprocess.run([PYTHON, "-c", DYING, "fulfilling.fulfil"], cwd=ROOT, env=more, check=False)

    assert article_of(made).public == article.public
    assert "十三个" not in Document.objects.get(key=article.code).text


def test_two_rounds_of_time_at_once_release_each_once(room):
    made = [signed(room, f"公告之{n}") for n in range(4)]
    now = timezone.now() + LATER

    results = at_once(*[partial(releasing.release_due, now)] * 2)

    assert refusals(results) == []
    assert sum(results) == 4
    assert {anew(one).state for one in made} == {S.PUBLISHED}
    numbers = sorted(Article.objects.values_list("index_number", flat=True))
    assert [number[-5:] for number in numbers] == ["00001", "00002", "00003", "00004"]
    assert a_column(room.office).articles_total == 4
    assert verify().ok


def test_of_two_writers_at_once_one_saves_and_the_other_is_told(room):
    made = a_manuscript(room)

    results = at_once(
        lambda: drafting.save_revision(anew(made), content(room, "甲"), by=room.drafter, base=1),
        lambda: drafting.save_revision(anew(made), content(room, "乙"), by=room.colleague, base=1),
    )

    (reason,) = refusals(results)
    assert "您的还没有存" in reason
    assert made.revisions.count() == 2


def test_withdrawn_in_the_moment_of_its_correction_it_is_one_or_the_other(room):
    article = an_article(room)
    made = a_change(article, room, at=S.SIGNING, body="<p>十三个服务点</p>")
    reviewing.sign(made, by=room.signer, publish_at=timezone.now() + timedelta(hours=1))

    at_once(
        lambda: withdrawing.withdraw(article_of(made), by=room.signer, reason="有误"),
        lambda: releasing.release_due(timezone.now() + LATER),
    )

    again = article_of(made)
    assert again.visibility == "withdrawn"  # withdrawn before it, or after it; never public again
    assert not Document.objects.filter(key=article.code).exists()
    assert a_column(room.office).articles_total == 0
    assert verify().ok
