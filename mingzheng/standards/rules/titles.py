"""Which field (领域) a title names, and which sheets only explain others."""

import re
from collections.abc import Iterable
from functools import lru_cache

from mingzheng.files.rules.asides import LONGEST_TITLE
from mingzheng.files.rules.words import HAN, clean, one_line

# The fields of 国办发〔2019〕54号 and their guideline titles (docs/law.md), only as hints for
# reading a title; the fields of a county are data.
FIELDS = (
    *("重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "征地补偿"),
    *("农村集体土地征收", "国有土地上房屋征收与补偿", "保障性住房", "农村危房改造", "生态环境"),
    *("公共文化服务", "公共法律服务", "脱贫攻坚", "乡村振兴", "扶贫", "救灾", "食品药品监管"),
    *("城市综合执法", "社会保险", "就业", "社会救助", "养老服务", "户籍管理", "涉农补贴"),
    *("义务教育", "医疗卫生", "卫生健康", "市政服务", "国土空间规划", "城乡规划"),
)
FIELD = re.compile(rf"([{HAN}（）()、]{{2,20}}?)领域")
BEFORE_FIELD = re.compile(r"(?:.*[)）、.．:：\s]|附件\d*|.*(?:省|县|街道|乡)(?=.{3,}))")
INSTRUCTIONS = re.compile(r"说明|封面|须知|示例|样表|字典|下拉|选项|填报要求|（隐藏）\Z")


def is_instruction_sheet(name: str) -> bool:
    """Whether a sheet by its name only explains or serves another."""
    return bool(INSTRUCTIONS.search(name))


def field_named_in(texts: Iterable[str]) -> str:
    """The field that the first of these texts names, or ''."""
    for text in texts:
        if field := _field_in(text):
            return field
    return ""


@lru_cache(maxsize=2_000)
def _field_in(text: str) -> str:
    line = one_line(clean(text))
    if len(line) > LONGEST_TITLE:
        return ""
    named = [field for field in FIELDS if field in line]
    if named:
        return max(named, key=len)
    found = FIELD.search(line)
    if found is None or "试点" in found[1] or "重点" in found[1]:
        return ""
    return BEFORE_FIELD.sub("", found[1], count=1)
