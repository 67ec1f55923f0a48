"""The texts of laws (法规文本): which holds follows from their days; what is wrong is put right."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.laws.actions import findable
from mingzheng.laws.actions.citing import rematch
from mingzheng.laws.actions.register import demand_edit, settle
from mingzheng.laws.models import Law, LawVersion
from mingzheng.laws.rules.standing import Version, settled
from mingzheng.laws.rules.titles import number_key
from mingzheng.laws.states import VersionStatus

WRITTEN = ("version_on", "number", "said", "note")  # what a keeper enters of a text
AT_ONCE = 400  # keys in one statement: below what either database takes


def settle_texts(keys: Iterable[int], today: date | None = None) -> int:
    """Say of every text of these laws where it stands today; returns how many changed."""
    day, wanted, changed = today or timezone.localdate(), sorted(set(keys)), []
    for at in range(0, len(wanted), AT_ONCE):
        laws = Law.objects.filter(pk__in=wanted[at : at + AT_ONCE])
        for law in laws.prefetch_related("versions"):
            rows = list(law.versions.all())
            said = [Version(one.pk, one.version_on, one.number, one.said) for one in rows]
            now = settled(said, day, is_repealed=law.repealed_on is not None)
            for row in [one for one in rows if one.status != now[one.pk]]:
                row.status = now[row.pk]
                changed.append(row)
    LawVersion.objects.bulk_update(changed, ["status"], batch_size=200)
    return len(changed)


@transaction.atomic
def settle_due(today: date) -> int:
    """Texts whose day has come take force (法规文本施行); returns how many laws. Safe twice."""
    due = LawVersion.objects.filter(status=VersionStatus.UPCOMING, version_on__lte=today)
    keys = set(due.values_list("law", flat=True))
    if keys:
        settle_texts(keys, today)
        rematch()
        for law in Law.objects.filter(pk__in=keys):
            findable.refresh(law)
    return len(keys)


@transaction.atomic
def add_version(
    law: Law,
    *,
    by: Actor,
    version_on: date | None,
    number: str = "",
    status: str = VersionStatus.IN_FORCE,
    note: str = "",
) -> LawVersion:
    """Enter a text of a law (登记文本); from its day on it supersedes the older ones.

    Raises Denied; Blocked for a second text of one day. Citations are judged anew.
    """
    demand_edit(by)
    row = LawVersion(law=law, version_on=version_on, number=number, said=status, note=note)
    _save(row)
    words = str(row.get_status_display())
    trace.record(law, "add_version", by=by, label="登记文本", version=str(row), status=words)
    return row


@transaction.atomic
def correct_version(
    row: LawVersion,
    *,
    by: Actor,
    reason: str,
    version_on: date | None,
    number: str = "",
    status: str = VersionStatus.IN_FORCE,
    note: str = "",
) -> None:
    """Put a text right that was entered wrongly (更正文本). Denied; Blocked without a reason."""
    demand_edit(by)
    _demand(reason, "写明为什么更正。")
    before = _said(LawVersion.objects.get(pk=row.pk))
    row.version_on, row.number, row.said, row.note = version_on, number, status, note
    now = _said(row)
    changes = {name: [before[name], now[name]] for name in now if before[name] != now[name]}
    if not changes:
        return
    _save(row)
    law, label = row.law, "更正文本"
    trace.record(law, "correct_version", by=by, label=label, note=reason, changes=changes)


@transaction.atomic
def remove_version(row: LawVersion, *, by: Actor, reason: str) -> None:
    """Take away a text that should not be there (删除文本). Denied; Blocked without a reason."""
    demand_edit(by)
    _demand(reason, "写明为什么删除。")
    law, gone = row.law, {name: [value, ""] for name, value in _said(row).items() if value}
    row.delete()
    trace.record(law, "remove_version", by=by, label="删除文本", note=reason, changes=gone)
    _settle(law)


@transaction.atomic
def repeal(law: Law, *, by: Actor, note: str, on: date | None = None) -> None:
    """The whole law no longer holds (废止) since a day, today unless given.

    Raises Denied; Blocked without saying by what, for a day to come, and a second time.
    """
    demand_edit(by)
    _demand(note, "写明根据什么文件废止。")
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Blocked("废止的日子还没有到，到了那天再登记。")
    _lock(law)
    if law.repealed_on:
        raise Blocked(f"已经在 {law.repealed_on} 废止了。")
    _repealed(law, day, note.strip()[:200])
    trace.record(law, "repeal", by=by, label="废止", note=note, on=str(day))


@transaction.atomic
def undo_repeal(law: Law, *, by: Actor, reason: str) -> None:
    """Take a repeal back that was entered wrongly (撤销废止). Denied; Blocked if there is none."""
    demand_edit(by)
    _demand(reason, "写明为什么撤销废止。")
    _lock(law)
    if not law.repealed_on:
        raise Blocked("这部法规没有废止，不用撤销。")
    day = str(law.repealed_on)
    _repealed(law, None, "")
    trace.record(law, "undo_repeal", by=by, label="撤销废止", note=reason, on=day)


def _demand(words: str, sentence: str) -> None:
    if not words.strip():
        raise Blocked(sentence)


def _lock(law: Law) -> None:
    law.refresh_from_db(from_queryset=Law.objects.select_for_update())


def _repealed(law: Law, day: date | None, by_what: str) -> None:
    law.repealed_on, law.repealed_by = day, by_what
    law.save(update_fields=["repealed_on", "repealed_by"])
    _settle(law)


def _said(row: LawVersion) -> dict[str, str]:
    """What the keeper entered of a text, in words."""
    names = {one.name: str(one.verbose_name) for one in row._meta.fields}
    values = {name: str(getattr(row, name) or "") for name in WRITTEN}
    values["said"] = str(row.get_said_display())
    return {names[name]: values[name] for name in WRITTEN}


def _save(row: LawVersion) -> None:
    row.number_key = number_key(row.number)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Blocked("这一天的文本已经登记过了。") from error
    _settle(row.law)
    row.refresh_from_db(fields=["status"])


def _settle(law: Law) -> None:
    settle_texts([law.pk])
    settle(law)
