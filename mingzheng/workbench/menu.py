"""The side menu of the desk: which places there are, and which deed opens each."""

from dataclasses import dataclass

from django.urls import reverse

from mingzheng.core.access import Actor


@dataclass(frozen=True)
class Entry:
    """One line of the menu. Without deeds it is for everybody; `prefix` tells when we are in it."""

    label: str
    url_name: str
    deeds: tuple[str, ...] = ()
    room: str = ""  # counts what waits in this room

    @property
    def url(self) -> str:
        """Where the line leads."""
        return reverse(self.url_name)


ENTRIES = (
    Entry("待办", "workbench:todo", room="*"),
    Entry("目录", "catalogue_desk:editions", ("edition.see",), room="catalogue"),
    Entry("填报轮次", "rounds:rounds", ("edition.see",), room="rounds"),
    Entry("填报", "collection:batches", ("edition.edit",)),
    Entry("公开属性", "processes:waiting", ("judgement.pass_through",), room="processes"),
    Entry("领域标准", "standards:fields", ("field.edit", "standard.confirm")),
    Entry("搜索用词", "search_desk:in_vain", ("search.edit",)),
    Entry("法规库", "laws_desk:laws", ("edition.see",)),
    Entry("机构人员", "roster:organisations", ("organisation.see",)),
    Entry("工作日历", "deadlines:years"),
    Entry("留痕", "workbench:events", ("trace.see",)),
    Entry("网站设置", "portal:site-settings", ("site.edit",)),
)


def entries_for(person: Actor) -> list[Entry]:
    """The lines this person may open, in the order of the table."""
    held = frozenset().union(*(grant.deeds for grant in person.grants))
    return [entry for entry in ENTRIES if not entry.deeds or held.intersection(entry.deeds)]


def current_of(entries: list[Entry], path: str) -> Entry | None:
    """The line whose address is the longest beginning of this path; None if none is.

    The to-do list lies above everything, so it is current only on its own page.
    """
    inside = [e for e in entries if path == e.url or (e.room != "*" and path.startswith(e.url))]
    return max(inside, key=lambda entry: len(entry.url), default=None)
