"""Trace verification against the raw SM3 speed of this machine (budget: ratio >= 0.3).

`script/bench trace_verify [events]`. It makes a database of its own (a file on SQLite, a test
database beside DATABASE_URL on PostgreSQL), writes events as ordinary work leaves them and
verifies them all. Raw SM3 hashes the same bytes as the chains in one process: in one piece, and
event by event as any chain must. Verification uses every processor, so others' load tells: the
second ratio is of processor time, as if every processor were ours. It leaves out what PostgreSQL
itself spends, which is about a third there.
"""

import hashlib
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from uuid import uuid4

FOLDER = tempfile.TemporaryDirectory(prefix="mingzheng-bench-")
os.environ["MINGZHENG_VAR"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402 the settings must be named first

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from mingzheng.core import trace  # noqa: E402
from mingzheng.core.access import SystemActor  # noqa: E402
from mingzheng.core.models import Event  # noqa: E402
from mingzheng.evidence import queries  # noqa: E402

EVENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
STEPS = ("新建", "修改", "送审", "退回", "修改", "送审", "审核通过", "批复")


class Clerk(SystemActor):
    """An ordinary clerk, as events name one."""

    actor_id, actor_name = "17", "林书瑶"
    organisation_code, organisation_name = "11430381006148021X", "云溪县民政局"


def fill() -> list[bytes]:
    """Write the events; returns what their chains hash, event by event."""
    trace.REQUEST_ID.set(uuid4().hex)
    facts = {"before": "信息形成之日起 20 个工作日内", "after": "信息形成之日起 10 个工作日内"}
    for turn, label in enumerate(STEPS):
        entries = (
            (
                trace.Subject("catalogue.edition", str(n), f"2026 年版社会救助公开事项目录 {n}"),
                facts,
            )
            for n in range(EVENTS // len(STEPS))
        )
        trace.record_many(entries, f"step{turn}", by=Clerk(), label=label, note="已按意见改好。")
    events = Event.objects.iterator()
    return [(event.previous_hash + trace.canonical(event)).encode() for event in events]


def spent() -> float:
    """Processor seconds of this process and of the children it has ended."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def seconds(deed: Callable[[], object]) -> tuple[float, float]:
    """How long one run takes, and how much processor time."""
    start, before = time.perf_counter(), spent()
    deed()
    return time.perf_counter() - start, spent() - before


def main() -> None:
    """Print the ratios: the median of seven rounds, turn about, because others use the machine."""
    pieces = fill()
    block = b"".join(pieces)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: hashlib.new("sm3", block).digest(),
        lambda: [hashlib.new("sm3", piece).digest() for piece in pieces],
        queries.verify,
    )
    rounds = [[seconds(deed) for deed in deeds] for _ in range(7)]
    found = queries.verify()
    assert found.ok, found.broken[:3]
    print(f"{connection.vendor}: {found.events} events, {len(block) // found.events} bytes each")
    for clock, processors in enumerate((1, os.cpu_count() or 1)):
        whole, each, checked = zip(*([run[clock] for run in runs] for runs in rounds), strict=True)
        raw, single, mine = (len(block) / 1e6 / median(times) for times in (whole, each, checked))
        ratio = median(w / c for w, c in zip(whole, checked, strict=True)) * processors
        print(
            f"{('by the clock', 'by processor time')[clock]}: raw SM3 {raw:.0f} MB/s, "
            f"event by event {single:.0f}, verify {mine * processors:.0f}; "
            f"ratio {ratio:.2f} (budget 0.30)"
        )


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
