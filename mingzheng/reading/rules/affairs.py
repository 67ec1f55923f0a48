"""What a committee of villagers or residents makes public (村务公开、居务公开). Pure.

It is no administrative organ (条例第二条): no guide, no disclosure on request, but duties under
《村民委员会组织法》 or 《城市居民委员会组织法》. Both have new numbers since 2026, so no article is
cited by number.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Affairs:
    """What one kind of committee makes public: what, how often, what people may do about it."""

    name: str
    law: str
    what: Sequence[str]
    often: Sequence[tuple[str, str]]
    asking: Sequence[str]


VILLAGE = Affairs(
    name="村务公开",
    law="《村民委员会组织法》",
    what=(
        "村民会议、村民代表会议定下的事和办得怎样：误工补贴的人员和标准，集体收益的使用，"
        "公益事业的筹资筹劳和承包，土地承包方案，集体项目的立项和承包，宅基地使用方案，"
        "征地补偿费的使用和分配，集体财产的借贷、租赁和处分。",
        "政府拨付的和社会捐赠的救灾救助、补贴补助等资金、物资，管了多少、用到哪里。",
        "协助人民政府办了哪些事。",
        "关系村民利益、大家关心的其他事。",
    ),
    often=(
        ("一般的事", "至少每季度公布一次"),
        ("财务收支", "往来较多的每月公布一次"),
        ("关系村民利益的大事", "随时公布"),
    ),
    asking=(
        "公布的要真实。有疑问先问村民委员会，也可以找村务监督委员会，他们应当接受查询。",
        "应当公布没有公布，或者公布得不真实，可以向乡镇人民政府或者县人民政府和有关部门反映；"
        "查实的，会责令依法公布。",
    ),
)
COMMUNITY = Affairs(
    name="居务公开",
    law="《城市居民委员会组织法》",
    what=(
        "居民会议定了什么，听证、协商议了什么，办得怎样。",
        "办理公益事业的费用，收了多少、用到哪里。",
        "政府拨付的和社会捐赠的资金、物资，用到哪里。",
        "协助人民政府办了哪些事。",
        "关系居民利益、大家关心的其他事。",
    ),
    often=(
        ("公益事业的收支账目", "及时公布"),
        ("其他的事", "按本地的规定，可以问居民委员会"),
    ),
    asking=(
        "有疑问先问居民委员会。",
        "应当公布没有公布，或者公布得不真实，可以向街道办事处或者乡镇人民政府反映。",
    ),
)
KINDS = {"village": VILLAGE, "community": COMMUNITY}


def affairs_of(kind: str) -> Affairs | None:
    """Take the kind of an organisation; return what such a committee makes public.

    None for whoever is no committee: an administrative organ, or an institution.
    """
    return KINDS.get(kind)
