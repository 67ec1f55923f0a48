"""Editions that have lived through the real steps; other rooms' tests use them too."""

from dataclasses import dataclass

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.tests.factories import a_county, a_department, a_person, a_town
from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.rules.items import Choice, ItemContent
from mingzheng.catalogue.states import EditionState
from mingzheng.standards.actions import load_starter


@dataclass
class Cast:
    """One county, two offices, and everybody a catalogue needs."""

    county: Organisation
    office: Organisation
    town: Organisation
    drafter: Person
    reviewer: Person
    openness: Person
    supervisor: Person
    stranger: Person  # 经办 of the town: nothing of the office's drafts is theirs


def a_cast() -> Cast:
    """The people; the fields of openness are there too."""
    load_starter()
    county = a_county()
    office = a_department("云溪县民政局", function="民政", county=county)
    town = a_town("柳溪镇人民政府", county=county)
    return Cast(
        county,
        office,
        town,
        a_person("drafter", office, name="林书瑶"),
        a_person("reviewer", office, name="何静川"),
        a_person("openness_office", county, name="孟长河"),
        a_person("supervisor", county, name="蔺怀瑾"),
        a_person("drafter", town, name="冉书禾"),
    )


def content(level2: str = "办事指南", **columns) -> ItemContent:
    """A complete row of 社会救助."""
    row = {
        "field_code": "20",
        "level1": "最低生活保障",
        "level2": level2,
        "elements": (Choice("办理条件"), Choice("申请材料")),
        "bases": ("《社会救助暂行办法》",),
        "limit_text": "制定或获取之日起10个工作日内",
        "subject_text": "县级民政部门",
        "channels": (Choice("政府网站"), Choice("公开查阅点")),
        "audience_all": True,
        "mode": "active",
        "levels": ("county",),
        "stages": ("service",),
    }
    return ItemContent(**(row | columns))


def an_edition(cast: Cast, *, at: str = EditionState.DRAFT, rows=None) -> Edition:
    """An edition of the office that has gone as far as `at`."""
    edition = editions.open_draft(cast.office, by=cast.drafter)
    drafts = [items.ItemDraft(row) for row in (rows or [content(), content("审批信息")])]
    items.put_items(edition, drafts, by=cast.drafter)
    if at == EditionState.DRAFT:
        return edition
    editions.submit(edition, by=cast.drafter)
    if at == EditionState.REVIEW:
        return edition
    editions.pass_review(edition, by=cast.reviewer)
    if at == EditionState.APPROVAL:
        return edition
    editions.approve(
        edition,
        by=cast.openness,
        approval_number="云政公开〔2026〕3号",
        effective_on=timezone.localdate(),
    )
    return Edition.objects.select_related("catalogue__organisation").get(pk=edition.pk)
