"""The questions of columns: an office's tree, which of it is shown, where an address leads."""

from collections import defaultdict

from mingzheng.accounts.models import Organisation
from mingzheng.columns.models import Column, ColumnAddress


def tree_of(organisation: Organisation, *, closed: bool = False) -> list[Column]:
    """An office's columns, parents before children, siblings by position. One query."""
    found = organisation.columns.order_by("position", "pk")
    return _ordered([one for one in found if closed or one.is_open])


def shown_of(organisation: Organisation) -> list[Column]:
    """The columns that the public sees: those with articles, and those above such. One query.

    A closed column stays readable as long as something stands in it.
    """
    rows = list(organisation.columns.order_by("position", "pk"))
    full = {one.pk for one in rows if one.articles_total}
    above = {key for one in rows if one.articles_total for key in one.ancestor_keys}
    return _ordered([one for one in rows if one.pk in full | above])


def column_at(organisation: Organisation, slug: str) -> Column | None:
    """The column at an address, or at an address that it had; None if there never was one.

    Compare `slug` with the column's own to know whether to send people on.
    """
    if found := organisation.columns.filter(slug=slug).first():
        return found
    old = ColumnAddress.objects.filter(organisation=organisation, slug=slug)
    return next((one.column for one in old.select_related("column__organisation")), None)


def below(column: Column) -> list[int]:
    """The keys of a column and of all below it. One query."""
    found = Column.objects.filter(path__startswith=column.path)
    return list(found.order_by("path").values_list("pk", flat=True))


def open_for(organisation: Organisation) -> list[Column]:
    """Columns that an office may write into: its own open ones, then those of offices above it."""
    keys = organisation.path.strip("/").split("/")
    paths = ["/" + "/".join(keys[: n + 1]) + "/" for n in range(len(keys))]
    found = Column.objects.filter(is_open=True, organisation__path__in=paths)
    by_office: dict[str, list[Column]] = defaultdict(list)
    for one in found.select_related("organisation").order_by("position", "pk"):
        by_office[one.organisation.path].append(one)
    return [one for path in reversed(paths) for one in _ordered(by_office[path])]


def _ordered(rows: list[Column]) -> list[Column]:
    known = {one.pk for one in rows}
    children: dict[int | None, list[Column]] = defaultdict(list)
    for one in rows:
        children[one.parent_id if one.parent_id in known else None].append(one)
    ordered: list[Column] = []
    waiting = children[None][::-1]
    while waiting:
        ordered.append(one := waiting.pop())
        waiting.extend(children[one.pk][::-1])
    return ordered
