"""What villages and communities make public (村务公开、居务公开). Invented.

A village has no writers of its own in the system; its town's people write for it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.columns import actions as columns
from mingzheng.columns.models import Column
from mingzheng.core.access import Actor
from mingzheng.specimens import days
from mingzheng.specimens.writing import Writer
from mingzheng.texts.states import ArticleKind as K

Job = tuple[date, Callable[[], object]]
COMMITTEES = ("village", "community")
WRITING = 4  # villages; the others have published nothing so far, as villages do
PACE = 9  # days from the texts of one village to those of the next


class Text(NamedTuple):
    """What a village publishes: how long ago, in which of its columns, under which title."""

    ago: int
    slug: str
    kind: K
    title: str
    text: str


TEXTS = (
    Text(70, "affairs", K.POSTING, "村民代表会议议定事项公布",
         "会议议定：修整机耕路八百米，由村民代表和监督委员会全程看着；"
         "公益岗位护林员两名，报名和评议结果另行公布。"),
    Text(38, "finance", K.POSTING, "上季度财务收支公布",
         "<table><caption>上季度收支（元）</caption><thead><tr><th>项目</th><th>金额</th></tr></thead>"
         "<tbody><tr><td>上季末结余</td><td>86400</td></tr><tr><td>收入：鱼塘承包</td><td>32000</td></tr>"
         "<tr><td>支出：路灯电费</td><td>4200</td></tr><tr><td>支出：机耕路材料</td><td>18600</td></tr>"
         "<tr><td>本季末结余</td><td>95600</td></tr></tbody></table>"
         "<p>凭证可以到委员会查看，有疑问七天内向监督委员会提出。</p>"),
    Text(30, "benefits", K.POSTING, "耕地地力保护补贴面积公示",
         "各户补贴面积张贴在公示栏，请核对；不对的，七天内到委员会更正。"),
    Text(14, "notices", K.NOTICE, "关于冬季用火安全的通知",
         "秸秆不焚烧，柴草离灶台一米以上，出门前拔掉取暖器插头。"),
)  # fmt: skip


def jobs(offices: Mapping[str, Organisation], writer: Writer, by: Actor) -> Iterator[Job]:
    """What goes out on which day, from the first villages of the county."""
    committees = [one for one in offices.values() if one.kind in COMMITTEES]
    for number, office in enumerate(committees[:WRITING]):
        with days.at(days.morning(timezone.localdate() - timedelta(days=120))):
            columns.lay_columns(office, by=by)
        for one in TEXTS:
            out_on = days.workday(timezone.localdate() - timedelta(days=one.ago + number * PACE))
            yield out_on, partial(_publish, writer, office, one)


def _publish(writer: Writer, office: Organisation, text: Text) -> None:
    title = text.title if office.kind == "village" else text.title.replace("村民", "居民")
    body = text.text if text.text.startswith("<") else f"<p>{text.text}</p>"
    place = Column.objects.get(organisation=office, slug=text.slug)
    writer.put(office, text.kind, f"{office.label}{title}", body, columns=(place.pk,))
