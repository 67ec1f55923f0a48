"""Numbers that tell who somebody is (证件号码), and how they are kept out of sight."""

import re
from datetime import date

from mingzheng.accounts.rules import credit_code_fault
from mingzheng.publicity.states import PaperType

CARD = re.compile(r"(?<![0-9A-Za-z])([1-8]\d{5})(\d{8})\d{3}[\dXx](?![0-9A-Za-z])")
OLD_CARD = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{5}(\d{6})\d{3}(?![0-9A-Za-z])")
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
OTHER_PAPER = re.compile(r"[0-9A-Za-z()（）-]{5,20}")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECKS = "10X98765432"
HIDDEN = "（不公开）"
STAR = "*"


def card_fault(number: str) -> str | None:
    """What is wrong with an 18-digit identity number, as a sentence without the number itself.

    Source: GB 11643-1999. None if it is right.
    """
    number = number.upper()
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return "身份证号要 18 位数字，末位可以是 X。"
    if _day(number[6:14]) is None:
        return "身份证号里的出生日期不存在。"
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return None if CHECKS[total % 11] == number[17] else "身份证号的校验位不对，请核对。"


def number_fault(number: str, paper: str) -> str | None:
    """What is wrong with the number of a paper of this type (PaperType); None if nothing is."""
    if paper in ("", PaperType.IDENTITY_CARD):
        return card_fault(number)
    return None if OTHER_PAPER.fullmatch(number) else "证件号码要 5 到 20 位字母或数字。"


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _is_card(found: re.Match[str]) -> bool:
    text = found.group().upper()
    if len(text) == 15:
        return _day("19" + text[6:12]) is not None
    # Some codes of companies look alike; their own check digit tells them apart.
    return _day(text[6:14]) is not None and credit_code_fault(text) is not None


def has_number(text: str) -> bool:
    """Whether an identity number stands in a text that everybody will read."""
    return any(map(_is_card, CARD.finditer(text))) or any(map(_is_card, OLD_CARD.finditer(text)))


def has_phone(text: str) -> bool:
    """Whether a mobile number stands in a text."""
    return PHONE.search(text) is not None


def without_numbers(text: str) -> str:
    """A text with every identity and mobile number taken out."""
    for pattern in (CARD, OLD_CARD):
        text = pattern.sub(lambda found: HIDDEN if _is_card(found) else found.group(), text)
    return PHONE.sub(HIDDEN, text)


def masked_name(name: str) -> str:
    """A person's name as everybody may read it: 张三 → 张*, 欧阳明月 → 欧**.

    《个人信息保护法》第六条: no more than is needed. One star for two characters, else two,
    so that the length of the name says nothing more.
    """
    name = name.strip()
    return name[:1] + STAR * (1 if len(name) <= 2 else 2) if name else ""


def masked_number(number: str) -> str:
    """A number as a colleague sees it before it is revealed: its last two characters only."""
    return f"{STAR * 6}{number[-2:]}" if number else ""
