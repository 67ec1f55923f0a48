"""The verbs of merging: merge what was taken, decide what disagrees."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.actions.drafting import Outcome
from mingzheng.catalogue.actions.editions import content_hash, note_questions, open_draft
from mingzheng.catalogue.actions.items import ItemDraft, put_items, remove_item
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.rules.differences import columns_of
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.moves import move
from mingzheng.merging import gathering, rules
from mingzheng.merging.models import UNSETTLED, Disagreement, RowOrigin
from mingzheng.merging.planning import Plan, Planner, keyed
from mingzheng.merging.states import MergeChoice
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.states import RoundState, SubmissionState

TAKEN = (SubmissionState.RECEIVED, SubmissionState.MERGED)


@dataclass(frozen=True)
class Merged:
    """What a merge did."""

    edition: Edition
    offices: int
    created: int
    updated: int
    removed: int
    open_questions: int

    @property
    def changed(self) -> bool:
        """Whether anything in the edition is different now."""
        return bool(self.created or self.updated or self.removed)


@transaction.atomic
def merge(round_: Round, *, by: Actor, kind: str = ListKind.DISCLOSURE) -> Merged:
    """Merge everything taken in this round into the host's draft (汇总), all or nothing.

    The same submissions merged again change nothing. Raises Denied; Blocked outside 汇总, when
    nothing was taken, when a list was opened again since, while another edition is under way.
    """
    require(by, "submission.merge", round_.organisation_path, round_.organisation_name)
    # Held until the transaction ends: of two who merge at once the second sees what the first did.
    # no_key: whoever sends a list back points at the round, and must not wait for us in a circle.
    held = Round.objects.select_for_update(of=("self",), no_key=True)
    held = held.select_related("organisation")
    round_ = held.get(pk=round_.pk)
    if round_.state != RoundState.MERGING:
        raise Blocked(f"这一轮是“{round_.state_label}”，先按“开始汇总”。")
    taken = _taken(round_, kind)
    edition = _draft_of(round_.organisation, round_, by)
    _held(edition)
    plan = _planned(round_.organisation, edition, taken, kind)
    outcome = _write(round_.organisation, edition, plan, kind, by)
    for one in taken:
        if one.state == SubmissionState.RECEIVED:
            move(one, "merge", by=by, note=edition.title)
    edition.refresh_from_db()
    note_questions(edition, len(plan.open_keys))
    done = Merged(
        edition,
        len(taken),
        outcome.created,
        outcome.updated,
        outcome.removed,
        len(plan.open_keys),
    )
    trace.record(
        round_,
        "merged",
        by=by,
        label="汇总一次",
        note=edition.title,
        offices=done.offices,
        created=done.created,
        updated=done.updated,
        removed=done.removed,
        open_questions=done.open_questions,
    )
    return done


def _taken(round_: Round, kind: str) -> list[Submission]:
    taken = list(
        round_.submissions.filter(state__in=TAKEN, kind=kind)
        .select_related("organisation", "edition__catalogue__organisation", "round__organisation")
        .order_by("organisation__path")
    )
    if not taken:
        raise Blocked("还没有接收任何单位的填报，没有可以汇总的。")
    for one in taken:
        if one.is_nothing:  # nothing is taken from it; what it reported earlier leaves
            continue
        if one.edition is None or content_hash(one.edition) != one.content_hash:
            name = one.organisation.label
            raise Blocked(f"{name}接收以后，目录又改过。请退回，让{name}重新提交，再汇总。")
    return taken


def _draft_of(host: Organisation, round_: Round, by: Actor) -> Edition:
    edition = catalogue.edition_for(host)
    if edition is None or edition.is_public:
        return open_draft(host, by=by, summary=round_.title)
    if not edition.is_draft:
        raise Blocked(f"《{edition.title}》是“{edition.state_label}”，等那一版办完再汇总。")
    return edition


def _planned(host: Organisation, edition: Edition, taken: Sequence[Submission], kind: str) -> Plan:
    decided = Disagreement.objects.filter(host=host, kind=kind)
    planner = Planner(
        gathering.Names(host),
        gathering.rows_of(edition),
        RowOrigin.objects.filter(host=host, kind=kind).order_by("pk"),
        {one.key: one for one in decided},
    )
    offices = {one.organisation_id for one in taken}
    return planner.work_out(gathering.sent(taken), host, offices)


def _write(host: Organisation, edition: Edition, plan: Plan, kind: str, by: Actor) -> Outcome:
    wanted = [target for target in plan.targets if target.is_written]
    drafts = [
        ItemDraft(target.content, rules.where_from(target.row), code=target.code)
        for target in wanted
    ]
    done = put_items(edition, drafts, by=by) if drafts else Outcome()
    made = iter([change.code for change in done.changes if change.kind == "created"])
    for target in wanted:
        target.code = target.code or next(made)
    _remember(host, plan, kind)
    done.removed += _remove_gone(host, edition, plan.gone, kind, by)
    _ask(host, plan, kind)
    return done


def _remember(host: Organisation, plan: Plan, kind: str) -> None:
    """Write where each row comes from; rows that only the host has need no origin."""
    origins = [
        RowOrigin(
            host=host,
            kind=kind,
            code=target.code,
            office_id=source.office,
            source_code=source.code,
            merged_mark=target.content.fingerprint(),
            is_shared=any(one.is_host for one in target.row.sources),
        )
        for target in plan.targets
        for source in target.row.sources
        if not source.is_host
    ]
    RowOrigin.objects.bulk_create(
        origins,
        batch_size=100,
        update_conflicts=True,
        unique_fields=["host", "kind", "office", "source_code"],
        update_fields=["code", "merged_mark", "is_shared"],
    )


def _remove_gone(
    host: Organisation, edition: Edition, gone: Sequence[RowOrigin], kind: str, by: Actor
) -> int:
    """Take out rows that no office reports any more; what was there before the offices stays."""
    RowOrigin.objects.filter(pk__in=[origin.pk for origin in gone]).delete()
    codes = dict.fromkeys(origin.code for origin in gone if not origin.is_shared)
    left = RowOrigin.objects.filter(host=host, kind=kind, code__in=codes)
    there = set(edition.items.filter(code__in=codes).values_list("code", flat=True))
    removed = [code for code in codes if code in there - set(left.values_list("code", flat=True))]
    for code in removed:
        remove_item(edition, code, by=by, reason="来源单位没有再报，或者没有采用它写的这一条。")
    return len(removed)


def _ask(host: Organisation, plan: Plan, kind: str) -> None:
    """Keep open questions, and answers that still hold; forget open ones nobody asks any more."""
    known = {one.key: one for one in Disagreement.objects.filter(host=host, kind=kind)}
    asked = {keyed(key): question for key, question in plan.questions.items()}
    idle = [one.pk for key, one in known.items() if key not in asked and one.is_open]
    Disagreement.objects.filter(pk__in=idle).delete()
    for key, question in asked.items():
        old = known.get(key)
        if old and old.question == question.digest:
            continue
        said = {
            "name": question.name,
            "question": question.digest,
            "variants": [_side(one) for one in question.variants],
            "choice": "",
            "chosen": "",
            "decided_by_name": "",
            "decided_at": None,
            "is_written": False,
        }
        Disagreement.objects.update_or_create(host=host, kind=kind, key=key, defaults=said)
    Disagreement.objects.filter(host=host, kind=kind).exclude(choice="").update(is_written=True)


def _side(one: rules.Variant) -> dict[str, object]:
    # As a list: PostgreSQL does not keep the order of an object's keys.
    columns = [list(pair) for pair in columns_of(one.content).items()]
    return {"place": one.place, "label": one.label, "is_host": one.is_host, "columns": columns}


def _held(edition: Edition | None) -> Edition | None:
    """The draft, held until the transaction ends: always before questions, or two wait in a circle.

    None for an edition that is no draft any more.
    """
    drafts = Edition.objects.select_for_update(of=("self",)).filter(state=EditionState.DRAFT)
    return drafts.filter(pk=edition.pk).first() if edition else None


def _is_merged_into(draft: Edition, found: Disagreement) -> bool:
    """Whether a merge is to be expected: a draft begun anew has none of the rows asked about."""
    codes = RowOrigin.objects.filter(host=found.host, kind=found.kind).values("code")
    merging = Round.objects.filter(organisation=found.host, state=RoundState.MERGING)
    return merging.exists() and draft.items.filter(code__in=codes).exists()


@transaction.atomic
def decide(found: Disagreement, *, by: Actor, question: str, choice: str, chosen: str = "") -> None:
    """Say what becomes of rows that disagree (定夺); it is remembered and traced.

    `question` is what the person saw. Raises Denied; Blocked when the rows changed meanwhile or
    the choice makes no sense.
    """
    require(by, "submission.merge", found.organisation_path, found.organisation_name)
    if choice not in MergeChoice.values:
        raise Blocked("请选怎么办：只用一份，合在一起，还是都留着。")
    if choice != MergeChoice.BOTH and chosen not in found.labels:
        raise Blocked("请选用哪一份。")
    chosen = "" if choice == MergeChoice.BOTH else chosen
    draft = _held(catalogue.edition_for(found.host))
    # Compare and set: of two who decide at once, or on rows that change meanwhile, one is refused.
    same = Disagreement.objects.filter(
        pk=found.pk, question=question, choice=found.choice, decided_at=found.decided_at
    )
    if not same.update(
        choice=choice,
        chosen=chosen,
        decided_by_name=by.actor_name,
        decided_at=timezone.now(),
        is_written=False,
    ):
        raise Blocked("这一条刚才变了，或者别人已经定了，请刷新后再看。")
    if draft and (draft.questions_total or _is_merged_into(draft, found)):
        # A decision counts like an open question until the next merge has written it.
        left = Disagreement.objects.filter(host=found.host, kind=found.kind).filter(UNSETTLED)
        note_questions(draft, left.count())
    label = str(MergeChoice(choice).label)
    whose = found.labels.get(chosen, "")
    trace.record(found, "decide", by=by, label="定夺分歧", note=label, chosen=whose)
