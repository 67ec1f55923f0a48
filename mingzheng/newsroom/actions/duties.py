"""Which dues a text will fulfil (公开责任): shown before it goes out, chosen by the writer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from mingzheng.core.access import Actor, Blocked
from mingzheng.dues.queries import Option, none_of
from mingzheng.publishing.actions import drafting, fulfilling
from mingzheng.publishing.models import Manuscript, Revision


@dataclass(frozen=True)
class Expected:
    """What a text will fulfil if it goes out on a day; `said` where that needs a sentence.

    `since` says from which day the time limits run.
    """

    on: date
    lines: list[Option]
    said: str = ""
    since: str = ""

    @property
    def names(self) -> dict[str, str]:
        """What the items in force that it names are called, by code."""
        return {line.match.code: line.match.name for line in self.lines if not line.is_met}


NO_ITEM = (
    "没有选对应的公开事项，发布以后不会记到本单位的公开责任上。"
    "目录里有这一项的，到“写稿”里选；没有的，不用管。"
)
NO_DUE = (
    "选的公开事项现在没有等着公开的一期、一份：要么各期都已经公开过，要么现行目录不要求本单位公开，"
    "要么这条信息是十年以前形成的。发布以后不再记。"
)


def expected(manuscript: Manuscript) -> Expected:
    """What the present revision will fulfil when it goes out, on its day or today. Six queries."""
    on = timezone.localdate(manuscript.publish_at)
    revision = manuscript.revision
    if revision is None or not (revision.items or revision.dues):
        return Expected(on, [], NO_ITEM)
    manuscript.article.organisation = manuscript.organisation  # the same row, fetched already
    revision.manuscript = manuscript
    lines = fulfilling.possible(manuscript.article, revision, on)
    return Expected(on, lines, "" if lines else NO_DUE, _since(revision))


def _since(revision: Revision) -> str:
    if revision.formed_on and (not revision.dated_on or revision.formed_on <= revision.dated_on):
        return f"公开时限从形成日期 {revision.formed_on:%Y-%m-%d} 算起。"
    if revision.dated_on:
        return f"没有写形成日期，公开时限从成文日期 {revision.dated_on:%Y-%m-%d} 算起。"
    return "没有写形成日期，公开时限从发布那天算起。"


@transaction.atomic
def choose(
    manuscript: Manuscript, keys: Collection[str], *, by: Actor, base: int
) -> Revision | None:
    """Say which dues the text is meant for, as a new revision; None if it says so already.

    `keys` are those of lines; of an item with none among them the text fulfils nothing. Raises
    Denied, Blocked.
    """
    drafting.hold_draft(manuscript, by)
    if manuscript.revision is None:
        raise Blocked("先写稿，再选公开责任。")
    lines = expected(manuscript).lines
    if set(keys) - {line.key for line in lines}:
        raise Blocked("选的里面有已经公开过或者不再要求的，请刷新后再选。")
    meant = [line for line in lines if line.key in keys]
    left = {line.match.code for line in lines} - {line.match.code for line in meant} - {""}
    chosen = (*(line.key for line in meant), *(none_of(code) for code in sorted(left)))
    content = replace(manuscript.revision.content, dues=chosen)
    return drafting.save_revision(manuscript, content, by=by, base=base)
