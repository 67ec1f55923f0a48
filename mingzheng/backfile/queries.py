"""Questions about old articles: who may see which batch, where an old address leads."""

from typing import Any, NamedTuple

from django.db.models import QuerySet

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.backfile.models import ArticleBatch, FormerAddress
from mingzheng.backfile.rules.addresses import place
from mingzheng.backfile.rules.screening import finding_of, is_held
from mingzheng.core.access import may
from mingzheng.proofing.queries import deed_for, refusal
from mingzheng.proofing.rules.kinds import Kind
from mingzheng.proofing.states import MayPass
from mingzheng.publishing.models import Article

ASK_SECRECY = "要放行，请保密审查人来看；不放行的，在旧稿里改好再上传。"
UPLOADED = "这一批是您上传的，要由别的保密审查人放行。"
NOT_YOURS = "您没有放行的职权。"
SEE, TAKE_IN = "manuscript.see", "article_import.apply"


def visible_to(person: Person) -> QuerySet[ArticleBatch]:
    """Batches of the offices whose drafts this person may see."""
    inside = within(paths_with(person, SEE), "organisation__")
    return ArticleBatch.objects.filter(inside).select_related("organisation", "column")


class Held(NamedTuple):
    """Findings of one kind that hold rows of a batch back, and whether this person may pass them.

    `why_not` is the sentence where nobody, or not this person, may.
    """

    kind: Kind
    lines: list[dict[str, Any]]
    may_pass: bool
    why_not: str


def held_in(batch: ArticleBatch, *, by: Person) -> list[Held]:
    """What holds rows of a batch back, by kind, in the order of the report. No query."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in filter(is_held, batch.report.get("problems", [])):
        groups.setdefault(line["code"], []).append(line)
    found = []
    for lines in groups.values():
        one = finding_of(lines[0])
        is_secret = one.kind.override == MayPass.SECRECY
        why_not = refusal(one, by)
        if not why_not and not may(by, deed_for(one), batch.organisation_path):
            why_not = ASK_SECRECY if is_secret else NOT_YOURS
        elif not why_not and is_secret and batch.uploaded_by == by.actor_id:
            why_not = UPLOADED
        found.append(Held(one.kind, lines, not why_not, why_not))
    return found


def offices_for(person: Person) -> QuerySet[Organisation]:
    """Offices in use into which this person may take old articles."""
    inside = within(paths_with(person, TAKE_IN))
    return Organisation.objects.filter(inside, is_active=True).order_by("path")


def articles_of(batch: ArticleBatch) -> QuerySet[Article]:
    """What a batch brought, the newest first."""
    keys = batch.carried.values("article")
    return Article.objects.filter(pk__in=keys).order_by("-released_at", "-pk")


def moved_to(host: str, path: str, query: str) -> str | None:
    """Where the page that stood at an old address is now; None for an address nobody had.

    The old site's own name counts first; when the same path stood on two old sites, and the name
    is neither's, nobody knows which was meant. At most two queries.
    """
    asked = place(path, query)
    name = host.split(":")[0].lower().removeprefix("www.")
    rows = FormerAddress.objects.select_related("article")
    if found := rows.filter(address=name + asked).first():
        return found.article.get_absolute_url()
    some = list(rows.filter(path=asked)[:2])
    return some[0].article.get_absolute_url() if len(some) == 1 else None
