"""What people do with what was handed over: name the items, draft, review, send back."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mingzheng.accounts.queries import require
from mingzheng.columns.queries import open_for
from mingzheng.core.access import Actor, Blocked, SystemActor
from mingzheng.core.moves import move
from mingzheng.dues import actions as dues
from mingzheng.handover.actions.owing import choose, owe
from mingzheng.handover.models import Handover
from mingzheng.handover.rules.drafting import body_of, content_of
from mingzheng.handover.states import HandoverState
from mingzheng.posts.deeds import SYSTEM_DEEDS
from mingzheng.proofing.rules.hidden import unseen
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.models import Manuscript
from mingzheng.publishing.states import OPEN_STATES, Visibility
from mingzheng.texts.rules.content import Enclosure
from mingzheng.texts.states import Disclosure

SYSTEM = SystemActor(SYSTEM_DEEDS)


def held(handover: Handover) -> Handover:
    """The row, locked and read anew: whoever comes second sees what the first has done."""
    rows = Handover.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=handover.pk)


@transaction.atomic
def name_items(handover: Handover, codes: Iterable[str], *, by: Actor) -> Handover:
    """Say which items of the catalogue it is (对公开事项): each becomes a due with its day.

    Raises Denied without the deed due.open; Blocked once it is drafted, for no item, or for one
    that the office does not owe.
    """
    one = held(handover)
    require(by, "due.open", one.organisation.path, one.organisation.name)
    if one.state != HandoverState.TO_PUBLISH:
        raise Blocked(f"现在是“{one.state_label}”，待公开的才要对公开事项。")
    wanted = [code for code in codes if code not in one.items]
    if not wanted:
        raise Blocked("选一个还没有对上的公开事项。")
    choose(one, wanted, by=by)
    return one


@transaction.atomic
def draft_up(handover: Handover, *, by: Actor) -> Manuscript:
    """Start the draft of the public text with everything that is known filled in (起草公开稿).

    Released, it fulfils the dues of the handover: the draft names their items and their day. The
    files that came with it are enclosed, to be checked before release like any other upload.
    Raises Denied without handover.draft_up or manuscript.edit; Blocked unless it waits for that.
    """
    one = held(handover)
    files = list(one.files.select_related("content").order_by("pk"))
    move(one, "draft_up", by=by, enclosed="、".join(dict.fromkeys(file.name for file in files)))
    made = drafting.open_article(one.organisation, by=by, kind=one.article_kind)
    inside = (piece for file in files for piece in file.content.extracted.pieces)
    texts = [piece.text for piece in inside if not unseen(piece)]
    parcel, office = one.parcel, one.organisation.name
    enclosed = [Enclosure(file.name, file.pk, file.content.content_hash) for file in files]
    said = content_of(parcel, body_of(parcel, texts), office, _places(one), enclosed)
    # Without items only these keys tie it to what is owed.
    if not one.items:
        said = replace(said, dues=tuple(f"due:{due.pk}" for due in one.dues.all() if due.is_open))
    drafting.save_revision(made, said, by=by, base=0)
    one.article = made.article
    one.save(update_fields=["article"])
    return made


def take_back_drafts() -> int:
    """What was drafted and given up before it was public waits again (公开稿作废); how many.

    Publishing does not know who asked for a text, so time looks for it. Safe to repeat.
    """
    under_way = Manuscript.objects.filter(article=OuterRef("article"), state__in=OPEN_STATES)
    rows = Handover.objects.filter(
        ~Exists(under_way), state=HandoverState.DRAFTED, article__visibility=Visibility.NOT_YET
    )
    return sum(_take_back(one) for one in rows.order_by("pk"))


@transaction.atomic
def _take_back(handover: Handover) -> bool:
    one = held(handover)
    if one.state != HandoverState.DRAFTED or one.article_id != handover.article_id:
        return False  # somebody else's round of time was faster
    move(one, "take_back_draft", by=SYSTEM)
    one.article = None
    one.save(update_fields=["article"])
    return True


def _places(one: Handover) -> dict[str, int]:
    """The columns that the office may write into by their addresses, its own before others'."""
    found: dict[str, int] = {}
    for column in open_for(one.organisation):
        found.setdefault(column.slug, column.pk)
    return found


@transaction.atomic
def pass_through(handover: Handover, *, by: Actor, note: str = "") -> None:
    """The openness office agrees that it is not published (同意). Raises Denied, Blocked."""
    one = held(handover)
    move(one, "pass_through", by=by, note=note, disclosure=one.disclosure)
    one.passed_by_name, one.passed_on = by.actor_name, timezone.localdate()
    one.save(update_fields=["passed_by_name", "passed_on"])


@transaction.atomic
def turn_down(handover: Handover, *, by: Actor, note: str) -> None:
    """Send it back (退回), with the reason; what it owed is excused until it comes again.

    Raises Denied, or Blocked without a reason or once its draft is begun.
    """
    one = held(handover)
    move(one, "turn_down", by=by, note=note)
    for due in one.dues.all():
        if due.is_open:
            dues.excuse(due, by=by, reason=f"{one.number}退回办文单位：{note}"[:500])


@transaction.atomic
def open_up(handover: Handover, *, by: Actor) -> None:
    """What was not public may be now (改为主动公开): owed from today on (条例第十八条).

    Raises Denied, Blocked.
    """
    one = held(handover)
    before = one.get_disclosure_display()
    move(one, "open_up", by=by, changes={"disclosure": [before, "主动公开"]})
    one.disclosure, one.formed_on = Disclosure.ACTIVE, timezone.localdate()
    one.save(update_fields=["disclosure", "formed_on"])
    owe(one, by=by)
