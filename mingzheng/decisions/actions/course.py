"""A matter on its course (办理决策事项): each step with its evidence, its clock and its event."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, SystemActor
from mingzheng.core.moves import move, why_not
from mingzheng.deadlines import almanac, clocks
from mingzheng.deadlines.models import Clock
from mingzheng.decisions.actions import findable
from mingzheng.decisions.models import Decision, DecisionRecord
from mingzheng.decisions.rules import checks, stages
from mingzheng.decisions.rules.checks import HEARING_MATERIALS_DAYS, Known
from mingzheng.decisions.rules.evidence import told
from mingzheng.decisions.states import DecisionState, Way

SYSTEM = SystemActor()
CONSULTATION, HEARING, LEGALITY = (
    "decisions.consultation", "decisions.hearing_materials", "decisions.legality_review",
)  # fmt: skip
LAW = "《重大行政决策程序暂行条例》"
# What a step publishes at once; the rest of the file becomes public with the decision.
AT_ONCE = frozenset(
    {"consult", "announce_hearing", "hold_hearing", "publish_adoption", "publish", "execute"}
    | {"report_progress", "evaluate", "end"}
)


def known_of(decision: Decision) -> Known:
    """What the checks of a step need to know of this matter. Three queries."""
    files: dict[str, dict[str, Any]] = {}
    for record in decision.records.all():
        files[record.step] = record.said
    opinions = decision.opinions.filter(round=decision.round)
    return Known(
        today=timezone.localdate(),
        calendar=almanac.current(),
        left_out=decision.left_out,
        files=files,
        opinions=opinions.count(),
        unanswered=opinions.filter(Q(outcome="") | Q(reason="")).count(),
    )


@transaction.atomic
def propose(
    organ: Organisation, said: Mapping[str, Any], *, lead: Organisation, by: Actor
) -> Decision:
    """Put a suggestion on file that stands in no catalogue (第十条): name, kind, others, basis.

    Raises Denied without the deed decision.propose in the lead office.
    """
    require(by, "decision.propose", lead.path, lead.name)
    check_plain({"事项名称": said["name"], "依据": said.get("basis", "")})
    year = timezone.localdate().year
    number = Decision.objects.filter(organ=organ, year=year, is_listed=False).count() + 1
    made = create(organ, lead, year, f"{year}-J{number:02}", {**said, "is_listed": False})
    trace.record(made, "propose", by=by, label="提出决策事项建议", code=made.code)
    return made


def create(
    organ: Organisation, lead: Organisation, year: int, code: str, columns: Mapping[str, Any]
) -> Decision:
    """A matter at the beginning of its course; the caller has asked who may."""
    names = ("name", "kind", "others", "basis", "plan", "is_listed")
    return Decision.objects.create(
        organ=organ, organisation=lead, year=year, code=code, state=DecisionState.PROPOSED,
        touched_on=timezone.localdate(), **{n: columns[n] for n in names if n in columns},
    )  # fmt: skip


@transaction.atomic
def start(
    decision: Decision,
    said: Mapping[str, Any],
    *,
    by: Actor,
    left_out: Mapping[str, str],
    is_open: bool = True,
) -> None:
    """Start the course (启动): which steps do not apply, each with its reason.

    Only a matter that law keeps closed may go without hearing the public (第十四条).
    """
    wrong = stages.left_out_wrongly(left_out)
    if wrong:
        raise Blocked("".join(wrong))
    out = {stage: reason.strip() for stage, reason in left_out.items()}
    if DecisionState.CONSULTING in out:
        if is_open:
            raise Blocked("只有依法不予公开的事项可以不听取公众意见（第十四条）。")
        out.setdefault(stages.HEARING, out[DecisionState.CONSULTING])
    columns = {"left_out": out, "is_open": is_open}
    _take(decision, "start", said, by=by, columns=columns, facts={"left_out": _words(out)})


def _words(out: Mapping[str, str]) -> list[str]:
    return [f"{stages.LABELS[stage]}：{reason}" for stage, reason in out.items()]


@transaction.atomic
def take(decision: Decision, step: str, said: Mapping[str, Any], *, by: Actor) -> None:
    """Take any step but start, redraft and end, with its evidence.

    Takes the answers by field name, dates as dates. Raises Denied; Blocked with the first thing
    that the law does not allow (`rules.checks`), or that is not the next stage of this course.
    """
    columns = COLUMNS.get(step, _none)(decision, said, by)
    _take(decision, step, said, by=by, columns=columns)
    CLOCKS.get(step, _no_clock)(decision, said, by)


@transaction.atomic
def redraft(
    decision: Decision,
    said: Mapping[str, Any],
    *,
    by: Actor,
    note: str,
    kept: Iterable[str] = (),
) -> None:
    """Another draft (修改草案) with its reason; `kept` are earlier stages that still hold.

    The risk and the law are always judged anew (第二十四条、第二十五条).
    """
    wrong = checks.faults("draft", said, known_of(decision))
    if wrong:
        raise Blocked("".join(fault.words for fault in wrong))
    reached = reached_by(decision)
    keep = [stage for stage in stages.may_keep(reached, decision.left_out) if stage in set(kept)]
    if DecisionState.CONSULTING in keep and DecisionState.ANSWERED not in keep:
        keep.append(DecisionState.ANSWERED.value)
    again = {
        "kept": keep, "round": decision.round + 1, "risk": "", "legality": "", "outcome": "",
        "drafted_by": by.actor_id,
    }  # fmt: skip
    if DecisionState.CONSULTING not in keep:
        again |= {"hearing": "", "closes_on": None, "summed_up_by": ""}
    words = [stages.LABELS[stage] for stage in keep]
    # The state goes first: a database constraint wants the conclusions as long as it is discussed.
    move(decision, "redraft", by=by, note=note, kept=words)
    _write(decision, again)
    _keep(decision, "draft", said, by)
    _stop(decision, LEGALITY, timezone.localdate(), by)


@transaction.atomic
def end(decision: Decision, *, by: Actor, note: str) -> None:
    """Give the matter up (终止); the reason is published where the matter is."""
    move(decision, "end", by=by, note=note)
    for kind in (CONSULTATION, HEARING, LEGALITY):
        _stop(decision, kind, timezone.localdate(), by)
    _keep(decision, "end", {"reason": note}, by)
    _write(decision, {})
    findable.refresh(decision)


def close_consultations(today: date) -> int:
    """Stop the clocks of consultations that are over (征求意见期满); how many. Safe to repeat."""
    due = Clock.objects.filter(kind=CONSULTATION, stopped_on=None, due_on__lt=today)
    found = 0
    for clock in list(due):
        decision = Decision.objects.filter(pk=clock.subject_id).first()
        if decision:
            _stop(decision, CONSULTATION, clock.due_on, SYSTEM)
            found += 1
    return found


def reached_by(decision: Decision) -> list[str]:
    """The stages that are on file for this draft or hold from an earlier one. One query."""
    mine = decision.records.filter(Q(round=decision.round) | Q(stage__in=decision.kept))
    return list(dict.fromkeys([*mine.values_list("stage", flat=True), *decision.kept]))


def _take(
    decision: Decision,
    step: str,
    said: Mapping[str, Any],
    *,
    by: Actor,
    columns: Mapping[str, Any],
    facts: Mapping[str, Any] | None = None,
) -> None:
    kept = {name: value for name, value in said.items() if value not in (None, "", [])}
    event = dict(facts or {}) | {"content_hash": trace.digest(trace.as_json(kept).encode())}
    if why_not(decision, step, by=by) is None:  # else move() says so
        wrong = checks.faults(step, said, known_of(decision))
        if wrong:
            raise Blocked("".join(fault.words for fault in wrong))
    move(decision, step, by=by, **event)
    _write(decision, columns)
    _keep(decision, step, kept, by)
    if step in AT_ONCE:
        _publish(decision, step)
    findable.refresh(decision)


def _keep(decision: Decision, step: str, said: Mapping[str, Any], by: Actor) -> None:
    row = decision.FLOW.step(step)
    check_plain(dict(told(step, _plain(said), public=True)))
    DecisionRecord.objects.create(
        decision=decision, step=step, label=row.label, stage=row.target, round=decision.round,
        said=_plain(said), recorded_on=timezone.localdate(), recorded_by_name=by.actor_name,
        is_public=step in AT_ONCE,
    )  # fmt: skip


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }


def _write(decision: Decision, columns: Mapping[str, Any]) -> None:
    values = {**columns, "touched_on": timezone.localdate()}
    Decision.objects.filter(pk=decision.pk).update(**values)
    for name, value in values.items():
        setattr(decision, name, value)


def _publish(decision: Decision, step: str) -> None:
    """Let the public see what this step shows: the draft when it is consulted on, the rest last."""
    records = decision.records.filter(is_public=False)
    if step == "consult":
        records = records.filter(step__in=("start", "draft"))
    elif step != "publish":
        return
    records.update(is_public=True)


def _none(decision: Decision, said: Mapping[str, Any], by: Actor) -> dict[str, Any]:
    return {}


def _no_clock(decision: Decision, said: Mapping[str, Any], by: Actor) -> None:
    return None


def _return(decision: Decision, said: Mapping[str, Any], by: Actor) -> dict[str, Any]:
    """Only papers are missing: everything done before holds."""
    middle = stages.ORDER[3:7]
    reached = reached_by(decision)
    return {"kept": [stage.value for stage in middle if stage in reached]}


COLUMNS: dict[str, Callable[[Decision, Mapping[str, Any], Actor], dict[str, Any]]] = {
    "draft": lambda one, said, by: {"drafted_by": by.actor_id},
    "consult": lambda one, said, by: {"closes_on": said.get("closes_on")},
    "announce_hearing": lambda one, said, by: {"hearing": "announced"},
    "hold_hearing": lambda one, said, by: {"hearing": "held"},
    "assess": lambda one, said, by: {"risk": said.get("controllable", "")},
    "give_legality": lambda one, said, by: {"legality": said.get("outcome", "")},
    "return_legal": _return,
    "discuss": lambda one, said, by: {"outcome": said.get("outcome", "")},
    "publish": lambda one, said, by: {"published_on": said.get("published_on")},
}


def _consultation(decision: Decision, said: Mapping[str, Any], by: Actor) -> None:
    days = checks.days_open(said["opens_on"], said["closes_on"])
    public = Way.PUBLIC in said["ways"]
    label = "公开征求意见期限" if public else "征求意见期限"
    _run(
        decision, CONSULTATION, by, said["opens_on"], f"{LAW}第十五条", label, "公布草案", days=days
    )


def _hearing(decision: Decision, said: Mapping[str, Any], by: Actor) -> None:
    today = timezone.localdate()
    days = (said["hearing_on"] - today).days - HEARING_MATERIALS_DAYS
    if not days:
        return  # to be delivered today: there is no period to count
    _run(
        decision, HEARING, by, today, f"{LAW}第十六条", "听证材料送达期限", "公告听证会", days=days
    )


def _legality(decision: Decision, said: Mapping[str, Any], by: Actor) -> None:
    today = timezone.localdate()
    days = almanac.current().between(today, said["wanted_by"])
    label = "合法性审查期限"
    _run(decision, LEGALITY, by, today, f"{LAW}第二十六条", label, "送审", workdays=days)


def _run(
    decision: Decision, kind: str, by: Actor, on: date, basis: str, label: str, note: str,
    **length: Any,
) -> None:  # fmt: skip
    """Start a period, or let it run anew for a later draft."""
    if Clock.objects.filter(kind=kind, **_subject(decision)).exists():
        clocks.restart(decision, kind=kind, by=by, on=on, basis=basis, **length)
        return
    terms: dict[str, Any] = {"label": label, "note": note, **length}
    clocks.start(decision, kind=kind, by=by, on=on, basis=basis, **terms)


def _subject(decision: Decision) -> dict[str, str]:
    return {"subject_type": decision._meta.label_lower, "subject_id": str(decision.pk)}


def _stop(decision: Decision, kind: str, on: date, by: Actor) -> None:
    running = Clock.objects.filter(kind=kind, stopped_on=None, **_subject(decision))
    if running.exists():
        clocks.stop(decision, kind=kind, by=by, on=on, basis="")


def _stopper(kind: str, day: str = "") -> Callable[[Decision, Mapping[str, Any], Actor], None]:
    def stop(decision: Decision, said: Mapping[str, Any], by: Actor) -> None:
        _stop(decision, kind, said[day] if day else timezone.localdate(), by)

    return stop


CLOCKS: dict[str, Callable[[Decision, Mapping[str, Any], Actor], None]] = {
    "consult": _consultation,
    "announce_hearing": _hearing,
    "hold_hearing": _stopper(HEARING, "delivered_on"),
    "publish_adoption": _stopper(CONSULTATION),
    "submit_legal": _legality,
    "give_legality": _stopper(LEGALITY),
    "return_legal": _stopper(LEGALITY),
}
