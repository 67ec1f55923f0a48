"""What an office decides (发布设置): how many reviews, how soon interpretations come out."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.publishing.flow import FEWEST, MOST, PLANS
from mingzheng.publishing.models import InterpretationRule, ReviewPlan
from mingzheng.texts.states import ArticleKind

SET_PLAN, SET_RULE = ("set_plan", "定审查道数"), ("set_interpretation", "定解读同步")
LATEST = 20  # working days; an interpretation that comes later interprets nothing


@transaction.atomic
def set_plan(organisation: Organisation, reviews: int, *, by: Actor) -> bool:
    """Let manuscripts of an office and those below go through so many reviews; False if so already.

    Manuscripts that are under review finish as they began. Raises Denied, Blocked.
    """
    require(by, "review_plan.edit", organisation.path, organisation.name)
    if reviews not in PLANS:
        raise Blocked(f"审查可以定 {FEWEST} 到 {MOST} 道。")
    return _decide(ReviewPlan, organisation, {"reviews": reviews}, SET_PLAN, by=by)


@transaction.atomic
def set_interpretation(
    organisation: Organisation, kinds: Sequence[str], workdays: int, *, by: Actor
) -> bool:
    """Say which kinds go out with an interpretation and how many working days it may take.

    False if it says so already. Raises Denied, Blocked.
    """
    require(by, "review_plan.edit", organisation.path, organisation.name)
    if unknown := set(kinds) - set(ArticleKind.values):
        raise Blocked(f"没有这样的信息种类：{'、'.join(sorted(unknown))}。")
    if not 0 <= workdays <= LATEST:
        raise Blocked(f"解读最晚在文件发布后 0 到 {LATEST} 个工作日。")
    wanted = {"kinds": [kind for kind in ArticleKind.values if kind in kinds], "workdays": workdays}
    return _decide(InterpretationRule, organisation, wanted, SET_RULE, by=by)


@transaction.atomic
def follow_above(
    kind: type[ReviewPlan | InterpretationRule], organisation: Organisation, *, by: Actor
) -> bool:
    """Take back what an office decided itself, so that what holds above holds here again.

    False if it decided nothing. Raises Denied.
    """
    require(by, "review_plan.edit", organisation.path, organisation.name)
    row = kind._default_manager.select_for_update().filter(organisation=organisation).first()
    if row:
        label = f"{kind._meta.verbose_name}改回照上级的"
        trace.record(row, "follow_above", by=by, label=label)
        row.delete()
    return row is not None


def _decide(
    kind: Any, organisation: Organisation, wanted: dict[str, Any], said: Sequence[str], *, by: Actor
) -> bool:
    row, is_new = kind.objects.select_for_update().get_or_create(
        organisation=organisation, defaults=wanted
    )
    before = {} if is_new else {name: getattr(row, name) for name in wanted}
    changes = {
        name: [before.get(name, ""), value]
        for name, value in wanted.items()
        if before.get(name) != value
    }
    if changes:
        kind.objects.filter(pk=row.pk).update(**wanted)
        trace.record(row, said[0], by=by, label=said[1], changes=changes)
    return bool(changes)
