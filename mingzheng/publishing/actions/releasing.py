"""Release (发布): in one transaction from the approved revision to everything that shows it."""

import logging
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.rules.items import field_codes
from mingzheng.columns import actions as columns
from mingzheng.core import register, trace
from mingzheng.core.access import Actor, Blocked, SystemActor
from mingzheng.core.moves import move
from mingzheng.pagecache.changes import take_back
from mingzheng.posts.deeds import SYSTEM_DEEDS
from mingzheng.publishing.actions import drafting, findable, fulfilling, linking
from mingzheng.publishing.actions.synchronising import (
    early_interpretation,
    interpretation_gap,
    kept_for,
)
from mingzheng.publishing.models import Article, Manuscript, Placement, Revision
from mingzheng.publishing.states import ManuscriptState, Purpose, ReviewStage, Visibility
from mingzheng.texts.rules.content import Content
from mingzheng.texts.rules.validity import validity_of
from mingzheng.texts.states import Validity

log = logging.getLogger(__name__)

SYSTEM = SystemActor(SYSTEM_DEEDS)
BROKEN = "系统办理时出错，已经记进运行日志，请系统管理员查看"
FLAT = ("kind", "title", "document_number", "dated_on", "topic", "genre", "form", "source",
        "summary", "effective_on", "expires_on")  # fmt: skip
BYLINES = {
    ReviewStage.FIRST: "审核",
    ReviewStage.SECOND: "复审",
    ReviewStage.SECRECY: "保密审查",
    ReviewStage.SIGN: "签发",
}


def release_due(now: datetime) -> int:
    """Release what is signed and whose moment has come, the oldest first; how many.

    Safe to repeat and to run twice at once: each goes out once. What cannot go out now (its
    article was withdrawn, the search is down) holds nothing else back, says why, is tried again.
    """
    due = Manuscript.objects.filter(state=ManuscriptState.SIGNED, publish_at__lte=now)
    return sum(_released(one, now) for one in due.order_by("publish_at", "pk"))


def _released(manuscript: Manuscript, now: datetime) -> int:
    """How many went out; if none, its signer is told why. Whatever is wrong is wrong with it.

    An interpretation that waits for its policy is no mishap: nobody is told each minute.
    """
    try:
        try:
            return 0 if early_interpretation(manuscript) else publish(manuscript)
        except Blocked as refused:
            _hold_back(manuscript, now, refused.reason)
        except Exception:
            log.exception("Manuscript %s was due and did not go out", manuscript.pk)
            _hold_back(manuscript, now, BROKEN)
    except Exception:  # not even the reason could be kept: the next round tries again
        log.exception("Why manuscript %s was held back could not be kept", manuscript.pk)
    return 0


@transaction.atomic
def _hold_back(manuscript: Manuscript, now: datetime, reason: str) -> None:
    """Keep why it did not go out (到时间没有发出去); one event for each reason, not each minute."""
    drafting.hold(manuscript)
    is_due = manuscript.publish_at is not None and manuscript.publish_at <= now
    if manuscript.state != ManuscriptState.SIGNED or not is_due or manuscript.held_back == reason:
        return  # somebody was faster, or it is said already
    manuscript.held_back = reason
    manuscript.save(update_fields=["held_back"])
    trace.record(manuscript, "hold_back", by=SYSTEM, label="到时间没有发出去", note=reason)


@transaction.atomic
def publish(manuscript: Manuscript) -> int:
    """Release a signed manuscript (发布): state, page, lists, numbers, search and trace together.

    With a policy go the interpretations that waited for it; how many went out in all. Raises
    Blocked when another was faster or a guard is in the way; then nothing has changed.
    """
    drafting.hold(manuscript)
    revision = manuscript.revision
    if revision is None:
        raise Blocked("这份稿件还没有写。")
    article = manuscript.article
    linking.hold(article)
    now = timezone.now()
    # Signed together is not yet out together: the interpretation may have been sent back since.
    wait = early_interpretation(manuscript)
    if gap := wait or interpretation_gap(manuscript, timezone.localdate(now)):
        raise Blocked(gap)
    Manuscript.objects.filter(pk=manuscript.pk).update(published_at=now, held_back="")
    move(
        manuscript, "publish", by=SYSTEM, revision=revision.number,
        content_hash=revision.content_hash,
    )  # fmt: skip
    manuscript.published_at = now
    before = linking.interpreted_by(article)
    was, content = (article.kind, article.is_public), revision.content
    _show(article, manuscript, revision, content, now)
    place(article, content.columns, now)
    linking.put_links(article, content.ties, is_public=True)
    linking.put_links(article, (), is_public=False)
    linking.recount([*before, *linking.interpreted_by(article), article.pk])
    findable.refresh(article, revision, old_kind=was[0] if was[1] else "")
    trace.record(
        article, "release", by=SYSTEM, label="发布" if not was[1] else "更新公开的内容",
        purpose=manuscript.get_purpose_display(), revision=revision.number,
        index_number=article.index_number, content_hash=revision.content_hash,
        note=manuscript.public_note, closes_earlier=manuscript.closes_earlier,
    )  # fmt: skip
    if manuscript.closes_earlier:
        take_back()
    fulfilling.fulfil(article, revision, by=SYSTEM)
    return 1 + sum(_released(one, now) for one in kept_for(article.pk, now))


