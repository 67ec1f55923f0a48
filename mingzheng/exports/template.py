"""An empty catalogue to fill in (目录模板): the statutory columns, flat, with drop-downs."""

from mingzheng.catalogue.rules.differences import LEVELS, STAGES
from mingzheng.exports.choices import Column, Form, to_workbook
from mingzheng.standards.models import Field

TITLE = "基层政务公开标准目录填报表"
NOTES = (
    "一行一个公开事项。黄色的列必须填；有下拉的列从列表里选。",
    "公开内容一条一行；公开依据写全名称、文号和条款。",
    "公开时限写明从哪天起算、几个工作日，比如：信息形成或变更之日起20个工作日内。",
    "公开主体写单位名称，几个单位用顿号隔开；公开层级、五公开可以写几个，用顿号隔开。",
    "公开对象不是全社会的，写明是哪些人。",
)


def catalogue_template() -> bytes:
    """The workbook, with the county's fields to choose from. One query."""
    fields = tuple(Field.objects.filter(is_shown=True).values_list("list_name", flat=True))
    columns = (
        Column("序号", 6),
        Column("领域", 16, fields, is_required=True),
        Column("一级事项", 18, is_required=True),
        Column("二级事项", 22),
        Column("公开内容（要素）", 36, is_required=True),
        Column("公开依据", 32, is_required=True),
        Column("公开时限", 26, is_required=True),
        Column("公开主体", 20, is_required=True),
        Column("公开渠道和载体", 24, is_required=True),
        Column("公开对象", 12, ("全社会",), several=True),
        Column("公开方式", 10, ("主动", "依申请"), is_required=True),
        Column("公开层级", 12, tuple(LEVELS.values()), several=True),
        Column("五公开", 12, tuple(STAGES.values()), several=True),
        Column("责任岗位", 14),
    )
    return to_workbook(Form(TITLE, columns, (), NOTES))
