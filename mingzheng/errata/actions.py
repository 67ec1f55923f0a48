"""The verbs of errata: the only code that writes this room's tables."""

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.codes import short_code
from mingzheng.deadlines import almanac
from mingzheng.errata import queries
from mingzheng.errata.models import LONGEST, AnswerRule, ErrorReport
from mingzheng.pagecache.changes import unseen
from mingzheng.posts.actors import VISITOR

# Every deed here is unseen: what residents read of it (/errors/) is kept by no cache, and a page
# that is mended after a report is made new by the deed that mends it.
CODE_LENGTH = 10  # 8 * 31 ** 9: nobody guesses somebody else's


@unseen()
@transaction.atomic
def report(page: str, fault: str, text: str, *, contact: str = "") -> ErrorReport:
    """Take in what somebody found wrong (找错); whoever it was is not kept, but for the contact.

    The days to answer run from the next working day. Raises Blocked where no county is set up.
    """
    office = queries.answers_for(page)
    if office is None:
        raise Blocked("网站还没有建好，暂时收不了找错。")
    due = almanac.current().add(timezone.localdate(), queries.workdays())
    made = ErrorReport.objects.create(
        code=short_code(CODE_LENGTH),
        organisation=office,
        page=page[:300],
        fault=fault,
        text=text.strip(),
        contact=contact.strip(),
        due_on=due,
    )
    trace.record(made, "report", by=VISITOR, label="提交找错", due_on=due)
    return made


@unseen()
@transaction.atomic
def answer(found: ErrorReport, reply: str, *, by: Actor) -> None:
    """Answer a report (答复); whoever holds the code reads it. Raises Denied, Blocked twice."""
    place = found.organisation
    require(by, "errata.answer", place.path, place.name)
    if not reply.strip():
        raise Blocked("写明核实的结果：改了什么，或者为什么不用改。")
    check_plain({"答复": reply})
    mine = ErrorReport.objects.filter(pk=found.pk, answered_at=None)
    now = timezone.now()
    if mine.update(reply=reply.strip(), answered_at=now, answered_by_name=by.actor_name) != 1:
        raise Blocked("这一条已经有人答复了，请刷新看看。")
    found.refresh_from_db()
    trace.record(found, "answer", by=by, label="答复找错", note=found.reply)


@unseen()
@transaction.atomic
def hand_over(found: ErrorReport, office: Organisation, *, by: Actor) -> None:
    """Give a report to the office that knows (转办); its days go on. Raises Denied, Blocked."""
    place = found.organisation
    require(by, "errata.hand_over", place.path, place.name)
    require(by, "errata.hand_over", office.path, office.name)
    mine = ErrorReport.objects.filter(pk=found.pk, answered_at=None)
    if mine.update(organisation=office) != 1:
        raise Blocked("已经答复的不能再转办。")
    found.organisation = office
    changes = {"单位": [place.name, office.name]}
    trace.record(found, "hand_over", by=by, label="转办找错", changes=changes)


@unseen()
@transaction.atomic
def set_workdays(organisation: Organisation, workdays: int, *, by: Actor) -> None:
    """Set within how many working days offices answer (1 to 20). Raises Denied, Blocked."""
    require(by, "errata.hand_over", organisation.path, organisation.name)
    if not 1 <= workdays <= LONGEST:
        raise Blocked(f"答复期限可以定 1 到 {LONGEST} 个工作日。")
    before = queries.workdays()
    row, _ = AnswerRule.objects.update_or_create(
        organisation=organisation, defaults={"workdays": workdays}
    )
    changes = {"几个工作日内答复": [str(before), str(workdays)]}
    trace.record(row, "set", by=by, label="定找错答复期限", changes=changes)
