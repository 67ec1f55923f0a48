"""What document systems hand over; other rooms' tests use it too."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mingzheng.handover.rules.parcels import Parcel, Sitting


def sent(room: Any, **said: Any) -> dict[str, Any]:
    """A notice as the interface takes it."""
    row = {
        "source_id": "OA-2026-0117",
        "organisation": room.cast.office.code,
        "title": "关于做好夏季临时救助工作的通知",
        "formed_on": "2026-06-01",
        "disclosure": "active",
        "document_number": "云民发〔2026〕17号",
        "body": "各乡镇：\n做好夏季临时救助工作。",
    }
    return row | said


def sat(room: Any, **said: Any) -> dict[str, Any]:
    """A meeting as the interface takes it."""
    meeting = {
        "type": "executive",
        "held_on": "2026-06-10",
        "session": "第 18 次常务会议",
        "topics": ["审议临时救助标准", "研究防汛工作"],
        "decisions": ["通过临时救助标准"],
        "attendees": "局长、副局长，有关科室负责人",
        "is_open": True,
        "guests": "居民代表 3 人",
    }
    row = {"kind": "meeting", "title": "第 18 次常务会议", "formed_on": "2026-06-10"}
    return sent(room, source_id="OA-M-18", body="", meeting=meeting, **row) | said


def withheld(room: Any, **said: Any) -> dict[str, Any]:
    """Something that is not to be public."""
    row = {
        "source_id": "OA-2026-0118",
        "disclosure": "withheld",
        "ground": "E16-2",
        "basis": "《政府信息公开条例》第十六条第二款",
        "reason": "还在讨论，公开会让人误以为已经定了",
        "next_review_on": f"{timezone.localdate() + timedelta(days=90)}",
    }
    return sent(room, **(row | said))


def a_parcel(**said: Any) -> Parcel:
    """A notice as the rules see it."""
    row = {
        "source_id": "1",
        "title": "关于做好夏季临时救助工作的通知",
        "formed_on": date(2026, 6, 1),
        "body": "<p>正文</p>",
    }
    return Parcel(**(row | said))


def a_sitting(**said: Any) -> Sitting:
    """A meeting as the rules see it."""
    row = {"type": "executive", "held_on": date(2026, 6, 1), "topics": ("审议标准",)}
    return Sitting(**(row | said))
