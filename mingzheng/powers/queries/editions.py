"""Editions of the lists as staff read them."""

from django.db.models import Count, Min, Q, QuerySet

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.rules.differences import Differences
from mingzheng.laws.queries import linked
from mingzheng.laws.states import Flag
from mingzheng.powers.models import CodeProfile, Takeover
from mingzheng.powers.rules.codes import Profile
from mingzheng.powers.rules.content import PowerContent
from mingzheng.powers.rules.differences import compare
from mingzheng.powers.rules.quality import OLD_LAW, Finding, Row, findings

WRONG = (Flag.SUPERSEDED, Flag.REPEALED)


def profiles() -> list[Profile]:
    """The ways to write codes that count now. One query."""
    return [one.rule for one in CodeProfile.objects.filter(is_active=True)]


def checked(edition: Edition) -> tuple[list[Row], list[Finding]]:
    """The rows of a list and what is wrong with them, old laws included. At most eight queries."""
    rows = [
        Row(item.pk, item.code, item.content, item.office_id is not None)
        for item in edition.powers.all()
    ]
    found = findings(rows, profiles())
    # Rows of a list cite the same articles again and again: each text is read once.
    texts = list(dict.fromkeys(text for row in rows for text in row.content["bases"]))
    pieces = dict(zip(texts, linked(texts), strict=True))
    for row in rows:
        for text in row.content["bases"]:
            old = [f"{one.text}：{one.warning}" for one in pieces[text] if one.flag in WRONG]
            found += [Finding(OLD_LAW, row, "；".join(old))] if old else []
    return rows, found


def gaps_of(edition: Edition) -> list[tuple[str, int, str]]:
    """实施主体 without an office: the name, in how many rows, and the code of one such row."""
    unknown = edition.powers.filter(office=None).order_by().values_list("body")
    return list(unknown.annotate(n=Count("pk"), example=Min("code")).order_by("-n", "body"))


def compared(old: Edition | None, new: Edition) -> Differences:
    """Everything that differs between two editions; against nothing, all rows are new."""

    def contents(edition: Edition | None) -> list[tuple[str, PowerContent]]:
        return [(one.code, one.content) for one in edition.powers.all()] if edition else []

    return compare(contents(old), contents(new))


def takeovers_of(edition: Edition) -> QuerySet[Takeover]:
    """What this edition takes over, and what is taken over from it."""
    return Takeover.objects.filter(Q(edition=edition) | Q(source=edition)).select_related(
        "edition__catalogue__organisation", "source__catalogue__organisation"
    )
