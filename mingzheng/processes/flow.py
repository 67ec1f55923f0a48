"""How information is judged (逐项认定公开属性). Pure; no database.

主动 by the office itself; anything else needs ground, basis and reason and goes to the openness
office (主管部门), which passes it or sends it back. Law: 《政府信息公开条例》 arts 13-18.
"""

from typing import Any

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step
from mingzheng.processes.states import JudgementState as S

BEFORE_FORCE = frozenset({"draft", "review", "approval"})


def list_is_closed(information: Any, by: Actor) -> str | None:
    """The office judges only while its list is a draft."""
    if information.edition_state != "draft":
        return "清单已经不是草稿，公开属性要在草稿里认定；退回草稿或者起草新版后再改。"
    return None


def list_is_in_force(information: Any, by: Actor) -> str | None:
    """What is in force is not reviewed again; it is looked at again in the next edition."""
    if information.edition_state not in BEFORE_FORCE:
        return "清单已经批复，这一条不能再审。"
    return None


def proposed_by_the_same_person(information: Any, by: Actor) -> str | None:
    """Four eyes: whoever proposed not to publish may not pass it."""
    if information.proposed_by == by.actor_id:
        return "这一条是您自己提请的，要由另一个人审核。"
    return None


JUDGEMENT_FLOW = Flow(
    "judgement",
    "逐项认定公开属性",
    start=S.OPEN,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step(
            "open_up",
            "认定为主动公开",
            frozenset({S.OPEN}),
            S.ACTIVE,
            who="经办人",
            unless=(list_is_closed,),
            form="open_up",
            hint="对到公开事项目录里的一项，或者新增一项",
        ),
        Step(
            "propose",
            "提请依申请公开或不予公开",
            frozenset({S.OPEN}),
            S.REVIEW,
            who="经办人",
            unless=(list_is_closed,),
            form="propose",
            hint="写明情形、依据、理由和下次复核日期",
        ),
        Step(
            "pass_through",
            "审核通过",
            frozenset({S.REVIEW}),
            S.SETTLED,
            who="政务公开办",
            unless=(list_is_in_force, proposed_by_the_same_person),
            hint="不主动公开的理由成立",
        ),
        Step(
            "turn_down",
            "退回重新认定",
            frozenset({S.REVIEW}),
            S.OPEN,
            who="政务公开办",
            unless=(list_is_in_force,),
            note_required=True,
            hint="写明为什么理由不成立",
        ),
        Step(
            "reopen",
            "重新认定",
            frozenset({S.ACTIVE, S.REVIEW, S.SETTLED}),
            S.OPEN,
            who="经办人",
            unless=(list_is_closed,),
            hint="情况变了，或者认定错了",
        ),
    ),
)
