"""The words that help to find (搜索用词): kept by the office, counted from what is asked."""

import csv
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from mingzheng.core import spool, trace
from mingzheng.core.access import Actor, Blocked, Denied
from mingzheng.search.backends import engine
from mingzheng.search.models import Asked, BestBet, Synonym
from mingzheng.search.rules.masking import LONGEST, kept
from mingzheng.search.rules.text import flat

SEED = Path(__file__).parent.parent / "seed" / "synonyms.csv"


def may_edit(by: Actor) -> bool:
    """True for whoever holds the deed search.edit over the whole area: its root and not a part."""
    return any("search.edit" in one.deeds and one.path.count("/") <= 2 for one in by.grants)


def _demand(by: Actor) -> None:
    if not may_edit(by):
        raise Denied("同义词、推荐结果和热搜词由政务公开办维护。")


@transaction.atomic
def load_synonyms() -> int:
    """Add the starter list where it is missing; what is there stays. Returns how many."""
    with SEED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    have = set(Synonym.objects.values_list("word", "official"))
    new = [
        Synonym(
            word=row["word"],
            plain=flat(row["word"]).strip(),
            official=row["official"],
            source=row["source"],
            is_reviewed=row["reviewed"] == "1",
        )
        for row in rows
        if (row["word"], row["official"]) not in have
    ]
    Synonym.objects.bulk_create(new, batch_size=200)
    return len(new)


def save_synonym(row: Synonym, *, by: Actor) -> Synonym:
    """Add or change a synonym; it works from then on if it is reviewed. Denied, Blocked."""
    row.plain = flat(row.word).strip()
    if not row.plain or not flat(row.official):
        raise Blocked("两个词都要有字。")
    if len(row.plain) < 2:
        raise Blocked("“老百姓的说法”只有一个字，会搜出太多不相干的，写两个字以上。")
    if row.plain == flat(row.official).strip():
        raise Blocked("两个词是同一个，不用做同义词。")
    _save(row, by, "同义词")
    return row


def save_best_bet(row: BestBet, *, by: Actor) -> BestBet:
    """Add or change what to offer first for a query. Denied, Blocked."""
    row.plain = flat(row.query).strip()
    if not row.plain:
        raise Blocked("要写明搜什么词时推荐。")
    _save(row, by, "推荐结果")
    return row


@transaction.atomic
def _save(row: Synonym | BestBet, by: Actor, what: str) -> None:
    _demand(by)
    stored = type(row).objects.filter(pk=row.pk).values(*row.COLUMNS).first() if row.pk else None
    now = {name: getattr(row, name) for name in row.COLUMNS}
    names = {one.name: str(one.verbose_name) for one in row._meta.fields}
    changed = {
        names[name]: [str((stored or {}).get(name, "")), str(value)]
        for name, value in now.items()
        if stored is None or stored[name] != value
    }
    if not changed:
        return
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Blocked(f"已经有这一条{what}了。") from error
    label = f"修改{what}" if stored else f"增加{what}"
    trace.record(row, "edit_word" if stored else "add_word", by=by, label=label, changes=changed)


@transaction.atomic
def remove_word(row: Synonym | BestBet, *, by: Actor) -> None:
    """Take a synonym or a best bet away; the trace keeps what it said."""
    _demand(by)
    names = {one.name: str(one.verbose_name) for one in row._meta.fields}
    gone = {names[name]: [str(getattr(row, name)), ""] for name in row.COLUMNS}
    trace.record(row, "remove_word", by=by, label=f"删除{row._meta.verbose_name}", changes=gone)
    row.delete()


@transaction.atomic
def show(row: Asked, *, by: Actor, is_shown: bool) -> None:
    """Let a query in among the hot words (热搜词) that everybody sees, or take it out again."""
    _demand(by)
    Asked.objects.filter(pk=row.pk).update(is_shown=is_shown)
    label = "列入热搜" if is_shown else "不列入热搜"
    trace.record(row, "show_word" if is_shown else "hide_word", by=by, label=label)


def count(query: str, *, found: bool) -> None:
    """Count what was asked, without who asked. A busy database loses the count, not the answer."""
    text = kept(query)
    if not text:
        return
    if settings.FACE != "public":
        _count(text, found=found)
    elif settings.SEARCH_SPOOL:
        with suppress(OSError):  # a full disk loses the count as well
            spool.leave(settings.SEARCH_SPOOL, [text, found])


def count_left() -> int:
    """Count what public faces have left in the spool; returns how many queries."""
    left = [one for one in spool.taken(settings.SEARCH_SPOOL) if _is_asked(one)]
    for text, found in left:
        _count(text[:LONGEST], found=bool(found))  # masked when it was left
    return len(left)


def _is_asked(note: object) -> bool:
    return isinstance(note, list) and len(note) == 2 and isinstance(note[0], str)


def _count(text: str, *, found: bool) -> None:
    # One statement, and no waiting behind a long write: the reader is waiting for the page.
    with suppress(DatabaseError), engine().hurried() as cursor:
        cursor.execute(
            "INSERT INTO search_asked AS a (text, times, in_vain, last_on, is_shown)"
            " VALUES (%s, 1, %s, %s, %s) ON CONFLICT (text) DO UPDATE SET times = a.times + 1,"
            " in_vain = a.in_vain + excluded.in_vain, last_on = excluded.last_on",
            [text, 0 if found else 1, timezone.localdate(), False],
        )
