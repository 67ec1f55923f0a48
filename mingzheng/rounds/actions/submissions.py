"""What one office sends in a round (单位填报): begun, sent, passed, taken, sent back, urged."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from mingzheng.accounts.queries import require
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.moves import move
from mingzheng.deadlines import almanac
from mingzheng.rounds import rules
from mingzheng.rounds.flow import is_not_running
from mingzheng.rounds.models import RowNote, Submission
from mingzheng.rounds.states import SENT

# An edition in one of these is locked: the catalogue lets nobody change its rows.
LOCKED = frozenset(EditionState) - {EditionState.DRAFT, EditionState.DISCARDED}


@transaction.atomic
def start(submission: Submission, *, by: Actor, note: str = "") -> None:
    """Begin (开始填报): the office's own draft, opened if none is under way."""
    move(submission, "start", by=by, note=note)
    _hold(submission, _draft_of(submission, by))


def _draft_of(submission: Submission, by: Actor) -> Edition:
    edition = catalogue.edition_for(submission.organisation)
    if edition is None or edition.is_public:
        title = submission.round.title
        edition = editions.open_draft(submission.organisation, by=by, summary=title)
    return edition


def _hold(submission: Submission, edition: Edition | None, **columns: object) -> None:
    submission.edition = edition
    for name, value in columns.items():
        setattr(submission, name, value)
    submission.save(update_fields=["edition", *columns])


@transaction.atomic
def submit(submission: Submission, *, by: Actor, note: str = "") -> None:
    """Send the office's list in (提交). Its draft goes for review, which locks its rows.

    An office that has nothing to change sends its edition in force as it is. Raises Denied,
    Blocked.
    """
    # The office's edition now: the draft it began with may have been approved or given up since.
    submission.edition = edition = catalogue.edition_for(submission.organisation)
    move(submission, "submit", by=by, note=note, items=submission.items_total)
    if edition is None:  # has_nothing has refused it already
        return
    if edition.is_draft:
        editions.submit(edition, by=by, note=submission.round.title)
    _hold(
        submission,
        edition,
        content_hash=editions.content_hash(edition),
        submitted_by=by.actor_id,
        submitted_by_name=by.actor_name,
        submitted_on=timezone.localdate(),
        passed_by="",
    )


@transaction.atomic
def withdraw(submission: Submission, *, by: Actor, note: str = "") -> None:
    """Take it back before anybody took it (撤回修改)."""
    move(submission, "withdraw", by=by, note=note)
    edition = _edition(submission)
    if edition.state == EditionState.REVIEW:
        editions.withdraw(edition, by=by, note=note)
    elif edition.state == EditionState.APPROVAL:
        raise Blocked("本单位已经审核通过，报批了。要改，请政务公开办退回。")
    _unsent(submission, _changeable(submission, edition, by))


@transaction.atomic
def pass_town(submission: Submission, *, by: Actor, note: str = "") -> None:
    """The town stands by what its village sent (乡镇审核通过)."""
    _intact(submission)
    move(submission, "pass_town", by=by, note=note)
    submission.passed_by = by.actor_id
    submission.save(update_fields=["passed_by"])


@transaction.atomic
def return_below(submission: Submission, *, by: Actor, note: str) -> None:
    """Back to the village, by its town (乡镇退回)."""
    move(submission, "return_below", by=by, note=note)
    _unlock(submission, by, note)


@transaction.atomic
def accept(submission: Submission, *, by: Actor, note: str = "") -> None:
    """Take it for merging (接收)."""
    _intact(submission)
    move(submission, "accept", by=by, note=note)


@transaction.atomic
def send_back(submission: Submission, *, by: Actor, note: str) -> None:
    """Back to the office with what is wrong (退回修改); remarks on rows go with it."""
    open_notes = submission.notes.filter(settled_at=None).count()
    move(submission, "send_back", by=by, note=note, remarks=open_notes)
    _unlock(submission, by, note)


def _unlock(submission: Submission, by: Actor, note: str) -> None:
    """The rows may be changed again: back to a draft, or the next one where it is in force."""
    edition = _edition(submission)
    if edition.state == EditionState.REVIEW:
        editions.send_back(edition, by=by, note=note)
    elif edition.state == EditionState.APPROVAL:
        editions.reject(edition, by=by, note=note)
    _unsent(submission, _changeable(submission, edition, by))
    Submission.objects.filter(pk=submission.pk).update(returns=F("returns") + 1)


