"""What one cell says (一个单元格): dates and amounts in the shapes that offices write."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from mingzheng.files.rules import numerals

FOREVER = date(2099, 12, 31)  # how the official tables write 长期
LONG_TERM = {"长期", "长期有效", "永久", "无", "无期限", "9999-12-31", "2099-12-31"}
DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
)
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"[34]\d{4}")  # a day as Excel counts, 1982 to 2036
DAY_NOUGHT = date(1899, 12, 30)
AMOUNT = re.compile(r"([\d,，]*\.?\d+)\s*(万元|万|元|)(?:整|人民币)?")
PLACES = Decimal("0.000001")  # 万元 with six decimals: to the fen
MOST = Decimal(10) ** 12
DATE_SHAPE = "写成 2026-06-01 或者 2026年6月1日，日历上要有这一天。"
LARGE = Decimal(1000)  # 万元; above it somebody has probably written 元


def read_date(text: str) -> date | None:
    """The day that a cell says, in any of the usual shapes; None if it says none."""
    text = normalize("NFKC", text).strip()  # ２０２６－０６－０１, as some keyboards write it
    if SERIAL.fullmatch(text):
        return DAY_NOUGHT + timedelta(days=int(text))
    found = DATE.fullmatch(text) or PACKED.fullmatch(text)
    parts = [int(part) for part in found.groups()] if found else numerals.day_of(text)
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def read_until(text: str) -> date | None:
    """The day until which something holds; 长期 is FOREVER, None if the cell says no day."""
    return FOREVER if text.strip() in LONG_TERM else read_date(text)


def read_amount(text: str) -> Decimal | None:
    """An amount in 万元 with six decimals; 元 is turned into 万元; None if it says none."""
    found = AMOUNT.fullmatch(text.strip().removeprefix("人民币").removeprefix("¥"))
    if not found:
        return None
    try:
        value = Decimal(found[1].replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    if found[2] == "元":
        value /= 10_000
    return value.quantize(PLACES) if value < MOST else None


def as_amount(value: Decimal) -> str:
    """An amount as the table keeps it: no needless noughts."""
    return f"{value:f}".rstrip("0").rstrip(".") or "0"


def in_yuan(text: str) -> str:
    """An amount in 万元 as people read it: 0.5 → 5,000 元, 12.5 → 12.5 万元."""
    value = Decimal(text)
    if value and value < 1:
        return f"{as_amount((value * 10_000).quantize(Decimal('0.01')))} 元"
    return f"{as_amount(value)} 万元"
