"""The table of periods (公示期设置): changed by the openness office, every change in the trace."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries import require_anywhere
from mingzheng.core import trace
from mingzheng.core.access import Blocked
from mingzheng.publicity.models import DisplayPeriod, MarketOffice
from mingzheng.publicity.rules.timing import Term, starter

DEED = "publicity.set_periods"


@transaction.atomic
def set_period(term: Term, *, by: Person) -> DisplayPeriod:
    """Change one line; records that are shown already keep their day. Raises Denied, Blocked."""
    require_anywhere(by, DEED)
    if term.key not in starter():
        raise Blocked("没有这一类。")
    if not term.source.strip():
        raise Blocked("写明依据哪个规定。")
    said: dict[str, Any] = {
        "workdays": term.workdays,
        "months": term.months,
        "most": term.most,
        "is_shown": term.is_shown,
        "source": term.source.strip(),
        "is_verified": term.is_verified,
    }
    row, _ = DisplayPeriod.objects.update_or_create(
        scheme=term.scheme, sort=term.sort, defaults=said
    )
    trace.record(row, "set_period", by=by, label="改公示期", **said)
    return row


@transaction.atomic
def choose_market_offices(offices: Sequence[Organisation], *, by: Person) -> int:
    """Say which offices go by the market regulator's rules; returns how many. Raises Denied."""
    require_anywhere(by, DEED)
    MarketOffice.objects.exclude(organisation__in=offices).delete()
    for office in offices:
        MarketOffice.objects.get_or_create(organisation=office)
    subject = trace.Subject(MarketOffice._meta.label_lower, "all", "适用市场监管规则的单位")
    names = "、".join(office.name for office in offices)
    trace.record(subject, "choose", by=by, label="选适用市场监管规则的单位", offices=names)
    return len(offices)