def _changeable(submission: Submission, edition: Edition, by: Actor) -> Edition:
    if edition.state == EditionState.APPROVED:
        raise Blocked(f"《{edition.title}》已经批复，等它施行以后再退回。")
    return _draft_of(submission, by) if edition.is_public else edition


def _unsent(submission: Submission, edition: Edition) -> None:
    _hold(submission, edition, content_hash="", passed_by="")


def _edition(submission: Submission) -> Edition:
    found = Edition.objects.select_related("catalogue__organisation")
    return found.get(pk=submission.edition_id or 0)


def _intact(submission: Submission) -> None:
    """Refuse what was opened again behind the round, by a reviewer of the office itself."""
    if submission.state not in SENT:
        return  # the step itself says why not
    edition = _edition(submission)
    same = edition.state in LOCKED and editions.content_hash(edition) == submission.content_hash
    if not same:
        name = submission.organisation.label
        raise Blocked(f"{name}提交以后，目录又被退成草稿改过。请退回，让{name}重新提交。")


@transaction.atomic
def comment(
    submission: Submission, *, by: Actor, text: str, code: str = "", column: str = ""
) -> RowNote:
    """Remark on a row, on one column of it, or on the whole (写意见)."""
    require(by, "submission.comment", submission.organisation_path, submission.organisation_name)
    if reason := is_not_running(submission, by):
        raise Blocked(reason)
    edition = submission.edition
    item = edition.items.filter(code=code).first() if edition and code else None
    if code and item is None:
        raise Blocked(f"这份目录里没有编码为“{code}”的事项，可能刚才删掉了。")
    note = RowNote.objects.create(
        submission=submission,
        code=code,
        name=item.name if item else "",
        column=column,
        text=text,
        author=by.actor_id,
        author_name=by.actor_name,
    )
    trace.record(submission, "comment", by=by, label="写意见", note=text, code=code, column=column)
    return note


@transaction.atomic
def settle(note: RowNote, *, by: Actor) -> None:
    """The office has dealt with a remark (改好了)."""
    place = note.submission
    require(by, "submission.submit", place.organisation_path, place.organisation_name)
    done = RowNote.objects.filter(pk=note.pk, settled_at=None).update(
        settled_at=timezone.now(), settled_by_name=by.actor_name
    )
    if not done:
        raise Blocked("这条意见刚才已经标成改好了。")
    trace.record(place, "settle", by=by, label="意见已改", note=note.text, code=note.code)


@transaction.atomic
def urge(submissions: Iterable[Submission], *, by: Actor, note: str = "") -> int:
    """Press offices that have not sent (催报), each at most once a day; returns how many.

    It stands in the trace and in the office's to-do list. Raises Denied; Blocked with the reason
    when not one of them may be urged.
    """
    today, calendar = timezone.localdate(), almanac.current()
    urged, reason = 0, "没有要催的单位，都交了。"
    for one in submissions:
        round_ = one.round
        require(by, "submission.urge", round_.organisation_path, round_.organisation_name)
        if not one.is_owed:
            continue
        refused = is_not_running(one, by) or rules.may_be_urged(
            round_.due_on, one.urged_on, today, calendar
        )
        if refused or not _mark_urged(one):
            reason = refused or "今天已经催过，一天催一次。"
            continue
        trace.record(one, "urge", by=by, label="催报", note=note, due_on=round_.due_on)
        urged += 1
    if not urged:
        raise Blocked(reason)
    return urged


def _mark_urged(one: Submission) -> bool:
    """Compare and set: of two who press at once, one does."""
    today = timezone.localdate()
    not_yet = Submission.objects.filter(pk=one.pk).filter(Q(urged_on=None) | ~Q(urged_on=today))
    one.urged_on = today
    return bool(not_yet.update(urged_on=today))


def accept_all(submissions: Iterable[Submission], *, by: Actor) -> tuple[int, list[str]]:
    """Take everything that can be taken (全部接收): how many, and why the others could not be."""
    taken, left = 0, []
    for one in submissions:
        if one.state not in SENT:
            continue
        try:
            accept(one, by=by)
        except Blocked as blocked:
            left.append(f"{one.organisation.label}：{blocked.reason}")
        else:
            taken += 1
    return taken, left
