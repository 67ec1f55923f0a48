"""Work rules (工作规则) in the demo county: some in force, one under review, one being written."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.demo.hands import hands_of
from mingzheng.workrules import queries
from mingzheng.workrules.actions import sets, writing
from mingzheng.workrules.models import RuleSet
from mingzheng.workrules.queries import Line
from mingzheng.workrules.rules.course import Row, span_of
from mingzheng.workrules.rules.timing import Fit, fit
from mingzheng.workrules.states import Authority as A
from mingzheng.workrules.states import RowKind as K
from mingzheng.workrules.states import RuleSetState, Scope
from mingzheng.workrules.states import TimeUnit as U

# How far each goes; those without are listed as having none yet.
UNTIL = {
    "YX03": RuleSetState.IN_FORCE,
    "YX04": RuleSetState.IN_FORCE,
    "YX10": RuleSetState.IN_FORCE,
    "YX16": RuleSetState.IN_FORCE,
    "YX20": RuleSetState.IN_FORCE,
    "YX01": RuleSetState.REVIEW,
    "YX08": RuleSetState.DRAFT,
}
MAKER, CHECKER, KEEPER = "承办股室经办人", "承办股室负责人", "保密审查人员"
CHIEF, RELEASER = "分管负责人", "信息发布员"
SHORT = (
    Row(K.PROPOSE, "形成信息时提出公开属性", MAKER, A.HANDLE, None, U.AT_ONCE),
    Row(K.CHECK, "股室审核内容和公开属性", CHECKER, A.REVIEW, 1, U.WORKDAY, "当天送保密审查。"),
    Row(K.SECRECY, "保密审查", KEEPER, A.EXAMINE, 1, U.WORKDAY, "先审查、后公开，逐项审查。"),
    Row(K.SIGN, "分管领导审批", CHIEF, A.DECIDE, None, U.AT_ONCE, "随到随批。"),
    Row(K.PUBLISH, "发布", RELEASER, A.RELEASE, 1, U.WORKDAY),
    Row(K.MAINTAIN, "维护更新", MAKER, A.HANDLE, None, U.AT_ONCE),
)
SAME_DAY = (
    Row(K.PROPOSE, "形成信息时提出公开属性", MAKER, A.HANDLE, None, U.AT_ONCE),
    Row(K.SECRECY, "保密审查", KEEPER, A.EXAMINE, 2, U.HOUR, "值班的保密审查人员当面审查。"),
    Row(K.SIGN, "分管领导审批", CHIEF, A.DECIDE, 2, U.HOUR, "不在单位的电话请示，事后补签。"),
    Row(K.PUBLISH, "发布", RELEASER, A.RELEASE, 1, U.HOUR),
    Row(K.MAINTAIN, "情况变化的续报", MAKER, A.HANDLE, None, U.AT_ONCE),
)
QUICKER: tuple[tuple[str, Sequence[Row]], ...] = (
    ("时限短的事项", SHORT),
    ("当天公开的事项", SAME_DAY),
)


def rule(offices: Mapping[str, Organisation], staff: dict[str, Person]) -> list[RuleSet]:
    """Draft, review and enact the rules of those offices of this county that are in the table.

    Takes the county's offices by code and its people; items for which the general rule is too
    slow get one of their own.
    """
    made = []
    for code, until in UNTIL.items():
        if code not in offices:
            continue
        hands = hands_of(code, staff)
        found = sets.open_draft(offices[code], by=hands.drafter)
        made.append(found)
        if until == RuleSetState.DRAFT:
            continue  # as the starter leaves it: what is too slow is still to be settled
        _quicken(found, hands.drafter)
        sets.submit(found, by=hands.drafter, note="照各股室的意见改过。")
        if until == RuleSetState.IN_FORCE:
            sets.pass_review(found, by=hands.reviewer, effective_on=timezone.localdate())
    return made


def _quicken(found: RuleSet, clerk: Person) -> None:
    """Give each item that the general rule is too slow for the slowest rule that is in time."""
    left = queries.report_of(found).fitting(Fit.OVER)
    for name, rows in QUICKER:
        span = span_of(rows)
        mine = [line for line in left if fit(span, line.owed.room) is not Fit.OVER]
        left = [line for line in left if line not in mine]
        if mine:
            draft = writing.RuleDraft(name, tuple(rows), tuple(_target(line) for line in mine))
            writing.add_rule(found, draft, by=clerk)


def _target(line: Line) -> tuple[str, str]:
    return Scope.ITEM.value, line.owed.code
