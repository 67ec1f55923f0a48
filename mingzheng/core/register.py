"""Gapless numbers per register and year (编号簿), such as 〔2026〕12号."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.models import IssuedNumber, Register


def formatted(year: int, number: int, prefix: str = "") -> str:
    """The number as documents print it (GB/T 9704): 云公申〔2026〕12号."""
    return f"{prefix}〔{year}〕{number}号"


def next_number(name: str, year: int, *, by: Actor, for_title: str) -> int:
    """Take the next number, from 1. It is given back if the caller's transaction fails.

    The UPDATE locks the register's row until then, so no two callers see the same number.
    """
    return next_numbers(name, year, by=by, for_titles=[for_title])[0]


@transaction.atomic
def next_numbers(name: str, year: int, *, by: Actor, for_titles: Sequence[str]) -> range:
    """Take as many numbers in a row as there are titles; for imports. Otherwise like one."""
    register, _ = Register.objects.get_or_create(name=name, year=year)
    Register.objects.filter(pk=register.pk).update(last=F("last") + len(for_titles))
    register.refresh_from_db()
    taken = range(register.last - len(for_titles) + 1, register.last + 1)
    IssuedNumber.objects.bulk_create(
        [
            IssuedNumber(register=register, number=number, title=title, actor_id=by.actor_id)
            for number, title in zip(taken, for_titles, strict=True)
        ],
        batch_size=500,
    )
    return taken


@transaction.atomic
def void(name: str, year: int, number: int, *, by: Actor, reason: str) -> None:
    """Record that a number is void (作废); it stays taken. Blocked without a reason or twice."""
    if not reason.strip():
        raise Blocked("作废编号要写明原因。")
    issued = IssuedNumber.objects.filter(
        register__name=name, register__year=year, number=number, void_reason=""
    )
    if issued.update(void_reason=reason) != 1:
        raise Blocked(f"{formatted(year, number, name)}没有取过，或者已经作废。")
    subject = IssuedNumber.objects.get(register__name=name, register__year=year, number=number)
    trace.record(subject, "register.void", by=by, label="编号作废", note=reason)
