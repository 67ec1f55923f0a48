"""What one office sends in a round (单位填报): begun, sent, passed, taken, sent back, urged."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from mingzheng.accounts.queries import require
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, SystemActor, may
from mingzheng.core.moves import move
from mingzheng.deadlines import almanac
from mingzheng.processes.actions.rows import rows_of
from mingzheng.rounds import queries, rules
from mingzheng.rounds.flow import is_not_running
from mingzheng.rounds.models import RowNote, Submission
from mingzheng.rounds.states import SENT

# An edition in one of these is locked: the catalogue lets nobody change its rows.
LOCKED = frozenset(EditionState) - {EditionState.DRAFT, EditionState.DISCARDED}
# Opens the draft of an office whose list comes back: whoever sends back need not be a drafter.
OPENER = SystemActor({"edition.adjust"})


@transaction.atomic
def start(submission: Submission, *, by: Actor, note: str = "") -> None:
    """Begin (开始填报): the office's own draft, opened if none is under way."""
    move(submission, "start", by=by, note=note)
    _hold(submission, _draft_of(submission, by))


def _draft_of(submission: Submission, by: Actor) -> Edition:
    edition = queries.edition_of(submission)
    if edition is None or edition.is_public:
        kind = submission.kind
        edition = editions.open_draft(
            submission.organisation,
            by=by,
            summary=submission.round.title,
            kind=kind,
            rows=rows_of(kind),
        )
    return edition


def _hold(submission: Submission, edition: Edition | None, **columns: object) -> None:
    """Write what was sent: a list, or the word that there is none."""
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
    submission.edition = edition = queries.edition_of(submission)
    move(submission, "submit", by=by, note=note, items=submission.items_total)
    if edition is None:  # has_nothing has refused it already
        return
    if edition.is_draft:
        editions.submit(edition, by=by, note=submission.round.title)
    mark = editions.content_hash(edition, rows_of(edition.kind))
    _hold(submission, edition, content_hash=mark, nothing_because="", **_sent(by))


def _sent(by: Actor) -> dict[str, object]:
    return {
        "submitted_by": by.actor_id,
        "submitted_by_name": by.actor_name,
        "submitted_on": timezone.localdate(),
        "passed_by": "",
    }


@transaction.atomic
def report_nothing(submission: Submission, *, by: Actor, note: str) -> None:
    """Say that the office has nothing to report, and why (零报送), instead of an empty list.

    It goes the way of a list from here. Raises Denied; Blocked where the office has rows.
    """
    submission.edition = queries.edition_of(submission)
    move(submission, "report_nothing", by=by, note=note)
    _hold(submission, None, content_hash="", nothing_because=note.strip(), **_sent(by))


@transaction.atomic
def withdraw(submission: Submission, *, by: Actor, note: str = "") -> None:
    """Take it back before anybody took it (撤回修改)."""
    move(submission, "withdraw", by=by, note=note)
    edition = _edition(submission)
    if edition and edition.state == EditionState.REVIEW:
        editions.withdraw(edition, by=by, note=note)
    elif edition and edition.state == EditionState.APPROVAL:
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
    if edition and edition.state == EditionState.REVIEW:
        editions.send_back(edition, by=by, note=note)
    elif edition and edition.state == EditionState.APPROVAL:
        editions.reject(edition, by=by, note=note)
    _unsent(submission, _changeable(submission, edition, by))
    Submission.objects.filter(pk=submission.pk).update(returns=F("returns") + 1)


def _changeable(submission: Submission, edition: Edition | None, by: Actor) -> Edition:
    """What the office goes on with: its draft, a new one where nothing or all in force was sent."""
    if edition and edition.state == EditionState.APPROVED:
        raise Blocked(f"《{edition.title}》已经批复，先撤回批复，或者等它施行以后再退回。")
    if edition and not edition.is_public:
        return edition
    is_drafter = may(by, "edition.adjust", submission.organisation_path)
    return _draft_of(submission, by if is_drafter else OPENER)


def _unsent(submission: Submission, edition: Edition) -> None:
    _hold(submission, edition, content_hash="", passed_by="", nothing_because="")


def _edition(submission: Submission) -> Edition | None:
    """What was sent, as it is now; None for a report of nothing."""
    found = Edition.objects.select_related("catalogue__organisation")
    return found.get(pk=submission.edition_id) if submission.edition_id else None


def _intact(submission: Submission) -> None:
    """Refuse what was opened again behind the round, by a reviewer of the office itself."""
    if submission.state not in SENT:
        return  # the step itself says why not
    name, edition = submission.organisation.label, _edition(submission)
    if edition is None:
        now = queries.edition_of(submission)
        if now and now.items_total:
            have = f"草稿里又有了 {now.items_total} 个事项"
            raise Blocked(f"{name}零报送以后，{have}。请退回，让{name}重新提交。")
        return
    now_hash = editions.content_hash(edition, rows_of(edition.kind))
    if edition.state not in LOCKED or now_hash != submission.content_hash:
        raise Blocked(f"{name}提交以后，草稿又被退回来改过。请退回，让{name}重新提交。")


@transaction.atomic
def comment(
    submission: Submission, *, by: Actor, text: str, code: str = "", column: str = ""
) -> RowNote:
    """Remark on a row, on one column of it, or on the whole (写意见)."""
    require(by, "submission.comment", submission.organisation_path, submission.organisation_name)
    if reason := is_not_running(submission, by):
        raise Blocked(reason)
    item = queries.rows_in(submission).filter(code=code).first() if code else None
    if code and item is None:
        raise Blocked(f"这份表里没有编码为“{code}”的事项，可能刚才删掉了。")
    note = RowNote.objects.create(
        submission=submission,
        code=code,
        name=str(item) if item else "",
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
