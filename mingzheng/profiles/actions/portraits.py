"""Work photos (工作照): put up with the person's consent, taken off for good."""

from django.db import transaction

from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.chain import digest
from mingzheng.pagecache.changes import take_back
from mingzheng.profiles.actions.writing import may_edit
from mingzheng.profiles.models import Officer, Portrait
from mingzheng.profiles.portraits import portrait

ASK_FIRST = "没有本人同意，照片不能公示。请先问过本人，再勾选“本人同意”。"


@transaction.atomic
def put_photo(
    officer: Officer, name: str, data: bytes, *, has_consent: bool, by: Actor
) -> Portrait:
    """Show somebody's work photo (公示工作照), in the place of an earlier one.

    《个人信息保护法》第十三条、第二十五条: a likeness is shown with consent only. Raises Denied;
    Blocked without consent; Refused for a file that is no fitting picture.
    """
    may_edit(officer.organisation, by)
    if not has_consent:
        raise Blocked(ASK_FIRST)
    picture = portrait(name, data)
    made, _ = Portrait.objects.update_or_create(officer=officer, defaults={"data": picture})
    if officer.photo:
        take_back()  # the earlier one
    officer.photo = digest(picture)
    officer.save(update_fields=["photo"])
    trace.record(
        officer, "put_photo", by=by, label="公示工作照", consent="本人同意",
        content_hash=officer.photo,
    )  # fmt: skip
    return made


@transaction.atomic
def drop_photo(officer: Officer, *, by: Actor) -> None:
    """Take somebody's photo off and delete it (撤下工作照). Raises Denied; Blocked without one.

    《个人信息保护法》第四十七条: consent withdrawn, the picture is deleted.
    """
    may_edit(officer.organisation, by)
    if not Portrait.objects.filter(officer=officer).delete()[0]:
        raise Blocked(f"{officer.name}没有工作照，不用撤下。")
    officer.photo = ""
    officer.save(update_fields=["photo"])
    trace.record(officer, "drop_photo", by=by, label="撤下工作照")
    take_back()
