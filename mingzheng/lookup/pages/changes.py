"""What changed in the catalogue and when: the log, one adjustment, an edition as it stood."""

from collections import Counter
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition
from mingzheng.evidence import queries as evidence
from mingzheng.exports.files import KINDS
from mingzheng.lookup import kept, queries
from mingzheng.lookup.pages.browse import shortened
from mingzheng.screens.paging import page_of

KIND_LABELS = {"added": "新增", "changed": "修改", "removed": "删除"}
EDITIONS, CHANGES, ROWS = 20, 10, 40  # a page


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """目录调整: every edition that came into force, newest first."""
    listing = page_of(request, catalogue.change_log(), EDITIONS)
    return render(request, "lookup/changes.html", {"listing": listing})


@require_safe
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One adjustment, item by item and column by column, against the edition before."""
    edition = _public(pk)
    touched = queries.touched(edition)
    counts = Counter(kind for kind, _ in touched)
    kind = request.GET.get("kind", "")
    listing = page_of(request, [code for one, code in touched if kind in ("", one)], CHANGES)
    context = {
        "edition": edition,
        "listing": listing,
        "changes": queries.changes_of(edition, list(listing)),
        "kind": kind,
        "kinds": [(one, label, counts[one]) for one, label in KIND_LABELS.items()],
        "total": len(touched),
        "unchanged": edition.items_total - counts["added"] - counts["changed"],
    }
    return render(request, "lookup/change.html", context)


@require_safe
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """An edition as it stood, superseded ones too: their addresses stay."""
    one = _public(pk)
    shown = one.items.filter(field__is_shown=True).order_by("field__position", "position", "pk")
    listing = page_of(request, queries.for_list(shown), ROWS)
    context = {
        "edition": one,
        "listing": listing,
        "rows": [
            (item, shortened("、".join(entry["text"] for entry in item.elements)))
            for item in listing
        ],
        "kinds": list(KINDS),
        "enacted": evidence.publishable(one, "enact"),
    }
    return render(request, "lookup/edition.html", context)


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """留痕凭证 of the edition's coming into force: the one step of it in which nobody is named."""
    edition = _public(pk)
    event = evidence.publishable(edition, "enact")
    if event is None:
        raise Http404("这一版没有可以公开的留痕凭证。")
    sealed = evidence.is_sealed(event)
    title = f"{edition.title}施行留痕凭证"
    return kept.answer(
        request, "json", title, [event.hash, sealed], partial(evidence.as_file, event)
    )


def _public(pk: int) -> Edition:
    found = queries.public_edition(pk)
    if found is None:
        raise Http404("没有这一版目录，或者它还没有公布。")
    return found
