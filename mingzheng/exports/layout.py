"""The statutory table (标准目录表样): its leaf columns, its groups, and what a cell says.

One layout for spreadsheets, CSV and the printed booklet. Source: the common table of the
guidelines under 国办发〔2019〕54号 (docs/law.md). What stands right of it is local: village level,
五公开, post, a limit that a later law sets, and the columns that an office added itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mingzheng.catalogue.rules.differences import STAGES
from mingzheng.catalogue.rules.items import OPTIONAL, Choice, ItemContent
from mingzheng.exports.rows import SOME_GROUP
from mingzheng.standards.rules.channels import STANDARD_CHANNELS

TICK = "√"
CHOSEN, NOT_CHOSEN = "■", "□"
NOTE = "■ 表示必选，□ 表示可选"
CHANNELS = "公开渠道和载体"
OVERRIDE, OVERRIDE_SOURCE = "以此为准的期限", "期限的法律依据"


@dataclass(frozen=True)
class Column:
    """A leaf column: heading, the group it stands under, its width in characters, its cell."""

    heading: str
    width: int
    cell: Callable[[ItemContent], str]
    group: str = ""
    is_mark: bool = False


def has_optional(contents: Sequence[ItemContent]) -> bool:
    """Whether any entry is optional: then the table carries the note and □ means 可选."""
    return any(c.need == OPTIONAL for one in contents for c in (*one.elements, *one.channels))


def title_of(field_name: str) -> str:
    """The title of a field's table, as the guidelines word it."""
    return f"{field_name.removesuffix('领域')}领域基层政务公开标准目录"


def columns_of(contents: Sequence[ItemContent]) -> list[Column]:
    """The columns that a set of rows needs; 序号 comes before them and is the table's own."""
    noted = has_optional(contents)
    return [
        Column("一级事项", 12, lambda c: c.level1, "公开事项"),
        Column("二级事项", 14, lambda c: c.level2, "公开事项"),
        Column("公开内容（要素）", 30, lambda c: _elements(c.elements, noted)),
        Column("公开依据", 28, lambda c: "\n".join(c.bases)),
        Column("公开时限", 16, lambda c: c.limit_text),
        Column("公开主体", 14, lambda c: c.subject_text),
        Column(CHANNELS, 22, lambda c: _channels(c.channels, noted)),
        Column("全社会", 6, lambda c: TICK if c.audience_all else "", "公开对象", True),
        Column(SOME_GROUP, 8, _audience_some, "公开对象", True),
        Column("主动", 5, lambda c: TICK if c.mode == "active" else "", "公开方式", True),
        Column("依申请", 6, lambda c: TICK if c.mode == "on_request" else "", "公开方式", True),
        Column("县级", 5, lambda c: TICK if "county" in c.levels else "", "公开层级", True),
        Column("乡级", 5, lambda c: TICK if "town" in c.levels else "", "公开层级", True),
        *_local_columns(contents, noted),
    ]


def _local_columns(contents: Sequence[ItemContent], noted: bool) -> list[Column]:
    """What stands right of the statutory table, where some row says it."""
    wanted: list[tuple[bool, Column]] = [
        (
            any("village" in c.levels for c in contents),
            Column("村级", 5, lambda c: TICK if "village" in c.levels else "", "公开层级", True),
        ),
        (any(c.stages for c in contents), Column("五公开", 10, lambda c: _stages(c, noted))),
        (any(c.post for c in contents), Column("责任岗位", 12, lambda c: c.post)),
        (any(c.override_text for c in contents), Column(OVERRIDE, 18, lambda c: c.override_text)),
        (
            any(c.override_source for c in contents),
            Column(OVERRIDE_SOURCE, 20, lambda c: c.override_source),
        ),
    ]
    custom = dict.fromkeys(name for c in contents for name, value in c.custom.items() if value)
    columns = [column for is_wanted, column in wanted if is_wanted]
    return columns + [Column(name, 16, _custom(name)) for name in custom]


def _custom(name: str) -> Callable[[ItemContent], str]:
    return lambda content: str(content.custom.get(name, ""))


def _elements(elements: Sequence[Choice], noted: bool) -> str:
    marks = {OPTIONAL: NOT_CHOSEN} if noted else {}
    chosen = CHOSEN if noted else "●"
    return "\n".join(marks.get(one.need, chosen) + one.text for one in elements)


def _channels(channels: Sequence[Choice], noted: bool) -> str:
    """■ chosen and □ not over the common 13; under the note, only what is meant by □."""
    if noted:
        return _elements(channels, noted)
    chosen = [one.text for one in channels]
    extra = [name for name in chosen if name not in STANDARD_CHANNELS]
    listed = [*STANDARD_CHANNELS, *extra]
    if [name for name in listed if name in chosen] != chosen:
        # An office's own order is content too: reading the table back must not change it.
        listed = [*chosen, *(name for name in STANDARD_CHANNELS if name not in chosen)]
    return "\n".join((CHOSEN if name in chosen else NOT_CHOSEN) + name for name in listed)


def _audience_some(content: ItemContent) -> str:
    return TICK if content.audience_some == SOME_GROUP else content.audience_some


def _stages(content: ItemContent, noted: bool) -> str:
    # Under the note □ would say 可选, so only the stages that apply are written.
    names = [
        (CHOSEN if stage in content.stages else NOT_CHOSEN) + label
        for stage, label in STAGES.items()
        if stage in content.stages or not noted
    ]
    return "\n".join(names)
