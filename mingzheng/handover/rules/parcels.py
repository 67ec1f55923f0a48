"""What is handed over (移交的内容), and what is wrong with it. Pure.

国办发〔2016〕80号: a document says its 公开属性 when it is drafted; whatever is not open by itself
says its ground and its reason. 会议公开: what was decided, and who was invited to listen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

from mingzheng.processes.rules.grounds import NAMES_A_LAW, ON_REQUEST, WITHHELD, wrong_with

TITLE_LONGEST = 300
OLDEST = timedelta(days=3653)  # ten years: a slip of the pen would count working days for ever
FIRST_YEAR = 1949  # no office of today signed anything before
ACTIVE = "active"
LABELS = {
    "source_id": "原系统编号",
    "organisation": "单位",
    "title": "标题",
    "document_number": "发文字号",
    "dated_on": "成文日期",
    "formed_on": "形成日期",
    "kind": "种类",
    "article_kind": "信息种类",
    "disclosure": "公开属性",
    "ground": "不公开的情形",
    "basis": "依据",
    "reason": "理由",
    "next_review_on": "下次复核日期",
    "items": "公开事项",
    "body": "正文",
    "files": "文件",
    "meeting": "会议",
    "meeting.type": "会议种类",
    "meeting.held_on": "开会日期",
    "meeting.session": "会议届次",
    "meeting.topics": "议题",
    "meeting.decisions": "议定事项",
    "meeting.attendees": "参加人员",
    "meeting.is_open": "有没有邀请代表列席",
    "meeting.guests": "列席代表",
    "name": "文件名",
    "content": "文件内容",
}


@dataclass(frozen=True)
class Sitting:
    """A meeting (会议): when, which, what was talked about and decided, who was there."""

    type: str
    held_on: date
    session: str = ""
    topics: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    attendees: str = ""
    is_open: bool = False
    guests: str = ""


@dataclass(frozen=True)
class Parcel:
    """Something formed, as it is handed over. `items` are codes of the catalogue, if known."""

    source_id: str
    title: str
    formed_on: date
    kind: str = "document"
    article_kind: str = "notice"
    document_number: str = ""
    dated_on: date | None = None
    disclosure: str = ACTIVE
    ground: str = ""
    basis: str = ""
    reason: str = ""
    next_review_on: date | None = None
    items: tuple[str, ...] = ()
    body: str = ""
    file_hashes: tuple[str, ...] = ()
    meeting: Sitting | None = None

    @property
    def is_active(self) -> bool:
        """Open by itself (主动公开)."""
        return self.disclosure == ACTIVE


Fault = tuple[str, str]  # the name of the field, and the sentence


def faults(parcel: Parcel, today: date) -> list[Fault]:
    """What cannot be right, each with its field and a sentence; empty if nothing is wrong."""
    return [*_words(parcel), *_days(parcel, today), *_attribute(parcel, today), *_meeting(parcel)]


def _words(parcel: Parcel) -> Iterator[Fault]:
    if not parcel.source_id.strip():
        yield "source_id", "写明原系统里的编号：再送一次时，凭它知道是同一件。"
    if not parcel.title.strip():
        yield "title", "写明标题。"
    elif len(parcel.title) > TITLE_LONGEST:
        yield "title", f"标题有 {len(parcel.title)} 个字，最多 {TITLE_LONGEST} 个字。"
    has_words = parcel.body.strip() or parcel.file_hashes or parcel.meeting
    if parcel.is_active and not has_words:
        yield "body", "主动公开的要有正文，或者附上文件。"


def _days(parcel: Parcel, today: date) -> Iterator[Fault]:
    if parcel.formed_on > today:
        yield "formed_on", "形成日期还没有到，形成了再移交。"
    if parcel.dated_on and parcel.dated_on > today:
        yield "dated_on", "成文日期还没有到，检查年月日。"
    if parcel.dated_on and parcel.dated_on.year < FIRST_YEAR:
        yield "dated_on", f"成文日期早于 {FIRST_YEAR} 年，看看年份是不是写错了。"
    elif parcel.dated_on and parcel.formed_on > parcel.dated_on:
        yield "formed_on", "形成日期晚于成文日期：文件写成时就形成了，写成文日期或者更早的一天。"
    if parcel.formed_on < today - OLDEST:
        yield "formed_on", "形成日期早于十年前，看看年份是不是写错了。"


def _attribute(parcel: Parcel, today: date) -> Iterator[Fault]:
    if parcel.is_active:
        return
    wrong = wrong_with(
        parcel.disclosure, parcel.ground, parcel.basis, parcel.reason, parcel.next_review_on, today
    )
    if wrong:
        yield _field_of(parcel), wrong
    if parcel.items:
        yield "items", "不主动公开的不要写公开事项；要公开就把公开属性写成主动公开。"


def _field_of(parcel: Parcel) -> str:
    """Which field the first fault of a proposal is about, in the order in which it is looked at."""
    if parcel.disclosure not in (ON_REQUEST, WITHHELD):
        return "disclosure"
    if not parcel.ground:
        return "ground"
    if not parcel.basis.strip() or (parcel.ground in NAMES_A_LAW and "《" not in parcel.basis):
        return "basis"
    return "next_review_on" if parcel.reason.strip() else "reason"


def _meeting(parcel: Parcel) -> Iterator[Fault]:
    if parcel.kind != "meeting":
        if parcel.meeting:
            yield "meeting", "不是会议的不要写会议的内容；是会议就把种类写成会议。"
        return
    one = parcel.meeting
    if one is None:
        yield "meeting", "写明会议：开会日期、议题、议定事项。"
        return
    if one.held_on != parcel.formed_on:
        yield "meeting.held_on", "开会日期和形成日期要是同一天：公开期限从开会那天起算。"
    if not any(topic.strip() for topic in one.topics):
        yield "meeting.topics", "至少写一个议题。"
    if one.guests.strip() and not one.is_open:
        yield "meeting.is_open", "写了列席代表，就要写明邀请了代表列席。"


def differences(one: Parcel, other: Parcel) -> list[str]:
    """The names of fields in which two parcels differ, in Chinese."""
    return [
        LABELS.get(field.name, "文件")
        for field in fields(Parcel)
        if getattr(one, field.name) != getattr(other, field.name)
    ]
