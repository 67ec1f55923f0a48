"""Rounds that have lived through the real steps; merging and journeys use them too."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.tests.factories import a_county, a_department, a_person, a_town, a_village
from mingzheng.catalogue.actions import items
from mingzheng.catalogue.rules.items import ItemContent
from mingzheng.catalogue.tests.factories import content
from mingzheng.core.calendar import ONE_DAY
from mingzheng.deadlines import almanac
from mingzheng.rounds.actions import rounds, submissions
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.states import SubmissionState
from mingzheng.standards.actions import load_starter


@dataclass
class Company:
    """One county with two departments, a town and its village, and everybody a round needs."""

    county: Organisation
    welfare: Organisation
    school: Organisation
    town: Organisation
    village: Organisation
    office: Person  # 政务公开办
    second: Person  # another of the openness office
    clerks: dict[str, Person] = field(default_factory=dict)  # by organisation code
    reviewers: dict[str, Person] = field(default_factory=dict)

    def clerk(self, organisation: Organisation) -> Person:
        return self.clerks[organisation.code]


def a_company() -> Company:
    """The people; the calendar and the fields of openness are there too."""
    almanac.seed()
    load_starter()
    county = a_county()
    welfare = a_department("云溪县民政局", function="民政", county=county)
    school = a_department("云溪县教育局", function="教育", county=county)
    town = a_town("云溪县柳溪镇人民政府", county=county, short_name="柳溪镇")
    village = a_village("东桥村村民委员会", town=town, short_name="东桥村")
    made = Company(
        county, welfare, school, town, village,
        office=a_person("openness_office", county, name="孟长河"),
        second=a_person("openness_office", county, name="于明远"),
    )  # fmt: skip
    for one in (welfare, school, town, village):
        made.clerks[one.code] = a_person("drafter", one, name=f"{one.label}经办")
        made.reviewers[one.code] = a_person("reviewer", one, name=f"{one.label}审核")
    return made


def a_workday(days: int = 14) -> date:
    """A working day about so many days ahead."""
    day = timezone.localdate() + timedelta(days=days)
    while not almanac.current().is_workday(day):
        day += ONE_DAY
    return day


def a_round(
    company: Company, *, offices: list[Organisation] | None = None, is_open: bool = True
) -> Round:
    """A round of the county for both departments (or these offices)."""
    asked = offices or [company.welfare, company.school]
    terms = rounds.Terms("2026 年公开事项目录填报", a_workday(), "逐条写明时限。", "辅导讲稿")
    made = rounds.draft(company.county, terms, offices=asked, by=company.office)
    if is_open:
        rounds.open_round(made, by=company.office)
    return made


def of(round_: Round, organisation: Organisation) -> Submission:
    """The submission of an office, read anew."""
    rows = Submission.objects.select_related(
        "organisation", "round__organisation", "edition__catalogue__organisation"
    )
    return rows.get(round=round_, organisation=organisation)


def filled(company: Company, round_: Round, organisation: Organisation, *rows: ItemContent):
    """The office has begun and put these rows into its draft."""
    one, clerk = of(round_, organisation), company.clerk(organisation)
    if one.state == SubmissionState.PENDING:
        submissions.start(one, by=clerk)
    drafts = [items.ItemDraft(row) for row in (rows or [content()])]
    items.put_items(one.edition, drafts, by=clerk, complete=True)
    return of(round_, organisation)


def sent(company: Company, round_: Round, organisation: Organisation, *rows: ItemContent):
    """The office has sent these rows in."""
    one = filled(company, round_, organisation, *rows)
    submissions.submit(one, by=company.clerk(organisation))
    return of(round_, organisation)


def nothing_from(company: Company, round_: Round, organisation: Organisation) -> Submission:
    """The office has said that it has nothing to report."""
    one = of(round_, organisation)
    submissions.report_nothing(one, by=company.clerk(organisation), note="由镇里统一报送")
    return of(round_, organisation)


def taken(company: Company, round_: Round, organisation: Organisation, *rows: ItemContent):
    """The openness office has taken what the office sent."""
    one = sent(company, round_, organisation, *rows)
    submissions.accept(one, by=company.office)
    return of(round_, organisation)


def gathered(company: Company, **rows) -> Round:
    """A round in which the named offices' rows were sent and taken, ready to be merged."""
    places = {name: getattr(company, name) for name in rows}
    round_ = a_round(company, offices=list(places.values()))
    for name, office in places.items():
        if office.level == "village":
            one = sent(company, round_, office, *rows[name])
            submissions.pass_town(one, by=company.reviewers[company.town.code])
            submissions.accept(of(round_, office), by=company.office)
        else:
            taken(company, round_, office, *rows[name])
    rounds.gather(round_, by=company.office)
    return round_
