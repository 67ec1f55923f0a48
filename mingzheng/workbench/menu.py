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
    Entry("应公开", "dues:dues", ("edition.see",), room="dues"),
    Entry("办文办会", "handover_desk:handovers", ("handover.see",), room="handover"),
    Entry("信息发布", "newsroom:manuscripts", ("manuscript.see",), room="newsroom"),
    Entry("专题专栏", "topics_desk:topics", ("topic.edit",)),
    Entry("渠道发布", "notifications:deliveries", ("manuscript.see",), room="notifications"),
    Entry("订阅", "subscriptions_desk:following", ("subscription.see",)),
    Entry("填报轮次", "rounds:rounds", ("edition.see",), room="rounds"),
    Entry("工作规则", "workrules:offices", ("edition.see",), room="workrules"),
    Entry("双公示", "publicity:records", ("publicity.see",), room="publicity"),
    Entry("重大决策", "decisions_desk:matters", ("decision.see",), room="decisions"),
    Entry("导入记录", "collection:batches", ("edition.edit",)),
    Entry("公开属性", "processes:waiting", ("judgement.pass_through",), room="processes"),
    Entry("领域标准", "standards:fields", ("field.edit", "standard.confirm")),
    Entry("搜索用词", "search_desk:in_vain", ("search.edit",)),
    Entry("发布前检查", "checklists:try", ("finding.override",)),
    Entry("法规库", "laws_desk:laws", ("edition.see",)),
    Entry("网站找错", "errata_desk:reports", ("errata.answer",), room="errata"),
    Entry("机构职能", "profiles_desk:offices", ("profile.edit",)),
    Entry("机构人员", "roster:organisations", ("organisation.see",)),
    Entry("工作日历", "deadlines:years"),
    Entry("渠道设置", "channels:channels", ("channel.edit",)),
    Entry("留痕", "workbench:events", ("trace.see",)),
    Entry("接口密钥", "handover_desk:keys", ("system_key.issue",)),
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
