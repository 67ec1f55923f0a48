"""How a delivery goes (渠道发布): claimed, sent, confirmed; people decide what is unclear. Pure.

Everything up to 已发 is the machine's; 不确定 and 发不出去 wait for a person, who never makes the
machine send again without saying so.
"""

from typing import Any

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step
from mingzheng.notifications.states import DeliveryState as S

CLERK, MACHINE = "经办人", "系统"


UNSET = "渠道没有配置或者停用了，请系统管理员先设置。"


def has_no_channel(delivery: Any, by: Actor) -> str | None:
    """Nothing can be sent where there is no account."""
    return None if delivery.channel else UNSET


def channel_is_off(delivery: Any, by: Actor) -> str | None:
    """Whoever sends again wants it to go now."""
    return None if delivery.channel and delivery.channel.is_on else UNSET


DELIVERY_FLOW = Flow(
    "delivery",
    "渠道发布",
    start=S.UNCONFIGURED,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step("queue", "排队待发", frozenset({S.UNCONFIGURED}), S.WAITING, who=MACHINE,
             unless=(has_no_channel,)),
        Step("claim", "开始发送", frozenset({S.WAITING}), S.SENDING, who=MACHINE),
        Step("accept", "平台收下", frozenset({S.SENDING}), S.CONFIRMING, who=MACHINE),
        Step("finish", "发出", frozenset({S.SENDING, S.CONFIRMING}), S.SENT, who=MACHINE),
        Step("postpone", "没有发成，稍后再发", frozenset({S.SENDING}), S.WAITING, who=MACHINE),
        Step("give_up", "发不出去", frozenset({S.SENDING, S.CONFIRMING}), S.DEAD, who=MACHINE),
        Step("lose", "不知道发成没有", frozenset({S.SENDING, S.CONFIRMING}), S.UNSURE,
             who=MACHINE),
        Step("drop", "信息已撤回，不再发",
             frozenset({S.WAITING, S.SENDING, S.UNCONFIGURED, S.DEAD}), S.ABANDONED, who=MACHINE),
        Step("resend", "重新发送", frozenset({S.DEAD, S.UNSURE, S.UNCONFIGURED}), S.WAITING,
             who=CLERK, unless=(channel_is_off,), note_required=True,
             hint="写明为什么；不确定的先到平台上看清楚，免得发两遍"),
        Step("confirm", "确认已发出", frozenset({S.UNSURE}), S.SENT, who=CLERK,
             note_required=True, hint="在平台上看到了才确认，写明在哪里看到的"),
        Step("abandon", "不再发", frozenset({S.DEAD, S.UNSURE, S.WAITING, S.UNCONFIGURED}),
             S.ABANDONED, who=CLERK, note_required=True, hint="写明理由"),
    ),
)  # fmt: skip
