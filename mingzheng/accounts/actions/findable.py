"""Offices in the search (搜索里的单位): whoever changes one changes what is found with it."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.http import urlencode

from mingzheng.accounts.models import Organisation, OrganisationAlias
from mingzheng.search import actions as search

SCOPE, KIND = "offices", search.Value("office", "单位")


def documents() -> Iterator[search.Draft]:
    """Every office in use."""
    return _documents(Organisation.objects.filter(is_active=True))


def refresh(organisation: Organisation) -> None:
    """Put an office's document right, in the transaction of the deed that changed it."""
    if organisation.is_active:
        search.put(_documents([organisation]))
    else:
        search.withdraw(KIND.value, [str(organisation.pk)])


def _documents(offices: Iterable[Organisation]) -> Iterator[search.Draft]:
    offices = list(offices)
    names: dict[int, list[str]] = {one.pk: [] for one in offices}
    everywhere = OrganisationAlias.objects.filter(
        organisation=None, scope="", targets__in=[one.pk for one in offices]
    )
    for text, key in everywhere.values_list("text", "targets"):
        names.get(key, []).append(text)
    for one in offices:
        yield _document(one, names[one.pk])


def _document(one: Organisation, names: list[str]) -> search.Draft:
    url = reverse("lookup:office", args=[one.code])
    owed = f"{reverse('lookup:search')}?{urlencode({'office': one.code})}"
    known = [*([one.short_name] if one.short_name else []), *names]
    reach = {"电话": one.phone, "地址": one.address, "办公时间": one.office_hours}
    said = {"也叫": "、".join(dict.fromkeys(known)), "职能": one.function, **reach}
    contact = "，".join(f"{name} {value}" for name, value in reach.items() if value)
    return search.Draft(
        KIND,
        str(one.pk),
        one.name,
        url,
        SCOPE,
        text="\n".join(f"{name}：{value}。" for name, value in said.items() if value),
        organisation=search.Value(one.code, one.label),
        number=one.code,
        labels=[one.get_level_display()],
        card={
            "tag": "单位直达",
            "note": contact or "联系方式还没有登记",
            "links": [["怎么联系", url], ["负责公开什么", owed]],
        },
    )
