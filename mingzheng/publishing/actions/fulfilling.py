"""What a release fulfils (公开责任), and what its withdrawal opens again.

Called inside the transaction of the release and of the withdrawal. `revision.items` holds the
codes of catalogue items, `revision.formed_on` the day from which the time limit runs.
"""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.core.access import Actor
from mingzheng.dues import actions as dues
from mingzheng.dues.actions.opening import OLDEST, Made
from mingzheng.dues.queries import Option, Said, asks_for_forming, none_of, options
from mingzheng.dues.rules.publication import Publication
from mingzheng.publishing.models import Article, Revision
from mingzheng.publishing.states import Purpose
from mingzheng.texts.rules.content import Content

NO_LONGER = "改稿以后不再对应这一项"


def formed_on(revision: Revision, on: date) -> date:
    """The day from which the limit runs: when it was formed or its date, whichever is earlier.

    With neither, the release.
    """
    return min(filter(None, (revision.formed_on, revision.dated_on)), default=on)


def possible(article: Article, revision: Revision, on: date) -> list[Option]:
    """What publishing this revision on a day could fulfil, and what of it is meant.

    What the article fulfils already comes first and stays unless it is no longer meant. A
    correction does not count twice, an amendment may be of the next period. Text formed more than
    ten years ago meets no due of today's. Six queries, four for what was never public.
    """
    formed = formed_on(revision, on)
    is_recent = formed > on - OLDEST
    only_corrects = revision.manuscript.purpose == Purpose.CORRECTION
    said = Said(revision.items, revision.dues, formed if is_recent else None, only_corrects)
    subject = _publication(article) if article.released_at else None  # new: it has met nothing
    is_owed = subject or said.items or said.chosen
    return options(article.organisation, subject, said, on) if is_owed else []


def carried_over(content: Content) -> Content:
    """The content as a change of it begins: what was met is known, so no choice of a due stays.

    That it is for no due at all (`none_of`) does stay.
    """
    kept = {none_of(code) for code in content.items}
    return replace(content, dues=tuple(key for key in content.dues if key in kept))


def lacks_forming_day(organisation: Organisation, content: Content) -> bool:
    """Whether the time limit of an item cannot be counted: no day of forming, no printed date."""
    if content.formed_on or content.dated_on or not content.items:
        return False
    return asks_for_forming(organisation, content.items)


def fulfil(article: Article, revision: Revision, *, by: Actor) -> None:
    """The article went public with this revision: what was owed is done, what is not meant is not.

    A correction that names an item or a due no longer takes back what it had fulfilled; one that
    names an earlier day of forming brings forward the day on which it was due.
    """
    on = timezone.localdate()
    subject = _publication(article, revision.title)
    dues.rename(subject)
    made = Made(revision.title[:200], formed_on(revision, on), revision.document_number)
    meant = [one for one in possible(article, revision, on) if one.is_meant]
    kept = [one.match.due.pk for one in meant if one.match.due]
    dues.unfulfil(subject, by=by, note=NO_LONGER, keep=kept)
    for one in meant:
        if one.is_met:
            if one.match.due:
                dues.form_earlier(one.match.due, made.happened_on, by=by)
            continue
        if one.match.due:
            dues.fulfil([one.match.due.pk], on, subject=subject, by=by)
        else:
            office, code = article.organisation, one.match.code
            dues.fulfil_unlisted(office, code, made, on, subject=subject, by=by)


def unfulfil(article: Article, *, by: Actor) -> None:
    """The article was withdrawn: what it fulfilled is owed again."""
    dues.unfulfil(_publication(article), by=by, note=article.withdrawn_reason)


def _publication(article: Article, title: str = "") -> Publication:
    address = article.get_absolute_url()
    return Publication("publishing.article", str(article.pk), title or article.title, address)
