"""Words of the office world (机构用语): where one name of an office ends and the next begins."""

import re

from mingzheng.files.rules.words import HAN, clean, one_line

OFFICE = re.compile(
    rf"[{HAN}][{HAN}（）()、，,/]*(?:局|委|办|府|处|院|所|站|会|中心|部门?|队|校|园|公司|机关|机构|单位|社区|村|街道)"
    r"(?:[（(][^（）()]*[)）])?\Z"
)


def office_list(raw: str) -> str:
    """Names of offices set apart by spaces or lines only, with 、 between; else the plain text."""
    parts = [clean(part) for part in re.split(r"\s+", raw.strip()) if part]
    if len(parts) > 1 and all(OFFICE.match(part) for part in parts):
        return "、".join(parts)
    return one_line(clean(raw))
