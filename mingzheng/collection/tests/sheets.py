"""Catalogue tables as offices write them, made in code."""

from collections.abc import Sequence

from mingzheng.collection.rules.reading import CatalogueRow, Reading, read_catalogue
from mingzheng.files.rules.grid import Merge, Table, make_table

TITLE = "社会救助领域基层政务公开标准目录"
TOP = [
    *("序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体"),
    *("公开渠道和载体", "公开对象", "", "公开方式", "", "公开层级", ""),
]
SUB = [
    *("", "一级事项", "二级事项", "", "", "", "", ""),
    *("全社会", "特定群体", "主动", "依申请公开", "县级", "乡级"),
]
HEAD_MERGES = [
    *((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3), (0, 4, 1, 4), (0, 5, 1, 5), (0, 6, 1, 6)),
    *((0, 7, 1, 7), (0, 8, 0, 9), (0, 10, 0, 11), (0, 12, 0, 13)),
]
LIMIT = "信息形成或变更之日起20个工作日内"
ROW = [
    *(
        "1",
        "综合业务",
        "政策法规文件",
        "●文件名称\n●文号",
        "《社会救助暂行办法》",
        LIMIT,
        "县民政局",
    ),
    *("■政府网站 □政府公报", "√", "", "√", "", "√", ""),
]
HEAD = [TOP, SUB]


def row(**changes: str) -> list[str]:
    """An ordinary row with some cells changed, by the name of the column's meaning."""
    cells = dict(zip(NAMES, ROW, strict=True)) | changes
    return [cells[name] for name in NAMES]


NAMES = (
    *("number", "level1", "level2", "content", "basis", "limit", "subject", "channels"),
    *("audience_all", "audience_some", "active", "on_request", "county", "town"),
)


def table(
    rows: Sequence[Sequence[str]],
    merges: Sequence[Merge] = (),
    *,
    sheet: str = "目录",
    **more: object,
) -> Table:
    """A table of these cells."""
    return make_table(sheet, [list(r) for r in rows], tuple(merges), **more)


def headed(*rows: Sequence[str], merges: Sequence[Merge] = (), **more: object) -> Table:
    """A table with the statutory two-row head over these rows; merges count from the first row."""
    below = [(top + 2, left, bottom + 2, right) for top, left, bottom, right in merges]
    return table([*HEAD, *rows], [*HEAD_MERGES, *below], **more)


def read(*rows: Sequence[str], merges: Sequence[Merge] = (), **more: object) -> Reading:
    """What is read from these rows under the statutory head; the first of them is row 3."""
    return read_catalogue([headed(*rows, merges=merges, **more)])


def codes(reading: Reading) -> list[str]:
    """The codes of the problems of a reading."""
    return [problem.code for problem in reading.problems]


def only(reading: Reading) -> CatalogueRow:
    """The one row of a reading."""
    (item,) = reading.rows
    return item
