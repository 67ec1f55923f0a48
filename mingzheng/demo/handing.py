"""What document systems handed over in the demo county (办文办会)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.core.access import Actor
from mingzheng.demo.articles import Job, Writer, ago
from mingzheng.demo.places import rows_of
from mingzheng.handover import actions
from mingzheng.handover.models import Handover
from mingzheng.handover.rules.parcels import Parcel, Sitting

SYSTEM = "协同办公系统"
WITHHELD: dict[str, Any] = {
    "disclosure": "withheld", "ground": "E16-2", "basis": "《政府信息公开条例》第十六条第二款",
    "reason": "属于磋商信函，方案还没有定，公开会让人误以为已经决定。",
}  # fmt: skip


def meetings(offices: Mapping[str, Organisation], writer: Writer, by: Actor) -> Iterator[Job]:
    """Issue a key, then hand each meeting over on its day; those with guests are published."""
    if office := offices.get("YX01"):
        actions.issue(office, SYSTEM, by=by)
        for row in rows_of("meetings"):
            yield ago(int(row["ago"]) - 3), partial(_meet, office, writer, row)


def _meet(office: Organisation, writer: Writer, row: dict[str, str]) -> None:
    session, guests, day = row["session"], row["guests"], ago(row["ago"])
    topics, decisions = (tuple(row[name].split("|")) for name in ("topics", "decisions"))
    kind = "special" if "专题" in session else "executive"
    who, clerk = "县长、副县长，有关部门负责人", writer.who(office, "drafter")
    sitting = Sitting(kind, day, session, topics, decisions, who, bool(guests), guests)
    said = Parcel(session, session, day, "meeting", "meeting", meeting=sitting)
    with writer.step():
        made = actions.send(office, said, by=clerk, system=SYSTEM).handover
        draft = actions.draft_up(made, by=clerk) if guests else None
    if draft:
        writer.forward(draft)


def hand_over(offices: Mapping[str, Organisation], writer: Writer) -> int:
    """Hand documents over; how many there are then.

    One document is withheld and waits for its review.
    """
    office, today = offices.get("YX01"), timezone.localdate()
    if office is None:
        return 0
    clerk = writer.who(office, "drafter")
    for row in rows_of("documents"):
        if place := offices.get(row["office"]):
            day = today - timedelta(days=int(row["ago"]))
            said = Parcel(row["source"], row["title"], day, body=row["text"])
            actions.send(place, said, by=writer.who(place, "drafter"), system=SYSTEM)
    again = today + timedelta(days=180)
    said = Parcel("OA-0240", "关于征求机构调整意见的函", today, next_review_on=again, **WITHHELD)
    actions.send(office, said, by=clerk, system=SYSTEM)
    return Handover.objects.count()
