"""Numbers that carry a check digit (校验码), and what their parts say. Digits are ASCII here."""

from calendar import monthrange

# GB 11643-1999: weights of the first 17 digits, and the check characters for sum mod 11.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
# GB/T 2260: the first two digits are a province; 83 marks residents of Taiwan, 91 foreigners.
_BLOCKS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83), (91, 91))
PROVINCES = frozenset(str(n) for first, last in _BLOCKS for n in range(first, last + 1))
KEPT_FIRST, KEPT_LAST = 3, 2  # digits that a mask may leave
YEARS = range(1900, 2100)
# How cards begin that banks in China issue (银行卡 BIN), the common ones. 62 is 银联; the others
# need a word such as 卡号 beside them, since codes of projects and permits begin alike.
UNIONPAY = ("620", "621", "622", "623", "625", "6282", "6283")
OTHER_CARDS = ("4", "51", "52", "53", "54", "55", "35", "36", "60", "955", "68", "690", "900")


def id_check(first17: str) -> str:
    """The check character of an 18-character 公民身份号码; takes its first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return CHECKS[total % 11]


def barely(number: str) -> str:
    """An identity number of which too little is left to say where or when one was born.

    Six digits name the county, the next eight the day (GB 11643); 《个人信息保护法》第六条.
    """
    return (
        f"{number[:KEPT_FIRST]}{'*' * (len(number) - KEPT_FIRST - KEPT_LAST)}{number[-KEPT_LAST:]}"
    )


def has_id_shape(number: str) -> bool:
    """True if province and birthday of 18 characters can be; the check is not looked at."""
    return number[:2] in PROVINCES and _is_day(number[6:10], number[10:12], number[12:14])


def is_id(number: str) -> bool:
    """True for an 18-character 公民身份号码: place, birthday and check character fit."""
    return (
        len(number) == 18 and has_id_shape(number) and id_check(number[:17]) == number[17].upper()
    )


def is_old_id(number: str) -> bool:
    """True if 15 digits can be an old 身份证号 (no check digit): place and birthday in 19xx."""
    is_place = number[:2] in PROVINCES and number[2:6] != "0000" and int(number[2:4]) <= 90
    return is_place and _is_day("19" + number[6:8], number[8:10], number[10:12])


def luhn(number: str) -> bool:
    """True if the digits fulfil the Luhn sum, as card numbers do (GB/T 15694.1)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card(number: str, *, labelled: bool) -> bool:
    """True for 16 to 19 digits that can be a bank card; `labelled` if a word beside it says so."""
    starts = UNIONPAY + OTHER_CARDS if labelled else UNIONPAY
    is_one = number.startswith(starts) and luhn(number)
    return is_one and 16 <= len(number) <= 19 and len(set(number)) > 2


def _is_day(year: str, month: str, day: str) -> bool:
    y, m, d = int(year), int(month), int(day)
    return y in YEARS and 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1]
