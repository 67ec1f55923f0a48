"""The official tables as workbooks to fill in (公示表模板)."""

from mingzheng.exports.choices import Column, Form, to_workbook
from mingzheng.publicity.rules.fields import SEVERAL, fields_of
from mingzheng.publicity.states import RecordKind

NOTES = (
    "一行是一个决定、一个相对人；一个决定有几个相对人的，写几行。",
    "黄色的列必须填；法人、个体工商户要写统一社会信用代码和法定代表人，自然人要写证件类型和证件号码。",
    "日期写成 2026-06-01；有效期至可以写“长期”。",
    "金额的单位是万元，最多六位小数：罚款 5000 元写 0.5。",
    "处罚类别、许可类别可以写几个，用顿号隔开。",
    "证件号码加密存放，不公示；自然人的姓名公示时盖住，只留姓。",
    "许可机关（处罚机关）、数据来源单位空着的，按上传的单位填。",
)
EXAMPLES = {
    RecordKind.PERMIT: {
        "XDR_MC": "云溪县明月养老服务有限公司", "XDR_LB": "法人及非法人组织",
        "FRDB": "罗秋实", "XKWS": "养老机构设立许可决定书",
        "WSH": "云民许〔2026〕1号", "XKLB": "普通", "NR": "准予设立云溪县明月养老院，床位 60 张。",
        "JDRQ": "2026-06-08", "YXQZ": "2026-06-08", "YXQZI": "2031-06-07", "ZT": "有效",
    },
    RecordKind.PENALTY: {
        "XDR_MC": "欧阳明月", "XDR_LB": "自然人", "XDR_ZJLX": "身份证",
        "WSH": "云民罚〔2026〕3号", "WFXW": "未经登记擅自开展活动",
        "SY": "2026年5月，当事人以社会组织名义收取会费。", "YJ": "写法规名称和条款",
        "CFLB": "警告、罚款", "NR": "给予警告，并处罚款 5000 元。", "NR_FK": "0.5",
        "JDRQ": "2026-06-10",
    },
}  # fmt: skip
WIDTHS = {"text": 40, "date": 14, "until": 14, "credit": 22, "office_code": 22, "line": 22}


def template(kind: str) -> bytes:
    """The official table to fill in: drop-downs, required columns marked, an example (.xlsx)."""
    fields = fields_of(kind)
    columns = [
        Column(
            one.title,
            WIDTHS.get(one.type, 18),
            tuple(label for _, label in one.choices),
            is_required=one.required == "always" and not one.type.startswith("office"),
            several=one.type in SEVERAL,
        )
        for one in fields
    ]
    said = EXAMPLES[RecordKind(kind)]
    example = [said.get(one.part, "") for one in fields]
    title = f"{RecordKind(kind).label}信用信息公示表"
    return to_workbook(Form(title, columns, notes=NOTES, example=example))
