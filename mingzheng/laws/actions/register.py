"""The register kept (登记): laws and their names; each deed is found at once."""

from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied, may
from mingzheng.laws.actions import findable
from mingzheng.laws.actions.citing import rematch
from mingzheng.laws.models import Law, LawAlias
from mingzheng.laws.rules.titles import law_key

MAY_EDIT = "法规库由政务公开办维护。"


def demand_edit(by: Actor) -> None:
    """Raise Denied unless the person keeps the register."""
    root = Organisation.objects.order_by("path").values_list("path", flat=True).first() or "/"
    if not may(by, "laws.edit", root):
        raise Denied(MAY_EDIT)


def settle(law: Law) -> None:
    """After a change: citations are judged anew, and the search finds what is true now."""
    rematch()
    findable.refresh(law)


@transaction.atomic
def add_law(title: str, *, by: Actor, category: str = "") -> Law:
    """Enter a law (登记法规); Blocked when it is there under this or another spelling."""
    demand_edit(by)
    key = law_key(title)
    if not key:
        raise Blocked("法规名称是空的。")
    if known := known_as(key):
        raise Blocked(f"法规库里已经有《{known.title}》。")
    law = Law.objects.create(title=title.strip(), key=key, category=category)
    trace.record(law, "add", by=by, label="登记法规")
    settle(law)
    return law


@transaction.atomic
def correct(law: Law, *, by: Actor, title: str, category: str = "") -> None:
    """Put the name and the category of a law right (更正); Blocked when another law is called so.

    The name before is forgotten; where offices go on citing it, it is entered as another name.
    """
    demand_edit(by)
    key = law_key(title)
    if not key:
        raise Blocked("法规名称是空的。")
    known = known_as(key)
    if known and known.pk != law.pk:
        raise Blocked(f"法规库里已经有《{known.title}》。")
    now = {"title": title.strip(), "category": category.strip()}
    names = {"title": "名称", "category": "类别"}
    before = Law.objects.values(*now).get(pk=law.pk)
    changes = {names[n]: [before[n], value] for n, value in now.items() if before[n] != value}
    if not changes:
        return
    law.title, law.category, law.key = now["title"], now["category"], key
    law.save(update_fields=["title", "category", "key"])
    law.aliases.filter(key=key).delete()  # a name that is the name now
    trace.record(law, "correct", by=by, label="更正法规", changes=changes)
    settle(law)


def known_as(key: str) -> Law | None:
    """The law with this key as its name or another name."""
    law = Law.objects.filter(key=key).first()
    alias = None if law else LawAlias.objects.filter(key=key).select_related("law").first()
    return alias.law if alias else law


@transaction.atomic
def add_alias(law: Law, text: str, *, by: Actor) -> LawAlias:
    """Remember another name of a law (登记别名); Blocked when a law has it already."""
    demand_edit(by)
    key = law_key(text)
    if not key:
        raise Blocked("别名是空的。")
    if known := known_as(key):
        raise Blocked(f"“{text}”已经是《{known.title}》的名称。")
    alias = LawAlias.objects.create(law=law, text=text.strip(), key=key)
    trace.record(law, "add_alias", by=by, label="登记别名", text=text)
    settle(law)
    return alias


@transaction.atomic
def remove_alias(alias: LawAlias, *, by: Actor) -> None:
    """Forget another name of a law (删除别名); citations that use it are flagged again."""
    demand_edit(by)
    law = alias.law
    trace.record(law, "remove_alias", by=by, label="删除别名", text=alias.text)
    alias.delete()
    settle(law)
