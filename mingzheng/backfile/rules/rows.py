"""What old sites hand over (来料): rows with named fields, and problems with their place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Field → names of its column, as exports of old sites write them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("标题", "文章标题", "信息标题", "名称", "title"),
    "date": ("日期", "发布日期", "发布时间", "发文日期", "publish_date", "date"),
    "source": ("来源", "信息来源", "发布机构", "发文机关", "source", "province"),
    "category": ("类别", "栏目", "分类", "category"),
    "validity": ("效力状态", "有效性", "是否有效", "时效性"),
    "url": ("原网址", "网址", "链接", "url", "source_url"),
    "attachments": ("附件链接", "附件", "附件地址"),
    "number": ("发文字号", "文号"),
    "index": ("索引号",),
    "file": ("file", "文件", "文件名"),
    "body": ("正文", "内容", "full_text", "content"),
}
BY_NAME = {name: key for key, names in COLUMNS.items() for name in names}


@dataclass(frozen=True)
class Row:
    """One article as it came: its file, its row there (from 1), its fields as texts.

    `html` is the body when it is a page, `fields["body"]` when it is plain text; `around` is the
    page it was cut out of; `notes` say what reading it has left out.
    """

    sheet: str
    number: int
    fields: dict[str, str] = field(default_factory=dict)
    html: str = ""
    around: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Why a row became no article, or what is doubtful about it. Printed as it stands.

    `marks` are the fingerprints of findings that somebody may let pass, `passed` says who did.
    """

    sheet: str
    row: int
    column: str
    code: str
    message: str
    value: str = ""
    is_blocking: bool = True
    marks: tuple[str, ...] = ()
    passed: str = ""


LABELS = {
    "title": "标题",
    "date": "发布日期",
    "source": "来源",
    "category": "类别",
    "validity": "有效性",
    "url": "原网址",
    "attachments": "附件链接",
    "number": "发文字号",
    "index": "索引号",
    "file": "文件名",
    "body": "正文",
}


def named(head: list[str], mapping: Mapping[str, str] | None = None) -> list[str]:
    """The fields of a head row; '' for a column nobody asked for, the first of two alike wins.

    `mapping` is what a person said: heading → field, or '' for a column to leave out.
    """
    said, found = mapping or {}, []
    taken = {key for key in said.values() if key}
    for cell in head:
        name = "".join(cell.split()).strip("\ufeff").lower()
        key = said[name] if name in said else BY_NAME.get(name, "")
        is_free = key not in found and (name in said or key not in taken)
        found.append(key if is_free else "")
    return found
