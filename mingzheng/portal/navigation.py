"""Where the public may go: channels (频道), footer and site map, as one table.

A new system adds its line here. Only what works is listed: no channel leads nowhere.
"""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Link:
    """One place: its Chinese label, the name of its address, one sentence about it."""

    label: str
    url_name: str
    note: str = ""

    @property
    def url(self) -> str:
        """The address of the place."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class Channel(Link):
    """One entry of the main navigation; `rooms` are the address namespaces it covers."""

    rooms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A titled list of links, in the footer and on the site map."""

    title: str
    links: tuple[Link, ...]


CHANNELS = (
    Channel("首页", "portal:home"),
    Channel("政务公开", "lookup:fields", "26 个领域的公开事项目录", rooms=("lookup", "laws")),
    Channel("权责和服务", "powers:items", "各单位的权责清单和公共服务清单", rooms=("powers",)),
)

# Where the search box of the frame leads, with ?q=
SEARCH = "search:search"

ENTRIES = (
    Link("查领域", "lookup:fields", "26 个领域，每个领域该公开什么"),
    Link("查事项", "lookup:search", "按名称、单位、环节、对象查"),
    Link("查单位", "lookup:offices", "一个单位负责公开哪些事项"),
    Link("看调整", "lookup:changes", "目录改了什么，什么时候改的"),
)

FOOTER = (
    Group(
        "公开",
        (
            *ENTRIES,
            Link("公开矩阵", "lookup:matrix", "事项乘五个环节，一张表看全"),
            Link("每日封存", "portal:seals", "每天的留痕封成一个值，谁都能核对"),
            Link("权责和服务", "powers:items", "各单位有哪些权力、办哪些事"),
            Link("法规依据", "laws:laws", "事项依据哪些法规，现行不现行"),
        ),
    ),
    Group(
        "关于",
        (
            Link("网站地图", "portal:site-map"),
            Link("隐私政策", "portal:privacy", "本站收集什么、不收集什么"),
            Link("无障碍声明", "portal:accessibility", "做到了哪些，还有哪些没做到"),
        ),
    ),
)


def is_current(channel: Channel, path: str, room: str) -> str:
    """The value of aria-current for a channel: page (this very page), true (in it), or empty.

    `path` is the address of the page, `room` its address namespace.
    """
    if path == channel.url:
        return "page"
    return "true" if room in channel.rooms else ""
