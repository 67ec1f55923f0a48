"""What an edition needs to know of these rows: carried over, counted, hashed, cited."""

from collections.abc import Iterable

from mingzheng.catalogue.actions.editions import Rows
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import ListKind
from mingzheng.laws.actions import Source, put_citations
from mingzheng.powers import queries
from mingzheng.powers.actions import findable, takeover
from mingzheng.powers.models import PowerItem
from mingzheng.powers.rules.quality import score

KINDS = frozenset({ListKind.POWERS.value, ListKind.SERVICES.value})


def copy(old: Edition, new: Edition) -> None:
    """Carry all rows of one edition into the next."""
    items = list(old.powers.all())
    for item in items:
        item.pk, item.edition = None, new
    PowerItem.objects.bulk_create(items, batch_size=500)
    count(new)


def count(edition: Edition) -> None:
    """Refresh the edition's totals, quality findings and score."""
    checked, found = queries.checked(edition)
    totals = {
        "items_total": len(checked),
        "gaps_total": sum(not row.has_office for row in checked),
        "findings_total": len(found),
        "score": score(checked, found),
    }
    Edition.objects.filter(pk=edition.pk).update(**totals)
    for name, value in totals.items():
        setattr(edition, name, value)


def marks(edition: Edition) -> Iterable[tuple[str, str]]:
    """Codes and fingerprints in their order, to be hashed."""
    return edition.powers.order_by("position", "pk").values_list("code", "fingerprint")


def entered(edition: Edition) -> None:
    """Once in force: say which laws the items cite, and close what was taken over whole."""
    own, kind = edition.organisation.pk, edition.kind_label
    put_citations(
        f"catalogue:{edition.catalogue_id}",
        [
            Source(
                kind, one.code, one.title, one.get_absolute_url(), one.office_id or own, one.bases
            )
            for one in edition.powers.only("code", "name", "sub", "bases", "office_id")
        ],
    )
    findable.refresh(edition)
    takeover.finish(edition)


ROWS = Rows(KINDS, copy, count, marks, entered)
