"""The verbs of the register: laws, versions and names written; citations put and judged anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from mingzheng.accounts.models import Organisation
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied, may
from mingzheng.laws.matching import Matcher
from mingzheng.laws.models import Citation, Law, LawAlias, LawVersion
from mingzheng.laws.rules.citations import Cited, read_citations
from mingzheng.laws.rules.titles import law_key, number_key
from mingzheng.laws.states import VersionStatus

MAY_EDIT = "法规库由政务公开办维护。"


@dataclass(frozen=True)
class Source:
    """Something that cites laws: what it is, where it stands, and its texts of bases."""

    kind: str
    id: str
    title: str
    url: str
    organisation_id: int
    texts: Sequence[str]


def demand_edit(by: Actor) -> None:
    """Raise Denied unless the person keeps the register."""
    root = Organisation.objects.order_by("path").values_list("path", flat=True).first() or "/"
    if not may(by, "laws.edit", root):
        raise Denied(MAY_EDIT)


@transaction.atomic
def put_citations(scope: str, sources: Iterable[Source]) -> int:
    """Say anew what one list in force cites; what it cited before is forgotten. Returns how many.

    An empty list of sources takes the scope out of the register.
    """
    Citation.objects.filter(scope=scope).delete()
    read = [
        (source, cited)
        for source in sources
        for text in source.texts
        for cited in read_citations(text)
    ]
    matcher = Matcher(cited for _, cited in read)
    rows = [_citation(scope, source, cited, matcher) for source, cited in read]
    Citation.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _citation(scope: str, source: Source, cited: Cited, matcher: Matcher) -> Citation:
    found = matcher.find(cited)
    return Citation(
        law=found.law,
        version=found.version,
        flag=found.flag,
        text=cited.text,
        title=cited.title[:300],
        number=cited.number[:100],
        article=cited.article[:200],
        stated_on=cited.on,
        stated_year=cited.year,
        scope=scope,
        source_kind=source.kind,
        source_id=source.id,
        source_title=source.title,
        source_url=source.url,
        organisation_id=source.organisation_id,
    )


def rematch() -> int:
    """Judge every citation anew after the register changed; returns how many say otherwise now."""
    rows = list(Citation.objects.all())
    cited = [Cited(r.text, r.title, r.number, on=r.stated_on, year=r.stated_year) for r in rows]
    matcher = Matcher(cited)
    changed = []
    for row, one in zip(rows, cited, strict=True):
        found = matcher.find(one)
        now = (found.law and found.law.pk, found.version and found.version.pk, found.flag)
        if now != (row.law_id, row.version_id, row.flag):
            row.law, row.version, row.flag = found.law, found.version, found.flag
            changed.append(row)
    Citation.objects.bulk_update(changed, ["law", "version", "flag"], batch_size=200)
    return len(changed)


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
    rematch()
    return law


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
    rematch()
    return alias


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
    """Enter a text of a law (登记文本); a new text in force supersedes the others.

    Raises Denied; Blocked for a second text of one day. Citations are judged anew.
    """
    demand_edit(by)
    row = LawVersion(law=law, version_on=version_on, number=number, status=status, note=note)
    row.number_key = number_key(number)
    if status == VersionStatus.IN_FORCE:
        others = law.versions.filter(status=VersionStatus.IN_FORCE)
        others.update(status=VersionStatus.SUPERSEDED)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Blocked("这一天的文本已经登记过了。") from error
    words = str(row.get_status_display())
    trace.record(law, "add_version", by=by, label="登记文本", version=str(row), status=words)
    rematch()
    return row


@transaction.atomic
def repeal(law: Law, *, by: Actor, note: str) -> None:
    """The whole law no longer holds (废止); Blocked without saying by what."""
    demand_edit(by)
    if not note.strip():
        raise Blocked("写明根据什么文件废止。")
    if not law.versions.exists():
        LawVersion.objects.create(law=law)
    law.versions.update(status=VersionStatus.REPEALED)
    newest = law.versions.order_by("-version_on", "-pk")[0]
    LawVersion.objects.filter(pk=newest.pk).update(note=note[:200])
    trace.record(law, "repeal", by=by, label="废止", note=note)
    rematch()
