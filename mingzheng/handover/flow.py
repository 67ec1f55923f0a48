"""What becomes of something handed over (办文办会移交). Pure; no database.

What is open is owed at once; what is not goes to the openness office first, and whatever lacks
its reason is sent back (退文): 国办发〔2016〕80号.
"""

from typing import Any

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step
from mingzheng.handover.states import HandoverState as S


def sent_by_the_same_person(handover: Any, by: Actor) -> str | None:
    """Four eyes: whoever proposed not to publish may not pass it."""
    if handover.sent_by == by.actor_id:
        return "这一件是您自己提请的，要由另一个人审核。"
    return None


HANDOVER_FLOW = Flow(
    "handover",
    "办文办会移交",
    start=S.TO_PUBLISH,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step(
            "draft_up", "起草公开稿", frozenset({S.TO_PUBLISH}), S.DRAFTED, who="经办人",
            hint="标题、文号、正文和公开事项都填好，核对以后送审",
        ),
        Step(
            "take_back_draft", "公开稿作废，重新待公开", frozenset({S.DRAFTED}), S.TO_PUBLISH,
            who="系统", hint="还没有公开的稿件作废以后，由系统自动办理；可以重新起草",
        ),
        Step(
            "pass_through", "同意不主动公开", frozenset({S.REVIEW}), S.SETTLED,
            who="政务公开办", unless=(sent_by_the_same_person,), hint="不主动公开的理由成立",
        ),
        Step(
            "turn_down", "退回", frozenset({S.REVIEW, S.TO_PUBLISH}), S.RETURNED,
            who="政务公开办", note_required=True,
            hint="写明哪里不对；改好以后用原来的编号重新移交",
        ),
        Step(
            "send_again", "重新移交", frozenset({S.RETURNED}), S.TO_PUBLISH, who="办文系统",
            form="send_again", hint="改好以后用原来的编号重新移交",
        ),
        Step(
            "propose_again", "重新提请不主动公开", frozenset({S.RETURNED}), S.REVIEW,
            who="办文系统", form="send_again", hint="改好以后用原来的编号重新移交",
        ),
        Step(
            "open_up", "改为主动公开", frozenset({S.SETTLED}), S.TO_PUBLISH, who="经办人",
            hint="情况变了，可以公开了；从今天起算公开期限",
        ),
    ),
)  # fmt: skip
