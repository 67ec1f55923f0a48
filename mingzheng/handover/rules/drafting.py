"""The draft that something handed over becomes (起草公开稿): nothing is typed twice. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from mingzheng.handover.rules.parcels import Parcel, Sitting
from mingzheng.texts.rules.content import Content, Enclosure

# Where each kind stands, the first column that the office has.
PLACES = {
    "policy": ("policies",),
    "normative": ("policies",),
    "interpretation": ("interpretations",),
    "meeting": ("meetings", "news"),
    "news": ("news",),
    "plan": ("plans",),
    "statistics": ("statistics",),
    "budget": ("budgets",),
}


def body_of(parcel: Parcel, texts: Sequence[str]) -> str:
    """The body of the draft as HTML: what was sent, else the meeting, else the files."""
    if parcel.body:
        return parcel.body
    if parcel.meeting:
        return of_meeting(parcel.meeting)
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text.strip())


def of_meeting(sitting: Sitting) -> str:
    """What the public reads of a meeting, as HTML."""
    day = sitting.held_on
    parts = [
        f"<p>{day.year}年{day.month}月{day.day}日，召开{escape(sitting.session or '会议')}。</p>"
    ]
    if sitting.attendees:
        parts.append(f"<p>参加人员：{escape(sitting.attendees)}</p>")
    who = escape(sitting.guests) or "利益相关方、公众代表"
    invited = f"邀请{who}列席。" if sitting.is_open else "没有邀请代表列席。"
    parts.append(f"<p>{invited}</p>")
    for heading, lines in (("议题", sitting.topics), ("议定事项", sitting.decisions)):
        if any(line.strip() for line in lines):
            rows = "".join(f"<li>{escape(line)}</li>" for line in lines if line.strip())
            parts.append(f"<h2>{heading}</h2><ol>{rows}</ol>")
    return "".join(parts)


def content_of(
    parcel: Parcel,
    body: str,
    source: str,
    places: Mapping[str, int],
    files: Iterable[Enclosure] = (),
) -> Content:
    """The first revision: title, number, days, items, column and files as they were handed over.

    `places` are the keys of columns by their addresses. The same file twice is enclosed once.
    """
    wanted = (*PLACES.get(parcel.article_kind, ()), "notices")
    columns = [places[slug] for slug in wanted if slug in places][:1]
    return Content(
        title=parcel.title,
        body=body,
        kind=parcel.article_kind,
        document_number=parcel.document_number,
        dated_on=parcel.dated_on,
        # What was opened up later is owed from that day; what it is was formed when it was dated.
        formed_on=min(parcel.formed_on, parcel.dated_on or parcel.formed_on),
        source=source,
        items=parcel.items,
        columns=tuple(columns),
        files=tuple({(one.name, one.content_hash): one for one in files}.values()),
    )