def _show(
    article: Article, manuscript: Manuscript, revision: Revision, content: Content, now: datetime
) -> None:
    changes: dict[str, Any] = {name: getattr(content, name) for name in FLAT}
    changes |= {
        "public": revision,
        "visibility": Visibility.PUBLIC,
        "released_at": (article.is_public and article.released_at) or now,  # again: a new day
        "changed_at": now,
        "withdrawn_at": None,
        "withdrawn_reason": "",
        "stub_title": "",
        "home_id": content.columns[0] if content.columns else None,
        "field_codes": field_codes(content.items),
        "bylines": bylines(manuscript, revision),
        "index_number": article.index_number
        or index_numbers(article.organisation, [(content.title, now)])[0],
    }
    if article.validity != Validity.REPEALED:  # a correction does not bring it back to life
        stands = manuscript.purpose == Purpose.AMENDMENT and article.validity == Validity.VALID
        changes["validity"] = validity_of(content, timezone.localdate(now), stands=stands)
    for name, value in changes.items():
        setattr(article, name, value)
    article.save(update_fields=[name.removesuffix("_id") for name in changes])


def index_numbers(
    office: Organisation, asked: Sequence[tuple[str, datetime]], by: Actor = SYSTEM
) -> list[str]:
    """索引号 as compliant pages have it, for titles and moments: 统一社会信用代码/YYYY-NNNNN."""
    stem = office.credit_code or office.code
    years = [timezone.localdate(at).year for _, at in asked]
    titles: dict[int, list[str]] = {year: [] for year in sorted({*years})}
    for year, (title, _) in zip(years, asked, strict=True):
        titles[year].append(title)
    register_name = f"索引号 {stem}"
    taken = {
        year: iter(register.next_numbers(register_name, year, by=by, for_titles=some))
        for year, some in titles.items()
    }
    return [f"{stem}/{year}-{next(taken[year]):05d}" for year in years]


def bylines(manuscript: Manuscript, revision: Revision) -> list[list[str]]:
    """Who answers for it on the page (编辑、审核、保密审查、签发), from the flow. One query."""
    passed = manuscript.reviews.filter(is_passed=True, at__gte=manuscript.submitted_at)
    names = {one.stage: one.reviewer_name for one in passed}
    lines = [["编辑", revision.written_by_name]]
    return lines + [[BYLINES[stage], names[stage]] for stage in ReviewStage if stage in names]


def place(article: Article, keys: tuple[int, ...], now: datetime) -> None:
    """Let the article stand in exactly these columns, and keep the columns' counts."""
    old = {one.column_id: one for one in Placement.objects.filter(article=article)}
    gone = [key for key in old if key not in keys]
    new = [key for key in keys if key not in old]
    Placement.objects.filter(article=article, column__in=gone).delete()
    Placement.objects.bulk_create(
        Placement(article=article, column_id=key, released_at=article.released_at or now)
        for key in new
    )
    steps = dict.fromkeys(new, 1) | dict.fromkeys(gone, -1)
    columns.count(steps, updated={*keys}, at=now)


def settle_validity(today: date) -> int:
    """Documents whose day has come begin to hold (施行) or cease to (失效); how many.

    Safe to repeat; found by an indexed date.
    """
    pending = Article.objects.filter(validity=Validity.PENDING, effective_on__lte=today)
    over = Article.objects.filter(
        validity__in=[Validity.VALID, Validity.PENDING], expires_on__lte=today
    )
    settled = sum(_settle(one, Validity.LAPSED) for one in over.order_by("pk"))
    return settled + sum(_settle(one, Validity.VALID) for one in pending.order_by("pk"))


@transaction.atomic
def _settle(article: Article, validity: Validity) -> bool:
    mine = Article.objects.filter(pk=article.pk, validity=article.validity)
    if mine.update(validity=validity) != 1:
        return False  # another round of time was faster
    before, article.validity = article.get_validity_display(), validity
    label = "失效" if validity == Validity.LAPSED else "施行"
    changes = {"validity": [before, validity.label]}
    trace.record(article, "settle", by=SYSTEM, label=label, changes=changes)
    if article.is_public and article.public:
        findable.refresh(article, article.public)
    return True
