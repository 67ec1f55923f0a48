"""Placing a 实施主体 (对应单位名称): which office it is is remembered, and its rows follow."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from mingzheng.accounts.actions.organisations import map_alias
from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.actions.names import CHANGING
from mingzheng.catalogue.models import Edition
from mingzheng.core.access import Actor, Blocked
from mingzheng.powers.actions import rows


@transaction.atomic
def place_body(
    edition: Edition, text: str, *, by: Actor, offices: Iterable[Organisation] = (), scope: str = ""
) -> int:
    """Remember which office a 实施主体 is here and below, and give it the rows of open lists.

    Exactly one office: a power belongs to one. Returns how many rows of this edition had the
    name. Raises Denied without alias.map, Blocked when not one office was chosen.
    """
    chosen = list(offices)
    if scope or len(chosen) != 1:
        raise Blocked("一个实施主体要对应一个单位，请只选一个。")
    try:
        map_alias(text, by=by, organisation=edition.organisation, targets=chosen)
    except ValidationError as error:
        raise Blocked("；".join(error.messages)) from error
    named = edition.powers.filter(body=text, office=None).count()
    waiting = Edition.objects.filter(
        state__in=CHANGING,
        catalogue__organisation__path__startswith=edition.organisation_path,
        powers__body=text,
        powers__office=None,
    ).select_related("catalogue__organisation")
    # Always in one order, so that two who place names at once cannot wait for each other.
    for one in waiting.distinct().order_by("pk"):
        one.powers.filter(body=text, office=None).update(office=chosen[0])
        rows.count(one)
    return named
