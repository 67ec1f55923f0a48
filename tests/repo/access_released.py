"""Something published for the access table: released through every review, then corrected."""

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.tests.factories import a_person
from mingzheng.columns import actions as columns
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import ManuscriptState, Purpose
from mingzheng.publishing.tests.factories import Newsroom, a_manuscript, anew, content, forward


def an_article(
    office: Organisation, drafter: Person, reviewer: Person, openness: Person
) -> Article:
    """A public notice of the office, which said something else when it came out."""
    columns.lay_columns(office, by=openness)
    room = Newsroom(
        county=openness.organisation,
        office=office,
        town=office,
        drafter=drafter,
        colleague=drafter,
        first=reviewer,
        second=a_person("reviewer", office),
        secrecy=a_person("secrecy_reviewer", office),
        signer=a_person("signer", office),
        openness=openness,
        supervisor=openness,
        stranger=openness,
    )
    first = a_manuscript(room, at=ManuscriptState.PUBLISHED)
    change = drafting.open_change(
        first.article, Purpose.CORRECTION, by=drafter, public_note="月份写错了。"
    )
    said = content(room, body="<p>七月起，全县开放十二个便民服务点。</p>")
    base = change.revision.number if change.revision else 0
    drafting.save_revision(change, said, by=drafter, base=base)
    forward(anew(change), room, ManuscriptState.PUBLISHED)
    return Article.objects.select_related("organisation", "home").get(pk=first.article_id)
