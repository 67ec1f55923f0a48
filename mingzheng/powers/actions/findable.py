"""Powers and services in the search (搜索里的权责和服务): exactly those of lists in force."""

from collections.abc import Iterator
from functools import partial

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.powers.models import PowerItem
from mingzheng.powers.rules.columns import COLUMNS
from mingzheng.search import actions as search
from mingzheng.search.actions.rebuilding import Part

KINDS = {
    ListKind.POWERS: search.Value("power", "权责事项"),
    ListKind.SERVICES: search.Value("service", "公共服务"),
}
LABELS = {column.name: column.label for column in COLUMNS}
TOLD = ("bases", "handling", "conditions", "materials", "duties", "supervision", "remedy")


def refresh(edition: Edition) -> None:
    """Let the list that just came into force be found, and nothing older."""
    search.replace(_scope(edition.catalogue_id), documents(edition))


def parts() -> Iterator[Part]:
    """For a rebuild: each list with how to load what it shows now."""
    in_force = Edition.objects.filter(state=EditionState.IN_FORCE, catalogue__kind__in=KINDS)
    for key in in_force.order_by("catalogue").values_list("catalogue", flat=True):
        yield Part(_scope(key), partial(_in_force, key))


def _scope(catalogue: int) -> str:
    # The scope of every list of an office, so that retiring one forgets whatever it showed.
    return f"catalogue:{catalogue}"


def _in_force(catalogue: int) -> Iterator[search.Draft]:
    edition = Edition.objects.filter(catalogue=catalogue, state=EditionState.IN_FORCE).first()
    return documents(edition) if edition else iter(())


def documents(edition: Edition) -> Iterator[search.Draft]:
    """The rows of a list as the search takes them. One query."""
    items = edition.powers.select_related("office", "edition__catalogue__organisation")
    for one in items.order_by("position", "pk").iterator(500):
        yield _document(one)


def _document(item: PowerItem) -> search.Draft:
    content, office = item.content, item.office or item.edition.organisation
    said = [f"{LABELS[name]}：{words}" for name in TOLD if (words := content.words(name))]
    promised = f"承诺 {content.promised}" if content.promised else ""
    kind = str(item.get_type_display())
    return search.Draft(
        KINDS[ListKind(item.edition.kind)],
        item.code,
        item.title,
        item.get_absolute_url(),
        _scope(item.edition.catalogue_id),
        text="\n".join((kind, *said)),
        organisation=search.Value(office.code, office.label),
        date=item.edition.effective_on,
        number=item.impl_code or item.code,
        labels=[label for label in (kind, office.label, promised) if label],
        card={
            "tag": kind,
            "note": "，".join(part for part in (f"由{office.label}办理", promised) if part) + "。",
            "links": [["凭什么办、怎么办", item.get_absolute_url()]],
        },
    )
