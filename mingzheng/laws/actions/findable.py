"""Laws in the search (搜索里的法规): whoever changes the register changes what is found with it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from mingzheng.laws.models import Law, LawVersion
from mingzheng.laws.states import VersionStatus
from mingzheng.search import actions as search

SCOPE, KIND = "laws", search.Value("law", "法规依据")


def documents() -> Iterator[search.Draft]:
    """Every law of the register, repealed ones too: people ask what became of them."""
    return _documents(Law.objects.order_by("pk"))


def refresh(law: Law) -> None:
    """Put a law's document right, in the transaction of the deed that changed it."""
    search.put(_documents(Law.objects.filter(pk=law.pk)))


def refresh_all() -> None:
    """Put every law right, after a table of them was read."""
    search.replace(SCOPE, documents())


def _documents(laws: QuerySet[Law]) -> Iterator[search.Draft]:
    for law in laws.prefetch_related("versions", "aliases").iterator(500):
        yield _document(law)


def _document(law: Law) -> search.Draft:
    versions = list(law.versions.all())  # the newest first, one without a date last
    versions.sort(key=lambda one: one.version_on is None)
    begun = [one for one in versions if one.status != VersionStatus.UPCOMING]
    newest = next(iter(begun or versions), None)
    names = "、".join(alias.text for alias in law.aliases.all())
    gone = f"{law.repealed_on} 废止：{law.repealed_by}。" if law.repealed_on else ""
    said = [f"也叫：{names}。" if names else "", gone, *map(_text, versions)]
    standing = str(newest.get_status_display()) if newest else ""
    standing = str(VersionStatus.REPEALED.label) if gone else standing
    url = law.get_absolute_url()
    return search.Draft(
        KIND,
        str(law.pk),
        law.title,
        url,
        SCOPE,
        text="\n".join(filter(None, said)),
        date=newest.version_on if newest else None,
        number=newest.number if newest else "",
        labels=[one for one in (law.category, standing) if one],
        card={
            "tag": KIND.label,
            "note": gone or (_text(newest) if newest else "还没有登记文本。"),
            "links": [["各次文本、哪些事项引用它", url]],
        },
    )


def _text(version: LawVersion) -> str:
    parts = f"{version}，{version.get_status_display()}"
    return "。".join(filter(None, [parts, version.note.rstrip("。")])) + "。"
