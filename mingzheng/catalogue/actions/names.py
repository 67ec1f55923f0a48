"""Placing a name (对应单位名称): what it means is remembered, and the duties follow."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from mingzheng.accounts.actions.organisations import map_alias
from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.actions.duties import expand
from mingzheng.catalogue.models import Edition, SubjectGap
from mingzheng.catalogue.states import EditionState
from mingzheng.core.access import Actor, Blocked

CHANGING = (EditionState.DRAFT, EditionState.REVIEW, EditionState.APPROVAL)


@transaction.atomic
def place_name(
    edition: Edition, text: str, *, by: Actor, offices: Iterable[Organisation] = (), scope: str = ""
) -> int:
    """Remember what a 公开主体 means here and below, and expand every open edition it is in.

    Give offices or a scope (towns, villages, departments, ignore). Returns how many rows of this
    edition had the name. Raises Denied without alias.map, Blocked when nothing was chosen.
    """
    rows = SubjectGap.objects.filter(item__edition=edition, text=text).count()
    try:
        map_alias(text, by=by, organisation=edition.organisation, targets=offices, scope=scope)
    except ValidationError as error:
        raise Blocked("；".join(error.messages)) from error
    waiting = Edition.objects.filter(
        state__in=CHANGING,
        catalogue__organisation__path__startswith=edition.organisation_path,
        items__gaps__text=text,
    ).select_related("catalogue__organisation")
    # Always in one order, so that two who place names at once cannot wait for each other.
    for one in waiting.distinct().order_by("pk"):
        expand(one)
    return rows
