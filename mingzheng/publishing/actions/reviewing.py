"""Reviews (审查): sent, taken back, passed stage by stage, sent back, signed, given up."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.queries import require
from mingzheng.catalogue.rules.ahead import too_far
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.moves import move
from mingzheng.publishing.actions import drafting, releasing
from mingzheng.publishing.actions.synchronising import early_interpretation, interpretation_gap
from mingzheng.publishing.flow import TURN_OF_STATE, Turn
from mingzheng.publishing.models import Link, Manuscript, Review
from mingzheng.publishing.queries.settings import plan_for
from mingzheng.publishing.states import ManuscriptState, ReviewStage


@transaction.atomic
def submit(manuscript: Manuscript, *, by: Actor, note: str = "") -> None:
    """Send a draft to its first reviewer (送审). The number of reviews is fixed here.

    Raises Denied, Blocked while something is missing or must be changed.
    """
    drafting.look_again(manuscript)
    manuscript.plan = plan_for(manuscript.organisation).reviews
    manuscript.passers, manuscript.submitted_at = [], timezone.now()
    manuscript.interpretation_reason = ""
    manuscript.save(update_fields=["plan", "passers", "submitted_at", "interpretation_reason"])
    _move(manuscript, "submit", by, note, reviews=manuscript.plan)


@transaction.atomic
def recall(manuscript: Manuscript, *, by: Actor, note: str = "") -> None:
    """Take a manuscript back while it is reviewed (撤回修改); reviews begin again afterwards."""
    drafting.hold(manuscript)
    _move(manuscript, "recall", by, note)


@transaction.atomic
def pass_review(
    manuscript: Manuscript, *, by: Actor, note: str = "", revision: int | None = None
) -> None:
    """Pass the present review (初审、复审、保密审查). Signing is `sign`.

    `revision` is the number of the revision that the reviewer has read. Raises Denied, Blocked.
    """
    turn = _turn(manuscript)
    if turn.stage == ReviewStage.SIGN:
        raise Blocked("这一道是签发，要定发布时间，请从办理页进入。")
    _pass(manuscript, turn, by, note, revision)


@transaction.atomic
def send_back(manuscript: Manuscript, *, by: Actor, note: str, revision: int | None = None) -> None:
    """Send a manuscript back to its drafter with an opinion (退回). Raises Denied, Blocked."""
    turn = _turn(manuscript)
    must_have_read(manuscript, revision)
    _move(manuscript, turn.back, by, note)
    _note(manuscript, turn, by, note, is_passed=False)
    manuscript.publish_at, manuscript.signed_at, manuscript.held_back = None, None, ""
    manuscript.save(update_fields=["publish_at", "signed_at", "held_back"])


@transaction.atomic
def sign(
    manuscript: Manuscript,
    *,
    by: Actor,
    note: str = "",
    revision: int | None = None,
    publish_at: datetime | None = None,
    reason: str = "",
) -> None:
    """Sign for release (终审签发): at a moment to come, or at once (None, or a moment gone by).

    `reason`: why a policy goes out without its interpretation. Raises Denied, Blocked.
    """
    turn = _turn(manuscript)
    if turn.stage != ReviewStage.SIGN:
        raise Blocked(f"现在是“{manuscript.state_label}”，还没有到签发。")
    if manuscript.revision:  # a column may have been closed since it was chosen
        drafting.check_columns(manuscript.article, manuscript.revision.columns)
    now = timezone.now()
    at = max(publish_at or now, now)
    _not_too_far(at)
    manuscript.interpretation_reason = reason.strip()
    manuscript.interpretation_gap = interpretation_gap(manuscript, timezone.localdate(at))
    manuscript.publish_at, manuscript.signed_at = at, now
    manuscript.save(
        update_fields=[*("interpretation_reason", "interpretation_gap", "publish_at", "signed_at")]
    )
    more = {"interpretation_reason": reason.strip()} if reason.strip() else {}
    _pass(manuscript, turn, by, note, revision, publish_at=at, **more)
    _release_now(manuscript, at, now)


def _release_now(manuscript: Manuscript, at: datetime, now: datetime) -> None:
    """Let it out if its moment has come; an interpretation waits for its policy all the same."""
    if at <= now and not early_interpretation(manuscript):
        releasing.publish(manuscript)


@transaction.atomic
def reschedule(manuscript: Manuscript, publish_at: datetime | None, *, by: Actor) -> None:
    """Change when a signed manuscript goes out (改发布时间); None: at once. The signer's deed.

    Raises Denied, Blocked.
    """
    place = manuscript.organisation  # whoever may still hold it back may also time it
    require(by, "manuscript.back_sign", place.path, place.name)
    drafting.hold(manuscript)
    if manuscript.state != ManuscriptState.SIGNED:
        raise Blocked("签发以后、发布以前才能改发布时间。")
    now = timezone.now()
    at = max(publish_at or now, now)
    _not_too_far(at)
    before, manuscript.publish_at, manuscript.held_back = manuscript.publish_at, at, ""
    manuscript.interpretation_gap = interpretation_gap(manuscript, timezone.localdate(at))
    if manuscript.interpretation_gap:
        raise Blocked(manuscript.interpretation_gap)
    manuscript.save(update_fields=["publish_at", "interpretation_gap", "held_back"])
    changes = {"publish_at": [before, at]}
    trace.record(manuscript, "reschedule", by=by, label="改发布时间", changes=changes)
    _release_now(manuscript, at, now)


@transaction.atomic
def discard(manuscript: Manuscript, *, by: Actor, note: str) -> None:
    """Give a draft up (作废); what is public stays. Raises Denied, Blocked."""
    drafting.hold(manuscript)
    _move(manuscript, "discard", by, note)
    Link.objects.filter(source=manuscript.article, is_public=False).delete()


def _turn(manuscript: Manuscript) -> Turn:
    """The review that waits, read under lock; a signed one is still the signer's."""
    drafting.hold(manuscript)
    state = manuscript.state
    turn = TURN_OF_STATE.get(ManuscriptState.SIGNING if state == ManuscriptState.SIGNED else state)
    if turn is None:
        raise Blocked(f"现在是“{manuscript.state_label}”，没有要审查的。")
    return turn


