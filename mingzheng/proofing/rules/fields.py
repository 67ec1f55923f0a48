"""Which fields a record must have (著录项), by kind, and whether what stands in them can be.

国办公开办函〔2019〕61号 and the record headers in use; 国办发〔2017〕47号 for title and source of a
page. All [S]: the originals are to be read before an office relies on the list.
"""

import re
from datetime import date

from mingzheng.proofing.rules.finding import Finding, whole
from mingzheng.proofing.rules.records import Record
from mingzheng.proofing.states import RecordKind

LABELS = {
    "title": "标题", "index_number": "索引号", "issuer": "发文机关", "document_number": "文号",
    "formed_on": "成文日期", "published_on": "发布日期", "ends_on": "废止日期", "topic": "主题分类",
    "genre": "体裁分类", "validity": "有效性", "keywords": "关键词", "summary": "内容概述",
    "mode": "公开方式", "source": "来源", "explains": "解读的文件",
}  # fmt: skip
_PAGE = ("title", "source")  # 国办发〔2017〕47号
_RECORD = (*_PAGE, "index_number", "issuer", "formed_on", "mode")
_DOCUMENT = (*_RECORD, "document_number", "topic", "genre", "validity")
REQUIRED: dict[str, tuple[str, ...]] = {
    RecordKind.NORMATIVE: (*_DOCUMENT, "keywords"),
    RecordKind.POLICY: _DOCUMENT,
    RecordKind.EXPLANATION: (*_PAGE, "issuer", "explains"),
    RecordKind.NOTICE: (*_PAGE, "index_number", "issuer", "formed_on"),
    RecordKind.STATUTORY: _RECORD,
    RecordKind.NEWS: _PAGE,
}
ADVISED: dict[str, tuple[str, ...]] = {
    RecordKind.NORMATIVE: ("summary",),
    RecordKind.POLICY: ("keywords", "summary"),
    RecordKind.EXPLANATION: ("index_number", "keywords"),
    RecordKind.NOTICE: ("topic",),
    RecordKind.STATUTORY: ("topic", "genre"),
    RecordKind.NEWS: (),
}
POLICY_KINDS = (RecordKind.NORMATIVE, RecordKind.POLICY)
# GB/T 9704-2012: 机关代字、年份、序号.
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}〔(?:19|20)\d{2}〕\d{1,5}号")
ORDER = re.compile(r"(?:[\u4e00-\u9fff]{2,20})?(?:令)?第[\d一二三四五六七八九十百千]{1,6}号")
INDEX = re.compile(r"[0-9A-Za-z-]{3,20}/(?:19|20)\d{2}-\d{1,6}")  # the pattern in use
CUT_OFF = re.compile(r"(?:\.{3,}|…+)$")
WHERE = "著录项"


def missing(record: Record) -> list[Finding]:
    """Fields that this kind must have (red) or had better have (amber), and are empty."""
    return [
        whole(WHERE, code, LABELS[name], message=f"没有填“{LABELS[name]}”。")
        for code, table in (("missing_field", REQUIRED), ("advised_field", ADVISED))
        for name in table[record.kind]
        if not getattr(record, name)
    ]


def mistaken(record: Record) -> list[Finding]:
    """Fields whose content cannot be right, in the order of the form."""
    faults = [*_title(record.title), *_numbers(record), *_days(record)]
    return [
        whole(WHERE, "wrong_field", f"{LABELS[name]}：{getattr(record, name)}", message=said)
        for name, said in faults
    ]


def _title(title: str) -> list[tuple[str, str]]:
    if CUT_OFF.search(title):
        return [("title", "标题以省略号结尾，像是没有写全。")]
    if re.search(r"\s{2,}|[\r\n\t]", title):
        return [("title", "标题里有换行或者连着的空格。")]
    return []


def _numbers(record: Record) -> list[tuple[str, str]]:
    faults = []
    number = record.document_number
    if number and not (NUMBER.fullmatch(number) or ORDER.fullmatch(number)):
        faults.append(("document_number", "文号的样子不对，应当像“云政发〔2026〕1号”。"))
    year = re.search(r"〔(\d{4})〕", number)
    if year and record.formed_on and int(year[1]) != record.formed_on.year:
        said = f"文号是 {year[1]} 年的，成文日期是 {record.formed_on.year} 年。"
        faults.append(("document_number", said))
    if record.index_number and not INDEX.fullmatch(record.index_number):
        faults.append(("index_number", "索引号的样子不对，应当像“机构代码/2026-00001”。"))
    return faults


def _days(record: Record) -> list[tuple[str, str]]:
    formed, published, ends = record.formed_on, record.published_on, record.ends_on
    faults = []
    if formed and published and formed > published:
        faults.append(("formed_on", "成文日期晚于发布日期。"))
    if formed and formed < date(1949, 10, 1):
        faults.append(("formed_on", "成文日期早于 1949 年 10 月。"))
    if ends and formed and ends < formed:
        faults.append(("ends_on", "废止日期早于成文日期。"))
    if ends and published and ends <= published and record.validity == "有效":
        faults.append(("validity", "写的是“有效”，可是废止日期已经过了。"))
    return faults
