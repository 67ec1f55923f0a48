"""The limits of items as snapshots (期限快照), each kept once."""

from collections.abc import Iterable

from mingzheng.catalogue.models import Item
from mingzheng.core.chain import digest
from mingzheng.core.trace import as_json as canonical
from mingzheng.deadlines.rules.limit_text import read_limit
from mingzheng.deadlines.rules.limits import PUBLISH_WORKDAYS, as_json
from mingzheng.dues.models import Term
from mingzheng.dues.queries.matching import limit_of


def terms_of(items: Iterable[Item]) -> dict[int, Term]:
    """The snapshot of each item's limit, by the item's key; new ones are stored. Three queries.

    What a later law says comes before the table: an override is read like a limit.
    """
    wanted = {item.pk: _snapshot(item) for item in items}
    marks = {term.digest for term in wanted.values()}
    known = {term.digest: term for term in Term.objects.filter(digest__in=marks)}
    fresh = {t.digest: t for t in wanted.values() if t.digest not in known}
    if fresh:
        Term.objects.bulk_create(fresh.values(), ignore_conflicts=True)
        known |= {term.digest: term for term in Term.objects.filter(digest__in=fresh)}
    return {pk: known[term.digest] for pk, term in wanted.items()}


def term_by_law() -> Term:
    """What holds for anything formed, whatever item it is (《政府信息公开条例》第二十六条)."""
    text = f"自信息形成或者变更之日起{PUBLISH_WORKDAYS}个工作日内"
    source, rule = "《政府信息公开条例》第二十六条", as_json(read_limit(text))
    mark = digest(canonical([text, source, rule]).encode())
    words = {"text": text, "source": source, "rule": rule}
    return Term.objects.get_or_create(digest=mark, defaults=words)[0]


def _snapshot(item: Item) -> Term:
    rule = as_json(limit_of(item))
    text, source = item.limit_text, ""
    if item.override_text:
        text, source = item.override_text, item.override_source
    mark = digest(canonical([text, source, rule]).encode())
    return Term(text=text, source=source, rule=rule, digest=mark)
