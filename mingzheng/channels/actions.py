"""The verbs of channels: an account set up, changed, switched on and off."""

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.channels.adapters import adapter_of
from mingzheng.channels.adapters.http import is_inner
from mingzheng.channels.models import PURPOSE, Channel
from mingzheng.channels.rules.texting import unknown_places
from mingzheng.channels.states import Medium, Scope
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.sealing import keeping

SHORTEST_SECRET = 16  # characters of a key that signs


@transaction.atomic
def set_up(
    organisation: Organisation,
    medium: str,
    values: Mapping[str, str],
    *,
    by: Actor,
    scope: str = Scope.REQUIRED,
    carries_records: bool = False,
    is_on: bool = False,
) -> Channel:
    """Set an office's account for a medium up, or change it; an empty secret stays as it was.

    Raises Denied; Blocked with a sentence for settings that cannot work. The trace names what was
    changed, never a secret.
    """
    require(by, "channel.edit", organisation.path, organisation.name)
    one = Channel.objects.select_for_update().filter(organisation=organisation, medium=medium)
    channel = one.first() or Channel(organisation=organisation, medium=medium)
    given = {name: value.strip() for name, value in values.items()}
    secrets = json.loads(keeping.unseal(channel.sealed, PURPOSE) or "{}")
    fields = adapter_of(medium).settings
    secrets |= {f.name: given[f.name] for f in fields if f.is_secret and given.get(f.name)}
    plain = {f.name: given.get(f.name, "") for f in fields if not f.is_secret}
    _check(medium, {**plain, **secrets})
    if is_on and not settings.SITE_ADDRESS:
        raise Blocked("还不能启用：发出去的链接要网址，请运维人员先设 MINGZHENG_ADDRESS。")
    chosen = {"scope": str(scope), "carries_records": carries_records, "is_on": is_on}
    before = {name: getattr(channel, name) for name in chosen} | channel.values
    after = chosen | plain
    changes = {k: [before.get(k, ""), v] for k, v in after.items() if before.get(k, "") != v}
    renewed = [f.label for f in fields if f.is_secret and given.get(f.name)]
    channel.scope, channel.is_on, channel.values = str(scope), is_on, plain
    channel.carries_records = carries_records
    channel.sealed = keeping.seal(json.dumps(secrets), PURPOSE)
    channel.sealed_names = sorted(secrets)
    channel.save()
    trace.record(channel, "set_up", by=by, label="设置发布渠道", changes=changes, renewed=renewed)
    return channel


@transaction.atomic
def switch_off(channel: Channel, *, by: Actor) -> None:
    """Stop sending over a channel at once; what waits stays. Raises Denied, Blocked when off."""
    place = channel.organisation
    require(by, "channel.edit", place.path, place.name)
    if Channel.objects.filter(pk=channel.pk, is_on=True).update(is_on=False) != 1:
        raise Blocked("这个渠道已经停用了。")
    channel.is_on = False
    trace.record(channel, "switch_off", by=by, label="停用发布渠道")


def _check(medium: str, values: Mapping[str, str]) -> None:
    """Raise Blocked for settings with which nothing could be sent, or not safely."""
    for one in adapter_of(medium).settings:
        value = values.get(one.name, "")
        if one.is_required and not value:
            raise Blocked(f"“{one.label}”没有填，渠道用不了。")
        if one.name == "endpoint":
            _check_address(value)
        if one.name == "secret" and len(value) < SHORTEST_SECRET:
            raise Blocked(f"“{one.label}”至少要 {SHORTEST_SECRET} 个字符。")
    if medium == Medium.SMS and (unknown := unknown_places(values["template"])):
        raise Blocked(
            f"短信文字里的 {{{unknown[0]}}} 不认识，可以用 {{office}} {{title}} {{url}}。"
        )
    if medium == Medium.EMAIL:
        _check_mail(values)


def _check_address(value: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise Blocked(f"“{value[:60]}”不是接口地址，要写成 https://… 的样子。")
    if parts.scheme == "http" and not is_inner(parts.hostname):
        raise Blocked("接口地址要以 https:// 开头；http 只能用于运维人员登记过的内网地址。")


def _check_mail(values: Mapping[str, str]) -> None:
    port, security = values["port"], values["security"]
    if not port.isdecimal() or not 1 <= int(port) <= 65_535:
        raise Blocked("端口是 1 到 65535 的数，加密的一般是 465。")
    if security not in ("ssl", "starttls", "none"):
        raise Blocked("加密方式写 ssl、starttls 或者 none。")
    if security == "none" and not is_inner(values["host"]):
        raise Blocked("不加密只能用于运维人员登记过的内网邮件服务器。")
    if values["sender"].count("@") != 1 or any(c.isspace() for c in values["sender"]):
        raise Blocked(f"发信地址“{values['sender'][:60]}”不是电子邮箱。")