def _pass(
    manuscript: Manuscript, turn: Turn, by: Actor, note: str, revision: int | None, **facts: Any
) -> None:
    must_have_read(manuscript, revision)
    drafting.look_again(manuscript)  # a word may have been banned since it was sent
    _move(manuscript, turn.step, by, note, **facts)
    _note(manuscript, turn, by, note, is_passed=True)
    manuscript.passers.append(by.actor_id)
    manuscript.save(update_fields=["passers"])


def must_have_read(manuscript: Manuscript, revision: int | None) -> None:
    """Raise Blocked when what was read (a number; None: nobody says) is not what there is now."""
    now = manuscript.revision.number if manuscript.revision else 0
    if revision is not None and revision != now:
        raise Blocked(f"您看的是第 {revision} 稿，现在送审的是第 {now} 稿，请刷新后再看。")


def _note(manuscript: Manuscript, turn: Turn, by: Actor, note: str, *, is_passed: bool) -> None:
    Review.objects.create(
        manuscript=manuscript,
        stage=turn.stage,
        revision_id=manuscript.revision_id or 0,  # nothing is submitted without one
        is_passed=is_passed,
        opinion=note,
        reviewer=by.actor_id,
        reviewer_name=by.actor_name,
        at=timezone.now(),
    )


def _move(manuscript: Manuscript, step: str, by: Actor, note: str, **facts: Any) -> None:
    revision = manuscript.revision
    if revision is not None:  # which text it was about: the number and what it said
        facts = {"revision": revision.number, "content_hash": revision.content_hash, **facts}
    if manuscript.closes_earlier:  # whoever passes the text passes this with it
        facts["closes_earlier"] = manuscript.closes_earlier
    move(manuscript, step, by=by, note=note, **facts)


def _not_too_far(at: datetime) -> None:
    if far := too_far(timezone.localdate(at), timezone.localdate(), "发布时间"):
        raise Blocked(far)
