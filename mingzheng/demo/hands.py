"""Whose hands do what in the demo county, and its rows as the catalogue takes them."""

from dataclasses import dataclass

from mingzheng.accounts.models import Person
from mingzheng.catalogue.actions.items import ItemDraft
from mingzheng.catalogue.rules.items import Choice, ItemContent
from mingzheng.demo.places import COUNTY_CODE
from mingzheng.demo.rows import DemoItem

COUNTY_REVIEWER = "YX0121"


@dataclass
class Hands:
    """Who drafts, reviews and approves an office's catalogue."""

    drafter: Person
    reviewer: Person
    openness: Person


def hands_of(code: str, staff: dict[str, Person]) -> Hands:
    """The people of one office; a village has none of its own, its town writes for it."""
    code = code.partition("-")[0]
    openness = staff["YX0001"]
    if code == COUNTY_CODE:
        return Hands(staff["YX0002"], staff[COUNTY_REVIEWER], openness)
    drafter = "YX0317" if code == "YX03" and "YX0317" in staff else f"{code}11"
    return Hands(staff[drafter], staff[f"{code}21"], openness)


def draft_of(item: DemoItem) -> ItemDraft:
    """A demo row as the catalogue's actions take it."""
    return ItemDraft(
        ItemContent(
            field_code=item.field_code,
            level1=item.level1,
            level2=item.level2,
            elements=tuple(Choice(text) for text in item.elements),
            bases=tuple(item.bases),
            limit_text=item.limit_text,
            subject_text=item.subject_text,
            channels=tuple(Choice(text) for text in item.channels),
            audience_all=item.audience_all,
            audience_some=item.audience_some,
            mode=item.mode,
            levels=tuple(item.levels),
            stages=tuple(item.stages),
            post=item.post,
        )
    )
