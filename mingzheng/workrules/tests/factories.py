"""Rules that have lived through the real steps; journeys and the access table use them too."""

from django.utils import timezone

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, an_edition, content
from mingzheng.workrules.actions import sets, writing
from mingzheng.workrules.models import RuleSet, WorkRule
from mingzheng.workrules.rules.course import Row
from mingzheng.workrules.states import Authority, RowKind, RuleSetState, TimeUnit

# Done within the day: what must be out at once cannot wait for a chain of workdays.
QUICK = (
    Row(RowKind.PROPOSE, "提出公开属性", "经办人", Authority.HANDLE, None, TimeUnit.AT_ONCE),
    Row(RowKind.SECRECY, "保密审查", "保密审查人员", Authority.EXAMINE, 2, TimeUnit.HOUR),
    Row(RowKind.SIGN, "审批", "分管负责人", Authority.DECIDE, 2, TimeUnit.HOUR),
    Row(RowKind.PUBLISH, "发布", "信息发布员", Authority.RELEASE, 1, TimeUnit.HOUR),
)  # fmt: skip


def a_catalogue(cast: Cast, *more) -> Edition:
    """A catalogue in force: two items of 10 workdays that the office owes, and whatever is more."""
    rows = [content(), content("审批信息"), *more]
    return an_edition(cast, at=EditionState.IN_FORCE, rows=rows)


def codes_of(edition: Edition) -> list[str]:
    """The codes of its items in order."""
    return list(edition.items.order_by("position").values_list("code", flat=True))


def a_set(cast: Cast, *, at: str = RuleSetState.DRAFT) -> RuleSet:
    """A set of the office as the starter makes it, as far as `at`."""
    made = sets.open_draft(cast.office, by=cast.drafter)
    return forward(made, cast, at)


def forward(rule_set: RuleSet, cast: Cast, at: str = RuleSetState.IN_FORCE) -> RuleSet:
    """Take a set of the cast's office as far as `at`."""
    if at != RuleSetState.DRAFT:
        sets.submit(rule_set, by=cast.drafter)
    if at == RuleSetState.IN_FORCE:
        sets.pass_review(rule_set, by=cast.reviewer, effective_on=timezone.localdate())
    return anew(rule_set)


def anew(rule_set: RuleSet) -> RuleSet:
    """The set as the database has it."""
    return RuleSet.objects.select_related("organisation", "based_on").get(pk=rule_set.pk)


def a_rule(rule_set: RuleSet, cast: Cast, *targets, name: str = "当天公开", rows=QUICK) -> WorkRule:
    """A rule of its own for these targets."""
    return writing.add_rule(
        rule_set, writing.RuleDraft(name, tuple(rows), tuple(targets)), by=cast.drafter
    )
