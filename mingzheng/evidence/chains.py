"""How every chain is walked (走链): the database composes the hashed text, Python hashes it."""

import os
from contextlib import nullcontext
from multiprocessing import get_context
from typing import NamedTuple

from django.db import DatabaseError, connection, models, transaction
from django.db.models import QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Ord, Right

from mingzheng.core import trace
from mingzheng.core.chain import HASHED, digest
from mingzheng.core.models import Event

PARALLEL_FROM = 50_000  # events; below, starting processes costs more than it saves
CHUNK = 200  # rows fetched at a time; more fall out of the processor's cache


class Break(NamedTuple):
    """A broken link: which subject ("type:id"), which sequence, and why in Chinese."""

    subject: str
    sequence: int
    reason: str


def hashed_text(*, guarded: bool = False) -> RawSQL:
    """The text an event's hash is over, composed by the database several times quicker than here.

    Both databases quote as canonical JSON does; where one ever differs, the hash disagrees and
    `_holds` composes the row again. Values are quoted, so no two rows give the same text.
    SQLite fails on a blob, which only a stranger leaves; `guarded` gives NULL for it instead.
    """
    sql = _on_sqlite(guarded) if connection.vendor == "sqlite" else _on_postgresql()
    return RawSQL(sql, (), output_field=models.TextField())  # noqa: S611 names of our own alone


def _on_sqlite(guarded: bool) -> str:
    """Two calls for all columns, because calls are what costs; bytes, so that none is decoded."""
    facts = HASHED.index("facts")
    before, after = (
        ",".join(f"'{name}',{name}" for name in names)
        for names in (HASHED[:facts], HASHED[facts + 1 :])
    )
    facts_text = "CASE typeof(facts_text) WHEN 'text' THEN facts_text END"
    text = f"""CAST(previous_hash||rtrim(json_object({before}),'}}')||',"facts":'||{facts_text}
        ||','||substr(json_object({after}),2) AS BLOB)"""
    kinds = ",".join(f"typeof({name})" for name in HASHED if name != "facts")
    return f"CASE WHEN 'blob' IN ({kinds}) THEN NULL ELSE {text} END" if guarded else text


def _on_postgresql() -> str:
    """Quotes set by hand, a third of the time of quoting each; only if nothing needs escaping."""
    plain = {"facts": "facts_text", "sequence": "sequence::text"}
    plain["at"] = "(at AT TIME ZONE 'UTC')::text"
    words = [name for name in HASHED if name not in plain]
    by_hand = _joined({n: plain.get(n, n) for n in HASHED}, quoted={*words, "at"})
    each = _joined({n: plain.get(n, f"to_json({n})::text") for n in HASHED}, quoted={"at"})
    together = "||".join(words)
    is_plain = f"octet_length(to_json({together})::text) = octet_length({together}) + 2"
    return f"CASE WHEN {is_plain} THEN {by_hand} ELSE {each} END"


def _joined(values: dict[str, str], quoted: set[str]) -> str:
    """SQL for the previous hash and a JSON object of these values, some in quotation marks."""
    sql, between = "previous_hash", "{"
    for name, value in values.items():
        mark = '"' if name in quoted else ""
        sql += f"""||'{between}"{name}":{mark}'||{value}"""
        between = f"{mark},"
    return f"{sql}||'{between.rstrip(',')}}}'"


def walk(events: QuerySet[Event]) -> tuple[int, list[Break]]:
    """Walk chains as they were written, streaming: how many events, and what does not hold."""
    try:
        # PostgreSQL streams inside a transaction only; outside it would write the whole answer to
        # disk first. On SQLite a transaction would keep everybody from writing meanwhile.
        with transaction.atomic() if connection.vendor == "postgresql" else nullcontext():
            return _walk(events, hashed_text())
    except DatabaseError:
        return _walk(events, hashed_text(guarded=True))  # a third slower


def _walk(events: QuerySet[Event], text_of: RawSQL) -> tuple[int, list[Break]]:
    rows = (
        events.order_by("pk")  # sorting by subject costs as much again on PostgreSQL
        .annotate(text=text_of)
        .values_list(
            "pk", "subject_type", "subject_id", "sequence", "previous_hash", "hash", "text"
        )
    )
    heads: dict[tuple[str, str], tuple[int, str]] = {}
    broken: list[Break] = []
    count = 0
    for pk, kind, key, number, before, after, text in rows.iterator(chunk_size=CHUNK):
        count += 1
        subject = kind, key
        last, link = heads.get(subject, (0, ""))
        heads[subject] = number, after
        if number != last + 1:
            reason = f"第 {last + 1} 条起缺了 {number - last - 1} 条记录。"
        elif before != link:
            reason = "与上一条记录接不上。"
        elif _agrees(text, after) or _holds(pk):
            continue
        else:
            reason = "内容与记录时的校验值不符，可能被改动过。"
        broken.append(Break(f"{kind}:{key}", last + 1, reason))
    return count, broken


def _agrees(text: str | bytes | None, link: str) -> bool:
    """True if the database's text gives this hash; SQLite hands over bytes, undecoded."""
    return text is not None and digest(text if isinstance(text, bytes) else text.encode()) == link


def _holds(pk: int) -> bool:
    """True if the event's hash is right, composed by the code that recorded it."""
    try:
        event = Event.objects.get(pk=pk)
        content = (event.previous_hash + trace.canonical(event)).encode()
        return digest(content, event.algorithm) == event.hash
    except (AttributeError, TypeError, ValueError, DatabaseError):
        return False  # a column holds what the product never writes


def _part(number: int, parts: int) -> tuple[int, list[Break]]:
    """Walk one part of the chains, told apart by the last character of the subject's id."""
    mark = Coalesce(Ord(Right("subject_id", 1)), Value(0)) % parts
    try:
        return walk(Event.objects.alias(mark=mark).filter(mark=number))
    finally:
        connection.close()


def walk_all() -> tuple[int, list[Break]]:
    """Walk every chain, with a process for each processor if there is much to read."""
    parts = os.cpu_count() or 1
    if connection.in_atomic_block or Event.objects.count() < PARALLEL_FROM:
        return walk(Event.objects.all())
    connection.close()  # a forked process must not talk on its parent's connection
    with get_context("fork").Pool(parts) as pool:
        results = pool.starmap(_part, [(number, parts) for number in range(parts)])
    return sum(count for count, _ in results), [link for _, links in results for link in links]
