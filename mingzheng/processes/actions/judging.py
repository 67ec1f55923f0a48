"""Judging information one by one (逐项认定公开属性): 主动 with its item, or not with its reason."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.actions.items import save_item
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.rules.items import Choice, ItemContent
from mingzheng.catalogue.states import OPEN_STATES as OPEN_EDITIONS
from mingzheng.catalogue.states import EditionState
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.moves import move
from mingzheng.processes.actions.rows import count
from mingzheng.processes.models import Information
from mingzheng.processes.rules.grounds import wrong_with
from mingzheng.processes.states import Attribute, JudgementState

LIMIT = "信息形成或变更之日起20个工作日内"  # 《政府信息公开条例》第二十六条
LIVE = (EditionState.IN_FORCE, *OPEN_EDITIONS)


@transaction.atomic
def open_up(information: Information, *, by: Actor, item_code: str) -> None:
    """Judge 主动公开 and link to an item of a catalogue in force or in the making.

    Raises Denied; Blocked for an item that no living catalogue has.
    """
    known = Item.objects.filter(code=item_code, edition__state__in=LIVE)
    if not known.exists():
        raise Blocked(f"公开事项目录里没有编码为 {item_code} 的事项。")
    _say(information, attribute=Attribute.ACTIVE, item_code=item_code)
    move(information, "open_up", by=by, item=item_code)
    count(information.power.edition)


@transaction.atomic
def open_up_anew(information: Information, *, by: Actor, field_code: str) -> Item:
    """Judge 主动公开 and add the item to the office's own catalogue draft; returns the item.

    Raises Denied; Blocked while that catalogue is on its way to approval.
    """
    office = information.power.edition.organisation
    draft = edition_for(office)
    if draft is None or draft.is_public:
        draft = editions.open_draft(office, by=by, summary="逐项认定新增")
    item = save_item(draft, content_for(information, field_code), by=by)
    open_up(information, by=by, item_code=item.code)
    return item


def content_for(information: Information, field_code: str) -> ItemContent:
    """The row of the catalogue that a piece of information becomes; a person completes it."""
    power = information.power
    level = "town" if power.edition.organisation.level == "town" else "county"
    return ItemContent(
        field_code=field_code,
        level1=power.title,
        level2=information.name,
        elements=(Choice(information.name),),
        bases=tuple(power.bases),
        limit_text=LIMIT,
        subject_text=power.edition.organisation.name,
        channels=(Choice("政府网站"),),
        audience_all=True,
        mode="active",
        levels=(level,),
        stages=("service",) if power.type == "20" else ("management",),
        post=information.step.post,
    )


@transaction.atomic
def propose(
    information: Information,
    *,
    by: Actor,
    attribute: str,
    ground: str,
    basis: str,
    reason: str,
    next_review_on: date,
) -> None:
    """Propose not to publish on one's own (提请), with ground, basis, reason and a day.

    Raises Denied; Blocked naming what is missing.
    """
    if wrong := wrong_with(attribute, ground, basis, reason, next_review_on, timezone.localdate()):
        raise Blocked(wrong)
    _say(
        information,
        attribute=attribute,
        ground=ground,
        basis=basis,
        reason=reason,
        next_review_on=next_review_on,
        proposed_by=by.actor_id,
        proposed_by_name=by.actor_name,
    )
    move(information, "propose", by=by, note=reason, attribute=attribute, ground=ground)
    count(information.power.edition)


@transaction.atomic
def pass_through(information: Information, *, by: Actor, note: str = "") -> None:
    """The openness office agrees that it is not published (审核通过)."""
    move(information, "pass_through", by=by, note=note)
    _say(information, passed_by_name=by.actor_name, passed_on=timezone.localdate())
    count(information.power.edition)


@transaction.atomic
def turn_down(information: Information, *, by: Actor, note: str) -> None:
    """Back to the office: the reason does not hold (退回重新认定)."""
    move(information, "turn_down", by=by, note=note)
    count(information.power.edition)


@transaction.atomic
def reopen(information: Information, *, by: Actor, note: str = "") -> None:
    """Judge again (重新认定); what was said before stays in the trace."""
    move(information, "reopen", by=by, note=note)
    _say(information, attribute="", item_code="", passed_by_name="", passed_on=None)
    count(information.power.edition)


def _say(information: Information, **columns: object) -> None:
    for name, value in columns.items():
        setattr(information, name, value)
    information.save(update_fields=list(columns))


def waiting(edition: Edition) -> int:
    """How many pieces of information of a list wait for the openness office."""
    found = Information.objects.filter(step__item__edition=edition)
    return found.filter(state=JudgementState.REVIEW).count()
