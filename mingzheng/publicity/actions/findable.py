"""Records in the search (搜索里的双公示): only what is shown now, only as everybody may read it."""

from collections.abc import Iterable, Iterator

from mingzheng.notifications import actions as notifications
from mingzheng.pagecache.changes import take_back
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules import showing
from mingzheng.publicity.states import RecordState
from mingzheng.search import actions as search

SCOPE = "publicity"


def documents() -> Iterator[search.Draft]:
    """Every record that is shown."""
    rows = Record.objects.filter(state=RecordState.PUBLISHED).select_related("organisation")
    return map(_document, rows.order_by("pk").iterator(500))


def show(records: Iterable[Record]) -> None:
    """Let records be found, in the transaction of the deed that shows them."""
    search.put(map(_document, records))


def hide(records: Iterable[Record]) -> None:
    """Let nobody find them any more, in the transaction of the deed that hides them.

    What waits for channels and subscribers stays.
    """
    for record in records:
        search.withdraw(record.kind, [str(record.pk)])
        notifications.restate(record.public_url, is_shown=False)


def show_again(record: Record) -> None:
    """Let a corrected record be found and told as it reads now, and no process show it before."""
    show([record])
    notifications.restate(record.public_url, title=record.told_title, summary=record.told_summary)
    take_back()


def _document(record: Record) -> search.Draft:
    shown = showing.shown(record.kind, record.values, former=record.former_names)
    label = str(record.get_kind_display())
    office = record.organisation
    return search.Draft(
        search.Value(record.kind, label),
        str(record.pk),
        f"{record.party_shown}：{record.title}",
        record.public_url,
        SCOPE,
        text="\n".join(shown.values()),
        organisation=search.Value(office.code, office.label),
        date=record.published_on,
        number=record.document_number[:100],
        labels=[label, office.label],
        card={
            "tag": label,
            "note": f"{office.name}，{record.decided_on:%Y-%m-%d} 决定",
            "links": [["看公示内容", record.public_url]],
        },
    )
