"""An invented old site (编造的旧网站): articles by number, for the large demo and the benches.

The same number gives the same title, text, day, column and kind: what looks like chance is fixed by
the number. Places, matters and sentences are ours (seed/phrases.csv). Written in blocks, each whole
or not at all, so that a load that was stopped goes on where it stopped; then the search is built.
"""

import csv
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.backfile.actions.carrying import AT_ONCE, Carried, carry
from mingzheng.columns import actions as columns
from mingzheng.columns.models import Column
from mingzheng.core import trace
from mingzheng.core.access import Actor
from mingzheng.core.trace import Subject
from mingzheng.search import actions as search
from mingzheng.texts.rules.content import Content
from mingzheng.texts.states import ArticleKind as K
from mingzheng.texts.states import Genre, InterpretationForm, Validity

MOST = 1_000_000
DAYS, LAST = 3650, datetime(2026, 5, 31, 9, 30, tzinfo=UTC)
# Of a hundred articles of an office; the slug of the column is the same everywhere.
SHARES: tuple[tuple[str, K, int], ...] = (
    ("news", K.NEWS, 52),
    ("notices", K.NOTICE, 26),
    ("policies", K.NORMATIVE, 6),
    ("interpretations", K.INTERPRETATION, 6),
    ("plans", K.PLAN, 3),
    ("budgets", K.BUDGET, 4),
    ("livelihood", K.OTHER, 3),
)
FORMS = (InterpretationForm.TEXT, InterpretationForm.QUESTIONS, InterpretationForm.PICTURE)
with (Path(__file__).parent / "seed" / "phrases.csv").open(encoding="utf-8", newline="") as _file:
    PHRASES = groupby(list(csv.DictReader(_file)), itemgetter("kind"))
SAID = {kind: [one["text"] for one in some] for kind, some in PHRASES}
MATTERS, DEALINGS, OUTCOMES = SAID["matter"], SAID["dealing"], SAID["outcome"]
WORDS = [place + spot for place in SAID["place"] for spot in SAID["spot"]]
TOPICS = (
    *("综合政务", "农业、林业、水利", "民政、扶贫、救灾", "财政、金融、审计", "科技、教育"),
    *("卫生、体育", "城乡建设、环境保护", "市场监管、安全生产监管"),
)
SUBJECT = Subject("demo.volume", "articles", "大规模演示的信息")
Say = Callable[[str], None]


def fill(number: int, *, by: Actor, say: Say) -> int:
    """Bring the county to so many made-up articles, then build the search; how many were added.

    Not inside a transaction. A number that is there already adds nothing.
    """
    offices = _offices(by)
    places = {(one.organisation_id, one.slug): one.pk for one in Column.objects.all()}
    there = trace.history(SUBJECT).filter(step="block").count()
    wanted = -(-min(number, MOST) // AT_ONCE)
    for block in range(there, wanted):
        office = offices[block % len(offices)]
        with transaction.atomic():
            own = {slug: key for (pk, slug), key in places.items() if pk == office.pk}
            texts = [made_up(n, office, own) for n in _numbers(block, number)]
            carry(office, texts, by=by, is_indexed=False)
            trace.record(SUBJECT, "block", by=by, label="装入", block=block, count=len(texts))
        if block % 20 == 19:
            say(f"信息 {(block + 1) * AT_ONCE:,} 篇，一共 {number:,} 篇")
    built = trace.history(SUBJECT).filter(step="indexed").count()
    if wanted > there or not built:
        search.build_index(lambda words: say(f"搜索索引：{words}"))
        trace.record(SUBJECT, "indexed", by=by, label="建好搜索索引")
    return max(0, min(number, MOST) - there * AT_ONCE)


def _offices(by: Actor) -> list[Organisation]:
    """Departments and towns, each with its columns."""
    kinds = ("department", "town", "street", "township")
    found = list(Organisation.objects.filter(kind__in=kinds, is_active=True).order_by("code"))
    for one in found:
        columns.lay_columns(one, by=by)
    return found


def _numbers(block: int, number: int) -> range:
    return range(block * AT_ONCE, min((block + 1) * AT_ONCE, number, MOST))


def made_up(number: int, office: Organisation, columns_of: dict[str, int]) -> Carried:
    """The text of this number as one of the office, whose columns are given by slug."""
    chance = random.Random(number)  # noqa: S311 - a demo, and the same each time
    slug, kind, form = _sort(chance)
    column = columns_of.get(slug) or columns_of["news"]
    matter, place = chance.choice(MATTERS), chance.choice(WORDS)
    at = LAST - timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(480))
    is_document = kind == K.NORMATIVE
    title = _title(kind, chance, f"{place}{matter}", office.label, at.year)
    content = Content(
        title=title,
        body="\n".join(f"<p>{one}</p>" for one in _paragraphs(chance, matter, place, office)),
        kind=kind.value,
        document_number=f"云{place[:1]}规〔{at.year}〕{number % 90 + 1}号" if is_document else "",
        dated_on=at.date() if is_document else None,
        topic=chance.choice(TOPICS) if is_document else "",
        genre=Genre.CIRCULAR.value if is_document else "",
        form=form,
        keywords=matter,
        source=office.name,
        columns=(column,),
    )
    return Carried(content, at, Validity.VALID if is_document else "")


def _sort(chance: random.Random) -> tuple[str, K, str]:
    left = chance.randrange(100)
    for slug, kind, share in SHARES:
        if left < share:
            is_explained = kind == K.INTERPRETATION
            return slug, kind, chance.choice(FORMS).value if is_explained else ""
        left -= share
    raise ValueError("the shares are of a hundred")


def _title(kind: K, chance: random.Random, what: str, office: str, year: int) -> str:
    if kind == K.NORMATIVE:
        return f"{office}关于印发《{what}办法》的通知"
    if kind == K.INTERPRETATION:
        return f"《{what}办法》解读"
    if kind in (K.PLAN, K.BUDGET):
        return f"{office}{year}年{what}{'计划' if kind == K.PLAN else '经费预算'}"
    if kind == K.NOTICE:
        return f"关于{what}{chance.choice(DEALINGS)}的{chance.choice(('通知', '公告', '公示'))}"
    return f"{office}{chance.choice(OUTCOMES)}{what}"


def _paragraphs(
    chance: random.Random, matter: str, place: str, office: Organisation
) -> Iterator[str]:
    for sentence in chance.sample(SAID["sentence"], chance.randint(3, 7)):
        yield sentence.format(
            matter=matter,
            place=place,
            other=chance.choice(WORDS),
            office=office.label,
            n=chance.randint(2, 980),
            m=chance.randint(1, 12),
            d=chance.randint(1, 28),
        )
