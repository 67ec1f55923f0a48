"""Dues that arose by the real steps; journeys and other rooms' tests use them too."""

from datetime import date

from django.utils import timezone

from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, an_edition, content
from mingzheng.dues import actions
from mingzheng.dues.models import Due
from mingzheng.dues.rules.publication import Publication

QUARTERLY = content("救助情况", limit_text="每季度结束后10个工作日内")
PROMPT = content("政策文件", limit_text="及时公开")
MADE_ON = date(2026, 6, 1)  # a Monday; ten working days later is the frozen 15 June


def a_catalogue(cast: Cast, *more) -> Edition:
    """In force and followed: 办事指南 within 10 workdays, 救助情况 each quarter, and more."""
    edition = an_edition(cast, at=EditionState.IN_FORCE, rows=[content(), QUARTERLY, *more])
    actions.tick(timezone.localdate())
    return edition


def row(name: str = "办事指南") -> Item:
    """The row of that name in the edition in force."""
    return Item.objects.get(level2=name, edition__state=EditionState.IN_FORCE)


def a_due(cast: Cast, *, what: str = "低保办事指南", happened_on: date = MADE_ON, **more) -> Due:
    """A document that the office registered."""
    code = row(more.pop("item", "办事指南")).code
    return actions.open_due(cast.office, code, what, happened_on, by=cast.drafter, **more)


def quarters() -> list[Due]:
    """The dues of the quarterly item by their days."""
    return list(Due.objects.filter(item_code=row("救助情况").code).order_by("due_on"))


def an_article(number: int = 1, title: str = "低保办事指南（2026年）") -> Publication:
    """A publication of some room above."""
    return Publication("publishing.article", str(number), title, f"/articles/{number}/")


def anew(due: Due) -> Due:
    """The due as the database has it."""
    return Due.objects.select_related("organisation", "item", "term").get(pk=due.pk)
