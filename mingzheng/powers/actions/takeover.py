"""When an office is merged, renamed or abolished, its items go on elsewhere (机构改革承接).

The items keep their codes and tell where they stood before; the former list stays in force until
the successor's edition does, so that no power is without a list for a day.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.actions.editions import Rows, demand
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.queries import edition_for, in_force
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.laws.actions import put_citations
from mingzheng.powers.models import PowerItem, Takeover


@transaction.atomic
def take_over(
    source: Organisation,
    target: Organisation,
    *,
    kind: str,
    by: Actor,
    reason: str,
    rows: Rows,
    codes: Iterable[str] = (),
) -> Edition:
    """Put items of an office's list in force into its successor's draft, with their history.

    Without `codes` the whole list goes over, and leaves force when the successor's edition enters
    it; with codes only those, and the former office gets a draft without them. Returns the
    successor's draft. Raises Denied without edition.adjust on both, Blocked for what cannot be.
    """
    for office in (source, target):
        demand(by, "edition.adjust", office.path, "清单承接由政务公开办来办。")
    old = _old_list(source, target, kind, reason)
    chosen = list(codes)
    found = old.powers.filter(code__in=chosen) if chosen else old.powers.all()
    items = list(found.order_by("position"))
    if not items or (chosen and len(items) < len(set(chosen))):
        raise Blocked("要承接的事项在原单位的现行清单里没有。")
    draft = _draft_of(target, kind, by, reason, rows)
    wanted = [one.code for one in items]
    there = set(draft.powers.filter(code__in=wanted).values_list("code", flat=True))
    if there:
        raise Blocked(f"{'、'.join(sorted(there)[:5])} 已经在承接单位的草稿里。")
    PowerItem.objects.bulk_create(_moved(items, old, draft, reason), batch_size=500)
    done = {"is_whole": not chosen, "items": len(items), "by_name": by.actor_name}
    Takeover.objects.create(edition=draft, source=old, reason=reason, **done)
    trace.record(
        draft,
        "take_over",
        by=by,
        label="承接事项",
        note=reason,
        source=source.code,
        items=len(items),
    )
    if chosen:
        _take_out(source, kind, by, reason, rows, chosen)
    rows.settle(draft)
    return draft


def _old_list(source: Organisation, target: Organisation, kind: str, reason: str) -> Edition:
    if not reason.strip():
        raise Blocked("写明根据哪个文件调整。")
    if source.pk == target.pk:
        raise Blocked("原单位和承接单位是同一个。")
    old = in_force(source, kind)
    if old is None:
        raise Blocked(f"{source.name}没有现行的{ListKind(kind).label}。")
    return old


def _draft_of(office: Organisation, kind: str, by: Actor, reason: str, rows: Rows) -> Edition:
    edition = edition_for(office, kind)
    if edition is None or edition.is_public:
        return editions.open_draft(office, by=by, summary=reason, kind=kind, rows=rows)
    if not edition.is_draft:
        raise Blocked(f"《{edition.title}》正在“{edition.state_label}”，办完再承接。")
    return edition


def _moved(items: list[PowerItem], old: Edition, draft: Edition, reason: str) -> list[PowerItem]:
    """The rows as the successor's: same codes, its own office, and where they come from."""
    former, heir = old.organisation, draft.organisation
    last = draft.powers.aggregate(last=Max("position"))["last"] or 0
    came: dict[str, Any] = {
        "organisation": former.code,
        "name": former.name,
        "edition": old.pk,
        "on": f"{timezone.localdate():%Y-%m-%d}",
        "reason": reason,
    }
    for at, item in enumerate(items, start=1):
        codes = {"base_code": item.base_code, "impl_code": item.impl_code}
        item.previous = [*item.previous, came | codes]
        content = item.content
        if item.office_id == former.pk and content["body"]:
            content = content.having(body=heir.name)
        if content["body_code"] and content["body_code"] == former.credit_code:
            content = content.having(body_code=heir.credit_code)
        item.take(content)
        item.pk, item.edition, item.position = None, draft, last + at
        item.office_id = heir.pk if item.office_id == former.pk else item.office_id
    return items


def _take_out(
    source: Organisation, kind: str, by: Actor, reason: str, rows: Rows, codes: list[str]
) -> None:
    draft = _draft_of(source, kind, by, reason, rows)
    names = list(draft.powers.filter(code__in=codes).values_list("code", flat=True))
    draft.powers.filter(code__in=codes).delete()
    trace.record(draft, "hand_over", by=by, label="划出事项", note=reason, codes=names)
    rows.settle(draft)


def finish(edition: Edition) -> None:
    """An edition came into force: the lists that it took over whole leave force."""
    waiting = edition.takeovers.filter(is_whole=True).select_related(
        "source__catalogue__organisation"
    )
    for one in waiting:
        if one.source.state == EditionState.IN_FORCE:
            note = f"事项由《{edition.title}》承接：{one.reason}"
            editions.retire(one.source, on=edition.effective_on or timezone.localdate(), note=note)
            put_citations(f"catalogue:{one.source.catalogue_id}", [])
