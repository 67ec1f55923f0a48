"""Processes that have lived through the real steps."""

from datetime import timedelta

from django.utils import timezone

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast
from mingzheng.powers.tests import factories
from mingzheng.powers.tests.factories import a_list, power
from mingzheng.processes.actions import judging
from mingzheng.processes.actions.rows import ROWS
from mingzheng.processes.actions.steps import put_steps
from mingzheng.processes.models import Information
from mingzheng.processes.rules.steps import Next, StepContent

STEPS = (
    StepContent(1, "受理", "窗口岗", 2, "workday", "申请材料", "受理通知书", (Next(2),),
                information=(("受理通知书", ""),)),
    StepContent(2, "审查", "审查岗", 5, "workday", "申请材料", "审查意见",
                (Next(3, "符合条件"), Next(1, "材料不齐")), information=(("内部审查意见", ""),)),
    StepContent(3, "办结", "审批岗", 3, "workday", "审查意见", "许可决定", (), True,
                (("许可决定书", ""),)),
)  # fmt: skip


def a_process(cast: Cast, steps=STEPS, **columns) -> Edition:
    """A draft list with one item that runs in three steps and makes three pieces of information."""
    edition = a_list(cast, rows=[power("养老机构设立许可", type="01", **columns)])
    put_steps(edition.powers.get(), steps, by=cast.drafter)
    return Edition.objects.select_related("catalogue__organisation").get(pk=edition.pk)


def information(edition: Edition, name: str) -> Information:
    """One piece of information of a list, with all that its flow asks for."""
    return Information.objects.select_related("step__item__edition__catalogue__organisation").get(
        step__item__edition=edition, name=name
    )


def a_proposal(one: Information, cast: Cast, **said) -> Information:
    """Propose not to publish it."""
    told = {
        "attribute": "withheld",
        "ground": "E16-2",
        "basis": "《政府信息公开条例》第十六条第二款",
        "reason": "讨论中的意见，公开会影响审查。",
        "next_review_on": timezone.localdate() + timedelta(days=300),
    }
    judging.propose(one, by=cast.drafter, **(told | said))
    return one


def judge_all(edition: Edition, cast: Cast) -> None:
    """Judge everything: two public, the opinion withheld and passed."""
    for one in Information.objects.filter(step__item__edition=edition):
        one = information(edition, one.name)
        if one.name == "内部审查意见":
            a_proposal(one, cast)
            judging.pass_through(information(edition, one.name), by=cast.openness)
        else:
            judging.open_up_anew(one, by=cast.drafter, field_code="20")


def forward(edition: Edition, cast: Cast, at: str = EditionState.IN_FORCE) -> Edition:
    """Take a list of the cast's office as far as `at`, its steps and judgements with it."""
    return factories.forward(edition, cast, at, ROWS)
