"""The openness space of one office (公开子站): the fixed frame of the platform, and what is in it.

国办公开办函〔2019〕61号: the same four columns with the same names for every office; departments,
towns and villages have no site of their own, they are spaces of the county's (国办发〔2017〕47号).
A committee of villagers or residents is no administrative organ (条例第二条): its space is about
its own openness, and leads to the town for what must be applied for.
"""

from dataclasses import dataclass

from django.urls import reverse

from mingzheng.accounts.models import Organisation
from mingzheng.columns import queries as columns
from mingzheng.columns.models import Column
from mingzheng.profiles import queries as profiles
from mingzheng.publishing.models import Article
from mingzheng.reading.queries.lists import Wanted, newest
from mingzheng.reading.rules.affairs import Affairs, affairs_of

NEWEST = 10
FRAME = ("systems", "statutory", "annual-reports")  # the address tails of the fixed columns


@dataclass(frozen=True)
class Entry:
    """One line of the frame: where it leads and what stands beside it."""

    label: str
    url: str
    note: str = ""


@dataclass
class Space:
    """One office's space as its page shows it."""

    office: Organisation
    columns: list[Column]
    newest: list[Article]
    below: list[Entry]  # by its usual name; beside it stands the full one
    has_guide: bool
    is_portal: bool

    @property
    def affairs(self) -> Affairs | None:
        """What a committee makes public; None for an office."""
        return affairs_of(self.office.kind)

    @property
    def name(self) -> str:
        """What the space is called: 政府信息公开, of a committee 村务公开 or 居务公开."""
        return self.affairs.name if self.affairs else "政府信息公开"

    @property
    def purpose(self) -> str:
        """What the space is for, in a line."""
        if self.affairs:
            return f"{self.office.label}公开的事都在这里：多久公开一次、有疑问问谁，也写明了"
        return "法定主动公开内容、指南、制度、年报和依申请公开"

    @property
    def frame(self) -> list[Entry]:
        """The fixed columns that hold something, in the order of the rule; empty ones left out."""
        known = {one.slug: one for one in self.columns}
        code = self.office.code
        found = [*self._guide(known)]
        for slug in FRAME:
            if slug in known:
                one = known[slug]
                note = f"{one.articles_total} 条" if one.articles_total else ""
                found.append(Entry(one.name, one.get_absolute_url(), note))
        if not self.office.is_active:  # nobody is there to ask, to apply to, or who owes more
            return found
        if self.affairs is None:
            found.append(Entry("依申请公开", reverse("reading:apply", args=[code])))
        found.append(Entry("机构职能", reverse("profiles:about", args=[code])))
        url = reverse("lookup:fields") if self.is_portal else reverse("lookup:office", args=[code])
        found.append(Entry("公开事项目录", url))
        return found

    def _guide(self, known: dict[str, Column]) -> list[Entry]:
        """Its guide, as a page of its own or a column; how a committee's openness works."""
        code = self.office.code
        if not self.office.is_active:
            return []
        if self.affairs:
            return [Entry(f"{self.name}怎样办", reverse("reading:affairs", args=[code]))]
        if self.has_guide:
            return [Entry("政府信息公开指南", reverse("profiles:guide", args=[code]))]
        return [Entry(one.name, one.get_absolute_url()) for one in [known.get("guide")] if one]

    @property
    def statutory(self) -> list[Column]:
        """What stands under 法定主动公开内容 (条例第二十条、第二十一条), by its order."""
        top = next((one for one in self.columns if one.slug == "statutory"), None)
        if top is None:
            return []
        return [one for one in self.columns if one.path.startswith(top.path) and one.pk != top.pk]

    @property
    def others(self) -> list[Column]:
        """The columns on top that the frame does not name: news, notices, the office's own."""
        return [
            one
            for one in self.columns
            if one.parent_id is None and one.slug not in (*FRAME, "guide")
        ]


def space(office: Organisation) -> Space:
    """The space of an office. Four queries."""
    return Space(
        office=office,
        columns=columns.shown_of(office),
        # The portal's newest is the whole county's.
        newest=newest(Wanted(office=office if office.parent_id else None), NEWEST),
        below=_below(office),
        has_guide=profiles.guide_of(office) is not None,
        is_portal=office.parent_id is None,
    )


def _below(office: Organisation) -> list[Entry]:
    found = Organisation.objects.filter(parent=office, is_active=True).order_by("position", "pk")
    return [
        Entry(one.label, reverse("reading:space", args=[one.code]), one.name)
        for one in found.only("code", "name", "short_name")
    ]


def portal() -> Organisation | None:
    """The office whose space is the whole site's: the root; None before a county is founded."""
    return Organisation.objects.filter(parent=None, is_active=True).order_by("path").first()


def organ_above(office: Organisation) -> Organisation | None:
    """The nearest administrative organ above and in use: where one applies instead."""
    above = office.parent
    while above and (above.is_committee or not above.is_active):
        above = above.parent
    return above


def office(code: str) -> Organisation | None:
    """An office by its code, with the one above it; None where there is none. One query.

    Also one that is no more (撤并): what it published stays public, at the addresses it had.
    """
    return Organisation.objects.select_related("parent").filter(code=code).first()
