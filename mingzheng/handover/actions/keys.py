"""Keys of document systems (接口密钥): issued once, never shown again, revoked at any time."""

import secrets
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.handover.models import PER_MINUTE, SystemKey

MOST_PER_MINUTE = 600
MARK = "mzk"  # what secrets of ours begin with, so that a scanner of leaks knows them


class Issued(NamedTuple):
    """A new key, and the secret that nobody will see again."""

    key: SystemKey
    secret: str


@transaction.atomic
def issue(
    organisation: Organisation, system: str, *, by: Actor, per_minute: int = PER_MINUTE
) -> Issued:
    """Make a key for a system of an office and those below it (发放); the secret is not kept.

    Raises Denied without the deed system_key.issue; Blocked without a name, for a number of calls
    outside 1 to 600, or while the system has a key that holds.
    """
    require(by, "system_key.issue", organisation.path, organisation.name)
    name = " ".join(system.split())
    if not name or len(name) > 60:
        raise Blocked("写明系统名称，60 个字以内，例如：县政府办公文系统。")
    if not 1 <= per_minute <= MOST_PER_MINUTE:
        raise Blocked(f"每分钟最多几次，写 1 到 {MOST_PER_MINUTE}。")
    prefix, rest = secrets.token_hex(4), secrets.token_urlsafe(32)
    secret = f"{MARK}_{prefix}_{rest}"
    try:
        with transaction.atomic():
            made = SystemKey.objects.create(
                organisation=organisation, system=name, prefix=prefix, digest=digest_of(secret),
                per_minute=per_minute, issued_by_name=by.actor_name,
            )  # fmt: skip
    except IntegrityError as error:
        raise Blocked(f"“{name}”已经有一把在用的密钥，先收回再发。") from error
    trace.record(made, "issue", by=by, label="发放接口密钥", name=name)
    return Issued(made, secret)


@transaction.atomic
def revoke(key: SystemKey, *, by: Actor) -> None:
    """Take a key back (收回); from the next call it opens nothing. Raises Denied, Blocked twice."""
    place = key.organisation
    require(by, "system_key.revoke", place.path, place.name)
    mine = SystemKey.objects.filter(pk=key.pk, revoked_at=None)
    if mine.update(revoked_at=timezone.now(), revoked_by_name=by.actor_name) != 1:
        raise Blocked("这把密钥已经收回了。")
    key.refresh_from_db()
    trace.record(key, "revoke", by=by, label="收回接口密钥", name=key.system)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is long and random, so one round of SM3 is enough."""
    return trace.digest(secret.encode())
