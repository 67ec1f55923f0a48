"""What an office must say of itself: the elements the law names, and which of them are missing."""

from collections.abc import Mapping

# 《政府信息公开条例》第二十条第（二）项
PROFILE_ELEMENTS = {
    "duties": "机关职能",
    "divisions": "机构设置",
    "address": "办公地址",
    "office_hours": "办公时间",
    "phone": "联系方式",
    "leaders": "负责人姓名",
}
# 《政府信息公开条例》第十二条: what the guide holds, in the order of the article
GUIDE_ELEMENTS = {
    "classification": "政府信息的分类",
    "arrangement": "编排体系",
    "access": "获取方式",
    "unit_name": "政府信息公开工作机构的名称",
    "address": "办公地址",
    "office_hours": "办公时间",
    "phone": "联系电话",
    "fax": "传真号码",
    "online": "互联网联系方式",
}
# Villages have no divisions; nobody may ask them for any.
WITHOUT_DIVISIONS = frozenset({"village"})


def profile_gaps(said: Mapping[str, object], level: str) -> list[str]:
    """Take what an office says of itself (by PROFILE_ELEMENTS) and its level; return what lacks.

    Source: 《政府信息公开条例》第二十条第（二）项.
    """
    wanted = dict(PROFILE_ELEMENTS)
    if level in WITHOUT_DIVISIONS:
        del wanted["divisions"]
    return [label for name, label in wanted.items() if not said.get(name)]


def guide_gaps(said: Mapping[str, str]) -> list[str]:
    """Take the guide's values by GUIDE_ELEMENTS; return the Chinese names of those left empty.

    Source: 《政府信息公开条例》第十二条.
    """
    return [label for name, label in GUIDE_ELEMENTS.items() if not said.get(name, "").strip()]
