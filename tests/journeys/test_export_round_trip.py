"""What leaves as a spreadsheet comes back as the same catalogue: nothing changed."""

import pytest

from mingzheng.catalogue.rules.items import OPTIONAL, Choice, ItemContent
from mingzheng.catalogue.tests.factories import a_cast, an_edition, content
from mingzheng.collection.examining import Request, examine
from mingzheng.exports.files import export_edition

pytestmark = pytest.mark.django_db

ORDINARY = [
    content(),
    content(level2=""),
    content("名单", level1="临时救助", field_code="21"),
    content("无要素", elements=()),
    content("无渠道", channels=()),
    content("自家的渠道", channels=(Choice("其他"), Choice("乡村大喇叭"))),
    content("自家的次序", channels=(Choice("公开查阅点"), Choice("政府网站"))),
    content("多个依据", bases=("《政府信息公开条例》第二十条、第二十一条", "《社会救助暂行办法》")),
    content("无依据", bases=()),
    content("两个期限", limit_text="信息形成之日起20个工作日内；公示期不少于7天"),
    content("无期限", limit_text=""),
    content("无主体", subject_text=""),
    content("对一群人", audience_all=False, audience_some="低保对象"),
    content("对谁不明", audience_all=False),
    content("只打了勾", audience_all=False, audience_some="特定群体"),
    content("依申请", mode="on_request"),
    content("方式不明", mode="unclear"),
    content("三级", levels=("county", "town", "village")),
    content("村里", levels=("village",)),
    content("哪级不明", levels=()),
    content("全过程", stages=("decision", "execution", "management", "service", "result")),
    content("无环节", stages=()),
    content("岗位", post="社会救助股"),
    content("法律另有规定", override_text="15个工作日内", override_source="某条例第三十一条"),
    content("自家的列", custom={"备注": "-", "公开形式": "文本、表格", "编号": "0010"}),
    content("像公式", custom={"备注": "=1+1"}),
]
OPTIONAL_TOO = [
    content("可选要素", elements=(Choice("条件"), Choice("案例", OPTIONAL))),
    content("可选渠道", channels=(Choice("政府网站"), Choice("公开查阅点", OPTIONAL))),
    content("都不是", elements=(), channels=()),
    content("环节", stages=("decision",)),
]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("rows", [ORDINARY, OPTIONAL_TOO], ids=["ordinary", "optional"])
def test_an_exported_edition_comes_back_unchanged(rows: list[ItemContent], kind: str):
    cast = a_cast()
    edition = an_edition(cast, rows=rows)
    data = export_edition(edition, kind)

    found = examine(Request(cast.office, f"目录.{kind}", data, is_complete=True), edition=edition)

    assert [problem for problem in found.problems if problem.blocking] == []
    assert [content for _, content, _ in found.plan.changed] == []
    assert found.plan.changes_nothing
    assert (found.plan.unchanged, found.rows) == (len(rows), len(rows))
