"""Duties (公开责任): items spread over the organisations that owe them."""

from collections.abc import Sequence

from django.db import connection, transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import OrganisationMatcher, area_of, below
from mingzheng.catalogue import queries
from mingzheng.catalogue.models import Duty, Edition, SubjectGap
from mingzheng.catalogue.rules.quality import findings, score
from mingzheng.catalogue.rules.subjects import Directory, Office, duties_of

DUTIES_AT_ONCE = 5000  # 15,000 values: below what both databases take in one statement


def directory_for(organisation: Organisation) -> Directory:
    """The offices and names that a catalogue of this organisation speaks of. Five queries."""
    matcher = OrganisationMatcher(organisation)

    def lookup(name: str) -> tuple[list[int], str]:
        match = matcher.match(name)
        if not match.found:
            return [], ""
        how = {"alias": "alias", "ignore": "alias", "function": "class"}.get(match.how, "named")
        return [office.pk for office in match.organisations], how

    offices = [
        Office(office.pk, office.level, office.kind, office.path)
        for office in below(area_of(organisation))
    ]
    return Directory(organisation.path, offices, lookup)


@transaction.atomic
def expand(edition: Edition, *, directory: Directory | None = None) -> None:
    """Work the duties and gaps of an edition out anew from 公开主体 and 公开层级.

    Holds the edition until the transaction ends: whoever comes at the same time waits.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    directory = directory or directory_for(edition.organisation)
    levels = ("county", "town", "village")
    rows = (
        (pk, text, [level for level, ticked in zip(levels, flags, strict=True) if ticked])
        for pk, text, *flags in edition.items.values_list(
            "pk", "subject_text", *(f"at_{level}" for level in levels)
        )
    )
    wanted, gaps = duties_of(rows, directory)
    Duty.objects.filter(item__edition=edition).delete()
    SubjectGap.objects.filter(item__edition=edition).delete()
    insert_duties(wanted)
    SubjectGap.objects.bulk_create(
        SubjectGap(item_id=i, text=t) for i, t in dict.fromkeys((i, t[:200]) for i, t in gaps)
    )
    count(edition)


def insert_duties(rows: Sequence[tuple[int, int, str]]) -> None:
    """Write (item pk, organisation pk, basis) rows, thousands at a time.

    A large catalogue is spread over the towns and villages into 100,000 rows: through model
    instances that alone takes longer than reading and checking the whole workbook.
    """
    table = Duty._meta.db_table
    with connection.cursor() as cursor:
        for start in range(0, len(rows), DUTIES_AT_ONCE):
            part = rows[start : start + DUTIES_AT_ONCE]
            places = ",".join(["(%s,%s,%s)"] * len(part))
            cursor.execute(
                f"INSERT INTO {table} (item_id, organisation_id, basis) VALUES {places}",  # noqa: S608 - our own table's name, values are parameters
                [value for row in part for value in row],
            )


def count(edition: Edition) -> None:
    """Refresh the edition's totals, quality findings and score."""
    rows = queries.quality_rows(edition)
    found = findings(rows)
    duties_total = Duty.objects.filter(item__edition=edition).count()
    totals = {
        "items_total": len(rows),
        "duties_total": duties_total,
        "gaps_total": len({gap for row in rows for gap in row.unmatched}),
        "findings_total": len(found),
        "score": score(rows, found),
    }
    Edition.objects.filter(pk=edition.pk).update(**totals)
    for name, value in totals.items():
        setattr(edition, name, value)
