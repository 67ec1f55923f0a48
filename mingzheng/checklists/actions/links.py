"""Keeping an eye on links (链接检查): ours by our own addresses, others by asking them."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.db.models import Q
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone

from mingzheng.checklists.actions.lists import demand
from mingzheng.checklists.models import LinkPolicy, LinkState
from mingzheng.checklists.probing import Prober
from mingzheng.core import trace
from mingzheng.core.access import Actor
from mingzheng.proofing.rules.links import Link

EVERY = timedelta(days=7)  # how long an answer is good
AT_ONCE = 50  # addresses asked in one round


def broken_inside(
    links: Iterable[Link], is_there: Callable[[ResolverMatch], bool] = lambda match: True
) -> dict[str, str]:
    """Internal links that lead nowhere: address → what is wrong. Nothing is asked over the network.

    `is_there` may look into the database for what an address names (article, file); it is the
    caller's, who knows those rooms. Relative addresses depend on the page and are not judged.
    """
    broken = {}
    for link in links:
        if link.kind not in ("internal", "attachment"):
            continue
        path = unquote(urlsplit(link.href).path) or "/"
        if not path.startswith("/"):
            continue
        try:
            match = resolve(path)
        except Resolver404:
            broken[link.href] = "本站没有这个页面"
        else:
            if not is_there(match):
                broken[link.href] = "本站没有这一条内容"
    return broken


def watch(links: Iterable[Link]) -> int:
    """Remember external links so that they are asked in turn; returns how many are new."""
    urls = {link.href for link in links if link.kind == "external"}
    urls = {f"https:{url}" if url.startswith("//") else url for url in urls if len(url) <= 1000}
    known = set(LinkState.objects.filter(url__in=urls).values_list("url", flat=True))
    new = [LinkState(url=url) for url in sorted(urls - known)]
    LinkState.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def is_on() -> bool:
    """Whether the office has switched the asking of other sites on."""
    return LinkPolicy.objects.filter(is_on=True).exists()


@transaction.atomic
def switch_probing(on: bool, *, by: Actor) -> None:
    """Switch the asking of other sites on or off. Raises Denied."""
    demand(by)
    policy, _ = LinkPolicy.objects.get_or_create(pk=1)
    if policy.is_on != on:
        policy.is_on = on
        policy.save()
        label = "打开站外链接检查" if on else "关闭站外链接检查"
        trace.record(policy, "switch_probing", by=by, label=label)


def begin_day(today: date) -> bool:
    """True once a day while the asking is switched on: whoever is told so starts the worker."""
    waiting = LinkPolicy.objects.filter(is_on=True).exclude(begun_on=today)
    return waiting.update(begun_on=today) == 1


def probe_due(now: datetime | None = None, prober: Prober | None = None) -> tuple[int, int]:
    """Ask the addresses whose answer is old, a few at a time; returns (asked, broken).

    Nothing is asked while the office has it switched off. Safe to run twice.
    """
    if not is_on():
        return 0, 0
    now, prober = now or timezone.now(), prober or Prober()
    due = LinkState.objects.filter(Q(probed_at=None) | Q(probed_at__lt=now - EVERY))
    asked = broken = 0
    for state in due.order_by("probed_at", "pk")[:AT_ONCE]:
        answer = prober.probe(state.url)
        LinkState.objects.filter(pk=state.pk).update(
            standing=answer.standing, said=answer.said, probed_at=now
        )
        asked, broken = asked + 1, broken + answer.is_broken
    return asked, broken
