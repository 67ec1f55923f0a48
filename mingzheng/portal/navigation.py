"""Where the public may go: channels (频道), footer and site map, as one table.

A new system adds its line here. Only what works is listed: no channel leads nowhere.
"""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse


@dataclass(frozen=True)
class Link:
    """One place: its Chinese label, the name of its address, one sentence about it."""

    label: str
    url_name: str
    note: str = ""

    @cached_property
    def url(self) -> str:
        """The address of the place; looked up once, since every page shows some fifty of them."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class Channel(Link):
    """One entry of the main navigation; `rooms` are the address namespaces it covers.

    `below` stands under the navigation on every page of the channel.
    """

    rooms: tuple[str, ...] = ()
    below: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Group:
    """A titled list of links, in the footer and on the site map."""

    title: str
    links: tuple[Link, ...]


# What stands under 政务公开; its first page has the parts that 国办公开办函〔2019〕61号 asks for.
OPENNESS = (
    Link("公开首页", "reading:platform", "法定主动公开内容、指南、制度、年报"),
    Link("政策解读", "reading:interpretations", "文件说了什么，图解、问答、视频"),
    Link("通知公告", "reading:notices", "各单位的通知和公告"),
    Link("政府会议", "handover:meetings", "开了什么会，议了什么，定了什么"),
    Link("双公示", "noticeboard:records", "行政许可和行政处罚：批准了什么，处罚了谁"),
    Link("最新公开", "reading:published", "各单位新公开的，可按月份找"),
    Link("按月归档", "reading:archive", "从第一条信息到今天，按年月找"),
    Link("依申请公开", "reading:apply_here", "没有找到的，可以依法申请"),
)
CHANNELS = (
    Channel("首页", "portal:home"),
    Channel(
        "政务公开",
        "reading:platform",
        "各单位公开的政府信息",
        rooms=("reading", "profiles", "noticeboard", "handover"),
        below=OPENNESS,
    ),
    Channel("政策文件", "reading:library", "文件写明有没有效、有没有解读"),
    Channel("重大决策", "decisions:matters", "今年要定哪些大事，办到哪一步", rooms=("decisions",)),
    Channel("公开目录", "lookup:fields", "26 个领域的公开事项目录", rooms=("lookup", "laws")),
    Channel("权责服务", "powers:items", "各单位的权责清单和公共服务清单", rooms=("powers",)),
    Channel("双公示", "noticeboard:records", "批准了什么，处罚了谁"),
    Channel("专题专栏", "topics:topics", "围绕一件事，把信息和统计放在一起", rooms=("topics",)),
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
        "信息公开",
        (
            Link("政策文件库", "reading:library", "按机关、主题、有效性找文件"),
            *OPENNESS[1:],
            Link("重大行政决策", "decisions:matters", "年度目录，征求意见，采纳情况，结果"),
            Link("专题专栏", "topics:topics", "围绕一件事，把信息和统计放在一起"),
        ),
    ),
    Group(
        "公开目录",
        (
            *ENTRIES,
            Link("公开矩阵", "lookup:matrix", "事项乘五个环节，一张表看全"),
            Link("权责和服务", "powers:items", "各单位有哪些权力、办哪些事"),
            Link("法规依据", "laws:laws", "事项依据哪些法规，现行不现行"),
            Link("每日封存", "portal:seals", "每天的留痕封成一个值，谁都能核对"),
        ),
    ),
    Group(
        "关于",
        (
            Link("网站地图", "portal:site-map"),
            Link("网站找错", "errata:track", "发现哪一页有错，告诉我们"),
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
