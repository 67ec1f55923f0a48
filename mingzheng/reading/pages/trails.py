"""Where the pages of this room stand (当前位置), as pairs of words and addresses; "" is here."""

from django.urls import reverse

from mingzheng.accounts.models import Organisation
from mingzheng.columns.models import Column
from mingzheng.publishing.models import Article

Steps = list[tuple[str, str]]


def home() -> Steps:
    """The first step of every trail."""
    return [("首页", reverse("portal:home"))]


def platform(*more: tuple[str, str]) -> Steps:
    """政府信息公开 of the whole area, and what stands below it."""
    return [*home(), ("政府信息公开", reverse("reading:platform")), *more]


def office(one: Organisation) -> Steps:
    """The space of an office."""
    return [*home(), (one.label, reverse("reading:space", args=[one.code]))]


def space(one: Organisation) -> Steps:
    """The way to the space of an office itself, over the one above it."""
    above = one.parent
    if above is None:
        return [*home(), ("政府信息公开", "")]
    over = [(above.label, reverse("reading:space", args=[above.code]))] if above.parent_id else []
    return platform(*over, (one.label, ""))


def column(one: Column) -> Steps:
    """A column, below the one above it."""
    above = [(one.parent.name, one.parent.get_absolute_url())] if one.parent else []
    return [*office(one.organisation), *above, (one.name, "")]


def article(one: Article) -> Steps:
    """The column or the space in which an article stands."""
    above = [(one.home.name, one.home.get_absolute_url())] if one.home else []
    return [*office(one.organisation), *above]
