"""The tables that the people of the guides hand in: a town's list, as a clerk might write it."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

TITLE = "柳溪镇涉农补贴领域基层政务公开标准目录"
HEAD = (
    "序号 公开事项 / 经办科室 公开内容（要素） 公开依据 公开时限 公开主体 公开渠道和载体 "
    "公开对象 / 公开方式 / 公开层级 /"
)
SUBHEAD = "/ 一级事项 二级事项 / / / / / / 全社会 特定群体 主动 依申请公开 县级 乡级"
CHANNELS = "■便民服务站\n■社区/企事业单位/村公示栏（电子屏）"
TOWN, CENTRE = "云溪县柳溪镇人民政府", "柳溪镇农业综合服务中心"
RULES = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
GUIDE = "●补贴对象和标准\n●申请材料\n●办理流程\n●咨询电话"
LIST = "●农户姓名（隐去中间字）\n●核定面积\n●补贴金额\n●监督电话"
WITHIN = "自信息形成或者变更之日起20个工作日内"
Row = tuple[str, str, str, str, str, str, str]
GRAIN: Row = (
    "农业补贴",
    "种粮大户补贴申报指南",
    GUIDE,
    "《云溪县种粮大户补贴实施方案》（云政办发〔2026〕9号）",
    "自制定或者获取之日起10个工作日内",
    TOWN,
    "农业综合服务中心",
)
ROWS: tuple[Row, ...] = (
    (
        "惠民补贴",
        "惠民惠农补贴发放公示",
        "●补贴项目\n●发放批次\n●户主姓名（隐去中间字）\n●金额\n●监督电话",
        f"{RULES}\n《云溪县惠民惠农财政补贴资金“一卡通”管理办法》（云政办发〔2025〕20号）",
        "自信息形成之日起5个工作日内；公示期不少于7日",
        TOWN,
        "财政所",
    ),
    (
        "农业补贴",
        "耕地地力保护补贴面积核定",
        LIST,
        f"{RULES}\n《云溪县耕地地力保护补贴实施方案》（云政办发〔2025〕10号）",
        "及时公开；公示期不少于7日",
        CENTRE,
        "农业综合服务中心",
    ),
    GRAIN,
    (
        "农业补贴",
        "农机购置与应用补贴咨询",
        GUIDE,
        "《云溪县农机购置与应用补贴实施细则》（云政办发〔2026〕12号）",
        WITHIN,
        CENTRE,
        "农业综合服务中心",
    ),
    (
        "农业保险",
        "政策性农业保险承保公示",
        LIST,
        "《农业保险条例》",
        WITHIN,
        CENTRE,
        "农业综合服务中心",
    ),
)


def right() -> bytes:
    """The table that can be imported."""
    return _workbook(ROWS)


def wrong() -> bytes:
    """The same with what clerks slip on: 尽快 as a limit, one item written twice."""
    hasty = (*ROWS[3][:4], "尽快公开", *ROWS[3][5:])
    again = (*GRAIN[:4], WITHIN, *GRAIN[5:])
    return _workbook((*ROWS[:3], hasty, ROWS[4], again))


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "涉农补贴"
    sheet.append([TITLE])
    for line in (HEAD, SUBHEAD):
        sheet.append(["" if word == "/" else word for word in line.split()])
    for number, (level1, level2, *middle, post) in enumerate(rows, start=1):
        said = [number, level1, level2, post, *middle]
        sheet.append([*said, CHANNELS, "√", "", "√", "", "", "√"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


ORGANISATIONS = (
    "编码,名称,简称,层级,类别,职能,上级编码,电话,别名\r\n"
    "YX05,云溪县科学技术局,科学技术局,区县,部门,科技、科学技术,YX,0000-0000105,科技局\r\n"
    "YX41,云溪县竹坪镇人民政府,竹坪镇,街道乡镇,乡镇,,YX,0000-0000141,\r\n"
    "YX41-03,云溪县竹坪镇笋岗村民委员会,笋岗村,社区村,村委会,,YX41,0000-0000143,\r\n"
)
