"""The shape of what the interface takes and gives (办文办会接口的字段)."""

from datetime import date
from typing import Annotated

from ninja import Field, Schema
from pydantic import AfterValidator, Base64Bytes, ConfigDict, StringConstraints

from mingzheng.files.rules.words import NOT_TEXT
from mingzheng.handover.rules.parcels import Parcel, Sitting
from mingzheng.handover.states import HandoverKind, MeetingType
from mingzheng.processes.states import Ground
from mingzheng.texts.states import ArticleKind, Disclosure


def _plain(said: str) -> str:
    """Text without what no text holds; the database would refuse it."""
    return NOT_TEXT.sub("", said)


PLAIN = AfterValidator(_plain)
Line = Annotated[str, StringConstraints(max_length=300), PLAIN]
Words = Annotated[str, StringConstraints(max_length=500), PLAIN]
Short = Annotated[str, StringConstraints(max_length=100), PLAIN]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100), PLAIN]
BODY_LONGEST = 2_000_000


class Strict(Schema):
    """A field that is not there is a slip, not something to pass over."""

    model_config = ConfigDict(extra="forbid")


class FileIn(Strict):
    """A file that goes with it."""

    name: Name = Field(description="文件名，带后缀")
    content: Base64Bytes = Field(description="文件内容，base64")


class MeetingIn(Strict):
    """会议."""

    type: MeetingType = Field(description="会议种类")
    held_on: date = Field(description="开会日期，和 formed_on 同一天")
    session: Annotated[str, StringConstraints(max_length=60), PLAIN] = Field(
        "", description="会议届次，例如：县政府第 18 次常务会议"
    )
    topics: list[Line] = Field(description="议题", max_length=50)
    decisions: list[Line] = Field([], description="议定事项", max_length=50)
    attendees: Line = Field("", description="参加人员，概括地写")
    is_open: bool = Field(False, description="有没有邀请利益相关方、公众代表列席")
    guests: Line = Field("", description="列席代表，概括地写")


class HandoverIn(Strict):
    """What was formed. The same `source_id` with the same content changes nothing."""

    source_id: Name = Field(description="原系统里的编号：再送一次时，凭它知道是同一件")
    organisation: Name = Field(description="单位编码")
    title: Annotated[str, StringConstraints(min_length=1, max_length=300), PLAIN] = Field(
        description="标题"
    )
    formed_on: date = Field(description="形成日期，公开期限从这一天起算")
    disclosure: Disclosure = Field(
        description="公开属性：active 主动公开，on_request 依申请公开，withheld 不予公开"
    )
    kind: HandoverKind = Field(HandoverKind.DOCUMENT, description="document 公文，meeting 会议")
    article_kind: ArticleKind = Field(ArticleKind.NOTICE, description="信息种类")
    document_number: Short = Field("", description="发文字号")
    dated_on: date | None = Field(None, description="成文日期")
    ground: Ground | None = Field(None, description="不主动公开的情形，条例第十四条到第十六条")
    basis: Words = Field("", description="不主动公开的依据")
    reason: Words = Field("", description="不主动公开的理由")
    next_review_on: date | None = Field(None, description="下次复核日期，一年以内")
    items: list[Name] = Field([], description="公开事项的编码，知道就写", max_length=20)
    body: Annotated[str, StringConstraints(max_length=BODY_LONGEST), PLAIN] = Field(
        "", description="正文，HTML 或者纯文字"
    )
    files: list[FileIn] = Field([], description="文件", max_length=10)
    meeting: MeetingIn | None = Field(None, description="会议；kind 写 meeting 时要写")

    def parcel(self) -> Parcel:
        """As the rules see it."""
        said = self.dict(exclude={"organisation", "files", "meeting", "items", "ground"})
        is_meeting = self.kind == HandoverKind.MEETING
        said |= {"kind": self.kind.value, "disclosure": self.disclosure.value}
        kind = ArticleKind.MEETING if is_meeting else self.article_kind
        return Parcel(
            **(said | {"article_kind": kind.value}),
            ground=self.ground.value if self.ground else "",
            items=tuple(self.items),
            meeting=self._sitting(),
        )

    def _sitting(self) -> Sitting | None:
        one = self.meeting
        if one is None:
            return None
        return Sitting(
            one.type.value, one.held_on, one.session.strip(), _said(one.topics),
            _said(one.decisions), one.attendees.strip(), one.is_open, one.guests.strip(),
        )  # fmt: skip


def _said(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


class ReasonOut(Schema):
    """One line of why the day is that day."""

    text: str
    basis: str


class DueOut(Schema):
    """One thing owed."""

    item: str = Field(description="公开事项的编码")
    name: str
    due_on: date | None = Field(description="最晚公开日期")
    provisional: bool = Field(description="放假安排还没公布，日子是暂定的")
    light: str
    result: str
    fulfilled_on: date | None
    explanation: list[ReasonOut] = Field(description="这个日子是怎么算的")


class HandoverOut(Schema):
    """What became of it."""

    number: str = Field(description="移交号")
    source_id: str
    organisation: str
    version: int
    state: str
    state_label: str
    disclosure: str
    publish_by: date | None = Field(description="最晚公开日期")
    explanation: list[ReasonOut] = Field(description="还没有对上公开事项时，日子是怎么算的")
    dues: list[DueOut]
    note: str = Field(description="退回的意见")
    article: str | None = Field(description="已经公开的，网址")


class ItemOut(Schema):
    """An item that the office's documents may be."""

    code: str
    name: str
    field: str
    limit: str


class ErrorOut(Schema):
    """One field that is wrong."""

    field: str
    label: str
    message: str


class ProblemOut(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ErrorOut]
    request_id: str
    number: str | None = None
