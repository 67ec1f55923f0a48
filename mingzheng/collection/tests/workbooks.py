"""Small workbooks of our own in the shape of the statutory table."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

HEAD = (
    ("序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体"),
    ("", "一级事项", "二级事项", "", "", "", ""),
)
TAIL = (
    ("公开渠道和载体", "公开对象", "", "公开方式", "", "公开层级", ""),
    ("", "全社会", "特定群体", "主动", "依申请", "县级", "乡级"),
)
GUIDE = ("办事指南", "●办理条件\n●申请材料", "制定或获取之日起10个工作日内", "县级民政部门")
RESULT = ("审批信息", "●低保对象名单", "作出决定之日起7个工作日内", "县级民政部门")


def row(number: int, level1: str, said: Sequence[str], *, channels: str = "■政府网站\n□广播电视"):
    """One data row: (二级事项, 要素, 时限, 主体) and the usual rest."""
    level2, elements, limit, subject = said
    left = [number, level1, level2, elements, "《社会救助暂行办法》", limit, subject]
    return [*left, channels, "√", "", "√", "", "√", ""]


def a_workbook(*rows, title: str = "社会救助领域基层政务公开标准目录") -> bytes:
    """An .xlsx with the two-row head and these rows."""
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append([*HEAD[0], *TAIL[0]])
    sheet.append([*HEAD[1], *TAIL[1]])
    for one in rows:
        sheet.append(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def two_rows(**changes) -> bytes:
    """The usual small workbook: two rows of 社会救助."""
    guide = tuple(changes.get(name, value) for name, value in zip("lcds", GUIDE, strict=True))
    return a_workbook(row(1, "最低生活保障", guide), row(2, "最低生活保障", RESULT))
