"""Major decisions in the search (搜索里的重大行政决策): open matters of published catalogues."""

from collections.abc import Iterable, Iterator
from functools import partial

from django.urls import reverse

from mingzheng.decisions.models import Decision
from mingzheng.decisions.queries import public_decisions
from mingzheng.decisions.rules.evidence import told
from mingzheng.search import actions as search
from mingzheng.search.actions.rebuilding import Part

KIND = search.Value("decision", "重大行政决策")


def refresh(decision: Decision) -> None:
    """Let the matter be found as it stands now, or not at all."""
    refresh_many(Decision.objects.filter(pk=decision.pk))


def refresh_many(decisions: Iterable[Decision]) -> None:
    """Let these matters be found as they stand now."""
    keys = [one.pk for one in decisions]
    public = public_decisions().filter(pk__in=keys)
    seen = {one.pk: one for one in public.prefetch_related("records")}
    for key in keys:
        search.replace(_scope(key), [_document(seen[key])] if key in seen else [])


def parts() -> Iterator[Part]:
    """For a rebuild: each public matter with how to load what it shows now."""
    for key in public_decisions().order_by("pk").values_list("pk", flat=True):
        yield Part(_scope(key), partial(_now, key))


def _now(key: int) -> Iterator[search.Draft]:
    one = public_decisions().filter(pk=key).prefetch_related("records").first()
    return iter((_document(one),) if one else ())


def _scope(key: int) -> str:
    return f"decision:{key}"


def _document(one: Decision) -> search.Draft:
    url = reverse("decisions:matter", args=[one.pk])
    shown = [record for record in one.records.all() if record.is_public]
    said = [
        f"{label}：{words}"
        for record in shown
        for label, words in told(record.step, record.said, public=True)
    ]
    stage = one.state_label
    return search.Draft(
        KIND,
        str(one.pk),
        one.name,
        url,
        _scope(one.pk),
        text="\n".join((str(one.get_kind_display()), one.basis, one.others, *said)),
        organisation=search.Value(one.organisation.code, one.organisation.label),
        date=one.touched_on,
        number=one.code,
        labels=[one.organ.label, one.organisation.label, stage],
        card={
            "tag": stage,
            "note": f"{one.organ.label}决定，{one.organisation.label}承办。",
            "links": [["看办到哪一步", url]],
        },
    )
