"""What the demo county carried to its channels (渠道发布): every standing, nothing really sent.

The accounts are switched off and point nowhere; steps are taken as the clock would take them.
"""

import io
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from mingzheng.accounts.models import Organisation
from mingzheng.channels import actions as channels
from mingzheng.channels.models import Channel
from mingzheng.channels.states import Scope
from mingzheng.core.access import Actor
from mingzheng.core.moves import move
from mingzheng.core.trace import digest
from mingzheng.dues import queries as owing
from mingzheng.notifications import actions
from mingzheng.notifications.actions.proving import by_receipt
from mingzheng.notifications.models import Announcement, Attempt, Delivery, Requirement
from mingzheng.notifications.states import DeliveryState
from mingzheng.specimens.writing import Writer
from mingzheng.subscriptions import actions as subscriptions
from mingzheng.subscriptions.models import Request
from mingzheng.texts.states import ArticleKind as K

# Words in an item's name by which each office publishes something that its catalogue asks for.
FULFILLING = (
    ("YX03", "农机购置", "农机购置与应用补贴资金使用情况", "对象、机具、金额逐户列出。"),
    ("YX08", "养老服务扶持补贴", "养老服务扶持补贴怎么申请", "补贴项目、条件、标准和申请材料。"),
    ("YX38", "宅基地审批结果", "柳溪镇宅基地审批结果（三季度）", "十二户的结果，公示七天。"),
    ("YX38", "国土空间总体规划", "柳溪镇国土空间总体规划公开版", "文本、图纸和说明书。"),
)
ACCOUNTS = {
    "wechat": {"app_id": "wx0000000000000000", "app_secret": "not-a-secret-0000", "thumb": "0",
               "endpoint": "https://wechat.example"},
    "weibo": {"access_token": "not-a-token-000000", "endpoint": "https://weibo.example"},
    "app": {"endpoint": "https://app.example/hooks", "secret": "not-a-secret-0000"},
}  # fmt: skip
# The steps that the clock took with one delivery after the other, and what it heard.
STORIES = (
    ("weibo", ("queue", "claim", "finish"), "已经发出", "5000000000000001"),
    ("wechat", ("queue", "claim", "accept"), "平台已收下，正在发布", "100000001"),
    ("wechat", ("queue", "claim", "give_up"), "草稿没有通过平台的发布检查", ""),
    ("weibo", ("queue", "claim", "lose"), "发出去了，没有等到对方答复", ""),
    ("app", ("queue", "claim", "postpone"), "对方说太忙（503）", ""),
    ("weibo", ("queue",), "", ""),
    ("app", ("queue", "claim", "finish"), "客户端已收到", "A-20260001"),
    ("app", ("drop",), "信息已撤回，没有发", ""),
)
OUTCOMES = {"finish": "sent", "accept": "accepted", "give_up": "refused", "lose": "unsure"}
OUTCOMES |= {"postpone": "later"}
FOLLOWERS = (
    ("email", "lin@mail.example", ("word", "补贴", "“补贴”"), "daily"),
    ("email", "zhou@mail.example", ("office", "YX38", "柳溪镇"), "at_once"),
    ("sms", "13800000000", ("topic", "民政、扶贫、救灾", "民政、扶贫、救灾"), "daily"),
)


def carry(offices: Mapping[str, Organisation], writer: Writer, by: Actor) -> None:
    """Publish what items with channels ask for, and show deliveries in every standing."""
    county = next(one for one in offices.values() if one.parent_id is None)
    for medium, values in ACCOUNTS.items():
        channels.set_up(county, medium, values, by=by, scope=Scope.EVERY, is_on=False)
    for code, words, title, text in FULFILLING:
        _publish(writer, offices.get(code), words, (title, text))
    actions.announce(timezone.now())
    _deliveries(by)
    _proofs(writer)
    _followers()
    subscriptions.match(timezone.now())


def _publish(
    writer: Writer, office: Organisation | None, words: str, said: tuple[str, str]
) -> None:
    if office is None:
        return
    items = [one for one in owing.items_owed_by(office) if words in f"{one.level1}{one.level2}"]
    title, text = said
    codes = tuple(one.code for one in items[:1])
    writer.put(office, K.NOTICE, title, f"<p>{text}</p>", summary=text, items=codes)


def _deliveries(by: Actor) -> None:
    """One story for each of the newest releases; what is left stays 未配置."""
    accounts = {one.medium: one for one in Channel.objects.all()}
    made = Announcement.objects.filter(kind="release", series="").select_related("organisation")
    for number, one in enumerate(made.order_by("-pk")[: len(STORIES)]):
        medium, *story = STORIES[number]
        _tell(one, accounts[medium], story, by)


def _tell(made: Announcement, account: Channel, story: list[Any], by: Actor) -> None:
    steps, said, external_id = story
    now = timezone.now()
    owed, _ = Delivery.objects.get_or_create(
        announcement=made,
        medium=account.medium,
        defaults={"organisation": made.organisation, "state": DeliveryState.UNCONFIGURED},
    )
    owed.channel, owed.said, owed.external_id = account, said, external_id
    owed.sent_at = now if "finish" in steps else None
    owed.next_at, owed.tries = now, int(len(steps) > 1)
    owed.claimed_at = now if "claim" in steps else None
    owed.save()
    for step in steps:
        move(owed, step, by=by)
    if "finish" in steps:
        by_receipt(owed)
    if len(steps) > 1:
        Attempt.objects.create(
            delivery=owed, number=1, began_at=now, ended_at=now, outcome=OUTCOMES[steps[-1]],
            said=said,
        )  # fmt: skip


def _proofs(writer: Writer) -> None:
    """A photo of the first board; the others are still missing."""
    rows = Requirement.objects.filter(name__contains="公示栏").select_related(
        "organisation", "article"
    )
    for row in rows.order_by("pk")[:1]:
        clerk = writer.who(row.organisation, "drafter")
        actions.record_proof(
            row, by=clerk, on=timezone.localdate(), place="柳溪村村务公示栏", name="公示栏.png",
            data=_picture(),
        )  # fmt: skip


def _picture() -> bytes:
    """A drawn board with sheets of paper: no photo of a real place."""
    picture = Image.new("RGB", (480, 320), "#cfd8e3")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 440, 280), fill="#1b4269", outline="#0d2137", width=6)
    for left in (70, 190, 310):
        draw.rectangle((left, 80, left + 100, 240), fill="#ffffff")
        for line in range(100, 230, 16):
            draw.line((left + 10, line, left + 90, line), fill="#7b8896", width=3)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _followers() -> None:
    """A few residents who follow something; nothing is sent, since no account is on."""
    for medium, address, wanted, pace in FOLLOWERS:
        asked = subscriptions.ask(medium, address, [wanted], pace=pace)
        if asked:
            Request.objects.filter(pk=asked.pk).update(nonce=digest(b"demo"))
            subscriptions.confirm(asked.pk, "demo")
