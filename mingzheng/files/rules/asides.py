"""Rows of an official table that are no data (表格里的旁注): titles, notes, signatures, totals."""

import re
from collections.abc import Sequence

from mingzheng.files.rules.words import HAN, clean, one_line

TITLE = re.compile(r"(?:目录|领域|清单|一览表|事项表|标准表|附件|附表)")
NOTE = re.compile(
    r"(?:备?注|说明|填表说明|填报说明|温馨提示|提示)\d*\s*[：:.、]|※|＊|“■”|■(?:表示|为)"
)
SIGNATURE = re.compile(
    r"(?:填表|填报|制表|审核|审批|复核|负责|经办|联系|签发|分管|主管|报送)"
    r"(?:人|单位|部门|日期|时间|领导|电话|科室)(?:[:：_＿]|\Z)"
    r"|(?:联系方式|日期|签字|制表|审核|单位)[:：_＿]"
    r"|[（(]?(?:单位|部门)?[（(]?(?:公章|盖章|签章)[)）]?[:：]?\Z|\d{4}年\d{1,2}月\d{1,2}日\Z"
)
TOTAL = re.compile(r"(?:合计|总计|小计|共计)(?:[\d:：（(共]|\Z)")
PAGE = re.compile(r"第?\s*\d+\s*页|[-—–]\s*\d+\s*[-—–]\Z")
LONGEST_TITLE = 80


def is_title(text: str) -> bool:
    """Whether a text standing alone is the title of a table or of a part of it."""
    line = one_line(clean(text))
    return len(line) <= LONGEST_TITLE and bool(TITLE.search(line)) and not NOTE.match(line)


def why_no_item(texts: Sequence[str], *, first_column: int = 0, spans: bool = False) -> str:
    """Why a row is no item, in words for the report; '' when it may be one.

    `texts` are its cells; `spans` says that one merged cell covers most of the row.
    """
    filled = [(i, text.strip()) for i, text in enumerate(texts) if text.strip()]
    if not filled:
        return "空行"
    place, first = filled[0]
    if _counts_columns([text for _, text in filled]):
        return "列号行"
    if TOTAL.match(re.sub(r"\s", "", first)) and len(filled) <= 3:
        return "合计行"
    if len(filled) > 4:
        return ""
    return _why_sparse(first, [text for _, text in filled], spans or place <= first_column)


def _why_sparse(first: str, texts: list[str], is_alone: bool) -> str:
    """The reason for a row with few cells, or ''."""
    if NOTE.match(first):
        return "注释行"
    if SIGNATURE.match(re.sub(r"\s", "", first)) or (is_alone and first.endswith(("：", ":"))):
        return "签名行"
    if len(texts) > 1:
        return ""
    if PAGE.match(first):
        return "页码行"
    if is_alone and re.search(f"[{HAN}]", first):
        return "标题行" if len(first) <= LONGEST_TITLE else "注释行"
    return "只有序号" if is_alone and first.isdecimal() else ""


def _counts_columns(texts: list[str]) -> bool:
    """1 2 3 4 … under a head."""
    if len(texts) < 4 or not all(re.fullmatch(r"\D?\d{1,2}\D?", text) for text in texts):
        return False
    numbers = [int(re.sub(r"\D", "", text)) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(texts)))
