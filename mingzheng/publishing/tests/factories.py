"""Manuscripts that have lived through the real steps; other rooms' tests use them too."""

from dataclasses import dataclass, replace
from datetime import date

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.tests.factories import a_county, a_department, a_person, a_town
from mingzheng.columns import actions as columns
from mingzheng.columns.models import Column
from mingzheng.proofing.actions import override
from mingzheng.proofing.rules.finding import blocking
from mingzheng.publishing.actions import checking, drafting, reviewing
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Purpose
from mingzheng.texts.rules.content import Content
from mingzheng.texts.states import ArticleKind, Genre


@dataclass
class Newsroom:
    """One county, an office with everybody a manuscript needs, a town that it is nothing to."""

    county: Organisation
    office: Organisation
    town: Organisation
    drafter: Person
    colleague: Person  # another 经办 of the office
    first: Person
    second: Person
    secrecy: Person
    signer: Person
    openness: Person
    supervisor: Person
    stranger: Person  # 经办 of the town


def a_newsroom() -> Newsroom:
    """The people; the office has its columns."""
    county = a_county()
    office = a_department("云溪县民政局", function="民政", county=county)
    town = a_town("柳溪镇人民政府", county=county)
    openness = a_person("openness_office", county, name="孟长河")
    for place in (county, office):
        columns.lay_columns(place, by=openness)
    return Newsroom(
        county,
        office,
        town,
        a_person("drafter", office, name="林书瑶"),
        a_person("drafter", office, name="周映雪"),
        a_person("reviewer", office, name="何静川"),
        a_person("reviewer", office, name="沈若溪"),
        a_person("secrecy_reviewer", office, name="陆守言"),
        a_person("signer", office, name="顾明远"),
        openness,
        a_person("supervisor", county, name="蔺怀瑾"),
        a_person("drafter", town, name="冉书禾"),
    )


def a_column(organisation: Organisation, slug: str = "notices") -> Column:
    """A column of the office, 通知公告 unless said otherwise."""
    return Column.objects.get(organisation=organisation, slug=slug)


def content(room: Newsroom, title: str = "关于开放夏季便民服务点的公告", **said) -> Content:
    """A whole notice; give `kind` and more for others."""
    row = {
        "title": title,
        "body": "<p>六月起，全县开放十二个便民服务点。</p><p>咨询电话见各点公示牌。</p>",
        "kind": ArticleKind.NOTICE.value,
        "source": "云溪县民政局",
        "formed_on": date(2026, 6, 1),
        "columns": (a_column(room.office).pk,),
    }
    return Content(**(row | said))


def policy(room: Newsroom, title: str = "云溪县临时救助办法", **said) -> Content:
    """A whole normative document."""
    row = {
        "kind": ArticleKind.NORMATIVE.value,
        "document_number": "云政规〔2026〕2号",
        "dated_on": date(2026, 6, 1),
        "keywords": "临时救助",
        "genre": Genre.CIRCULAR.value,
        "topic": "民政、扶贫、救灾",
        "columns": (a_column(room.office, "policies").pk,),
    }
    dated = said.get("dated_on")
    if isinstance(dated, date) and dated < date(2026, 6, 1):
        row["formed_on"] = dated  # nothing is formed after it was written
    return content(room, title, **(row | said))


def a_manuscript(
    room: Newsroom, *, at: str = S.DRAFT, said: Content | None = None, publish_at=None
) -> Manuscript:
    """A manuscript of the office that has gone as far as `at` through four reviews."""
    made = drafting.open_article(room.office, by=room.drafter)
    drafting.save_revision(made, said or content(room), by=room.drafter, base=0)
    return forward(made, room, at, publish_at=publish_at)


def forward(
    manuscript: Manuscript, room: Newsroom, at: str = S.PUBLISHED, *, publish_at=None, reason=""
) -> Manuscript:
    """Take a draft as far as `at`, through whatever reviews its office has."""
    reviewers = {S.FIRST: room.first, S.SECOND: room.second, S.SECRECY: room.secrecy}
    if at != S.DRAFT and manuscript.state == S.DRAFT:
        reviewing.submit(manuscript, by=room.drafter)
    while manuscript.state != at and manuscript.state in reviewers:
        reviewing.pass_review(manuscript, by=reviewers[manuscript.state], note="同意")
    if manuscript.state == S.SIGNING and at != S.SIGNING:
        reviewing.sign(
            manuscript, by=room.signer, note="同意发布", publish_at=publish_at, reason=reason
        )
    return anew(manuscript)


def anew(manuscript: Manuscript) -> Manuscript:
    """The manuscript as the database has it."""
    rows = Manuscript.objects.select_related("organisation", "article", "revision")
    return rows.get(pk=manuscript.pk)


def an_article(room: Newsroom, said: Content | None = None, *, reason="不涉及群众办事") -> Article:
    """A public article of the office, released through all reviews."""
    made = drafting.open_article(room.office, by=room.drafter)
    drafting.save_revision(made, said or content(room), by=room.drafter, base=0)
    forward(made, room, reason=reason)
    return article_of(made)


def an_article_let_pass(room: Newsroom, said: Content) -> Article:
    """A public article whose red findings the drafter let pass."""
    made = a_manuscript(room, said=said)
    found = list(checking.findings_of(made, made.revision))
    for one in blocking(found, set()):
        override(made, one, by=room.drafter, reason="核对过，确实要这样公开")
    return article_of(forward(made, room))


def a_change(
    article: Article, room: Newsroom, *, purpose: str = Purpose.CORRECTION, at=S.PUBLISHED, **said
) -> Manuscript:
    """A correction of a public article that has gone as far as `at`."""
    note = "服务点个数写错了，现已改正。"
    made = drafting.open_change(article, purpose, by=room.drafter, public_note=note)
    wanted = replace(made.revision.content, **said)
    drafting.save_revision(made, wanted, by=room.drafter, base=made.revision.number)
    return forward(made, room, at)


def article_of(manuscript: Manuscript) -> Article:
    """Its article as the database has it."""
    rows = Article.objects.select_related("organisation", "public", "home")
    return rows.get(pk=manuscript.article_id)
