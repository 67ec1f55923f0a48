"""Rules about names and codes, in plain Python: no database, no clock."""

import re
import unicodedata
from typing import Any

# GB 32100-2015 clause 5: 31 signs, I O S V Z are left out because they look like digits.
CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
CREDIT_CODE_LENGTH = 18

CODE_PATTERN = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,31}")
USERNAME_PATTERN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{1,31}")
TEXT_LIMITS = {
    "name": 100,
    "short_name": 50,
    "function": 100,
    "address": 200,
    "phone": 100,
    "office_hours": 200,
}
AREA_CODE_PATTERN = re.compile(r"\d{6}(\d{3}(\d{3})?)?")

# Brackets come out of NFKC as ASCII; dots between names (中点) differ from keyboard to keyboard.
_NOISE = re.compile(r"[\s·•・‧\u200b\ufeff]+")
_FUNCTION = re.compile(
    r"(?:市级|县级|区级|区县级|县区级|县\(市、区\)级|县|区|市|本级|同级|各级)?"
    r"(?:人民)?(?:政府)?(?P<function>.{2,12}?)(?:行政)?(?:主管)?(?:部门|机关|机构)"
)


def credit_code_check(code: str) -> str:
    """The check character that belongs to the first 17 characters of a 统一社会信用代码.

    Raises ValueError for a character outside the alphabet. Source: GB 32100-2015 annex A.
    """
    signs = [CREDIT_CODE_SIGNS.index(sign) for sign in code[:17]]
    total = sum(value * weight for value, weight in zip(signs, CREDIT_CODE_WEIGHTS, strict=True))
    return CREDIT_CODE_SIGNS[-total % 31]


def credit_code_fault(code: str) -> str | None:
    """What is wrong with a 统一社会信用代码, as a Chinese sentence; None if it is right.

    Source: GB 32100-2015.
    """
    if len(code) != CREDIT_CODE_LENGTH:
        return f"统一社会信用代码要有 18 位，这里是 {len(code)} 位。"
    for place, sign in enumerate(code, start=1):
        if sign not in CREDIT_CODE_SIGNS:
            return f"统一社会信用代码第 {place} 位“{sign}”不能用：只用数字和除 IOSVZ 外的大写字母。"
    if (right := credit_code_check(code)) != code[17]:
        return (
            f"统一社会信用代码的校验位对不上：按前 17 位算，末位应是 {right}，这里是 {code[17]}。"
        )
    return None


def code_fault(code: str) -> str | None:
    """What is wrong with an organisation code (机构编码), as a sentence; None if it is right."""
    if CODE_PATTERN.fullmatch(code):
        return None
    return "机构编码只用字母、数字、横线和下划线，以字母或数字开头，不超过 32 位。"


def username_fault(username: str) -> str | None:
    """What is wrong with a staff number (工号), as a sentence; None if it is right."""
    if USERNAME_PATTERN.fullmatch(username):
        return None
    return "工号只用字母、数字、点、横线和下划线，2 到 32 位，以字母或数字开头。"


def area_code_fault(code: str) -> str | None:
    """What is wrong with an area code (行政区划代码), as a sentence; None if it is right.

    Source: GB/T 2260 (6 digits), GB/T 10114 (9 digits), 统计用区划代码 (12 digits).
    """
    if AREA_CODE_PATTERN.fullmatch(code):
        return None
    return "行政区划代码是 6 位、9 位或 12 位数字。"


def normalised(name: str) -> str:
    """An organisation's name without what people type differently: width, spaces, dots, case."""
    text = _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()
    return unicodedata.normalize("NFKC", text)  # taking out a space may bring two signs together


def without_area(name: str, area: str) -> str:
    """A normalised name without the county's own name in front (云溪县民政局 → 民政局).

    `area` is the county's name as its people say it, e.g. 云溪县; also takes off 县, 本县 and the
    like when a name of an office follows.
    """
    stem = area.rstrip("县市区")
    for head in (area, f"本{area[-1:]}", area[-1:], stem if len(stem) > 1 else ""):
        rest = name.removeprefix(head)
        if head and rest != name and len(rest) >= 2:
            return rest
    return name


def function_named(name: str) -> str | None:
    """The function meant by a phrase like 县级民政部门 → 民政; None if it is no such phrase."""
    found = _FUNCTION.fullmatch(normalised(name))
    return found["function"] if found else None


def functions_of(text: str) -> frozenset[str]:
    """The single functions in an organisation's function text (民政、养老 → 民政, 养老)."""
    return frozenset(part for part in re.split(r"[、,,;;/\s]+", normalised(text)) if part)


_RANK = {"city": 0, "county": 1, "town": 2, "village": 3}
_LEVEL_LABELS = {"city": "市", "county": "区县", "town": "街道乡镇", "village": "社区村"}


def organisation_faults(values: dict[str, Any], parent_level: str | None) -> dict[str, str]:
    """What cannot stand in an organisation's fields: {field: Chinese sentence}, empty if all may.

    Whether a code is taken already is a question for the database, not asked here.
    """
    faults: dict[str, str | None] = {"code": code_fault(values["code"])}
    faults["name"] = None if values["name"].strip() else "请填机构全称。"
    if values.get("credit_code"):
        faults["credit_code"] = credit_code_fault(values["credit_code"])
    if values.get("area_code"):
        faults["area_code"] = area_code_fault(values["area_code"])
    for name, limit in TEXT_LIMITS.items():
        if len(values.get(name) or "") > limit:
            faults[name] = f"最多 {limit} 个字，这里有 {len(values[name])} 个。"
    faults["level"] = level_fault(values["level"], parent_level)
    return {name: fault for name, fault in faults.items() if fault}


def level_fault(level: str, parent_level: str | None) -> str | None:
    """Why an organisation of this level cannot hang below that one; None if it can."""
    if level not in _RANK:
        return "请选层级：市、区县、街道乡镇、社区村。"
    if parent_level and _RANK[level] < _RANK[parent_level]:
        return f"上级是{_LEVEL_LABELS[parent_level]}的机构，下级不能是{_LEVEL_LABELS[level]}的。"
    return None
