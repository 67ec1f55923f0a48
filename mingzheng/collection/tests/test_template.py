"""The catalogue's template: filled in, it is read without a problem."""

import io

import pytest
from openpyxl import load_workbook

from mingzheng.catalogue.tests.factories import a_cast
from mingzheng.collection import actions as collection
from mingzheng.exports.template import catalogue_template

pytestmark = pytest.mark.django_db
ROW = {
    "领域": "社会救助",
    "一级事项": "最低生活保障",
    "二级事项": "办事指南",
    "公开内容（要素）": "办理条件\n申请材料",
    "公开依据": "《社会救助暂行办法》第九条",
    "公开时限": "信息形成或变更之日起20个工作日内",
    "公开主体": "县民政局",
    "公开渠道和载体": "政府网站、公开查阅点",
    "公开对象": "全社会",
    "公开方式": "主动",
    "公开层级": "县级、乡级",
    "五公开": "服务、结果",
}


def test_a_filled_template_is_read_whole():
    cast = a_cast()
    book = load_workbook(io.BytesIO(catalogue_template()))
    sheet = book.active
    assert len(sheet.data_validations.dataValidation) == 5
    for cell in sheet[2]:
        sheet.cell(3, cell.column, ROW.get(cell.value, ""))
    out = io.BytesIO()
    book.save(out)

    batch = collection.receive(cast.office, "目录.xlsx", out.getvalue(), by=cast.drafter)
    collection.read(batch)
    collection.apply_batch(batch, by=cast.drafter)

    assert batch.report["problems"] == []
    content = batch.edition.items.get().content
    assert (content.mode, content.audience_all) == ("active", True)
    assert content.levels == ("county", "town")
    assert content.stages == ("service", "result")
    assert [one.text for one in content.channels] == ["政府网站", "公开查阅点"]
    assert [one.text for one in content.elements] == ["办理条件", "申请材料"]
