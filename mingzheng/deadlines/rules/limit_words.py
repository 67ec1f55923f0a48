"""The words written time limits (公开时限) are made of: numbers, units, triggers, vague words."""

from __future__ import annotations

import re

from mingzheng.deadlines.rules.limits import Trigger, Unit

MAX_NUMBER = 999  # more is a misprint: "20251个工作日"

# --- numbers and units ----------------------------------------------------------------------------

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN = "零〇一二两三四五六七八九十百廿卅"
NUM = rf"(?:(?<![\d.~\-{_HAN}])\d{{1,4}}|(?<![\d.{_HAN}])[{_HAN}]{{1,6}})"
# A bare 月 is the name of a month, so "3月内" is not three months.
_UNITS: tuple[tuple[str, Unit, int], ...] = (
    (r"个?(?:法定)?工作日", Unit.WORKDAY, 1),
    (r"个?(?:自然日|日历日|日历天)|日|天", Unit.DAY, 1),
    (r"个?(?:周|星期|礼拜)", Unit.DAY, 7),
    (r"个?小时", Unit.HOUR, 1),
    (r"个月", Unit.MONTH, 1),
    (r"年", Unit.MONTH, 12),
)
_UNIT = "|".join(pattern for pattern, _, _ in _UNITS)
SPAN = rf"(?:(?P<n>{NUM})(?P<unit>{_UNIT})|(?P<half>半年))"


def number(text: str) -> int | None:
    """The whole number written in digits or in Chinese (二十, 十五, 廿); None if it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    found = re.fullmatch(r"(?:(.?)百零?)?(?:(.?)(十))?(.?)", text)
    if not found or any(c and c not in _DIGITS for c in found.group(1, 2, 4)):
        return None
    hundreds, tens, ten, ones = found.groups()
    total = 0 if hundreds is None else 100 * _DIGITS.get(hundreds, 1)
    return total + (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def span(found: re.Match[str]) -> tuple[int, Unit] | None:
    """The length in a match of SPAN, as (n, unit); None when it is no sensible length."""
    if found["half"]:
        return 6, Unit.MONTH
    n = number(found["n"])
    if not n or n > MAX_NUMBER:
        return None
    unit, factor = next((u, f) for p, u, f in _UNITS if re.fullmatch(p, found["unit"]))
    return n * factor, unit


# --- free words between the fixed ones ------------------------------------------------------------

_VAGUE = (
    r"尽快|尽早|尽量|尽可能|适时|择机|酌情|视情|视.{0,10}情况|必要时|条件成熟|原则上|通常|大约|左右"
    r"|定期|另行|待定|暂无|若干|数个?日|几(?:个|天|日)|(?:有关|相关)规定"
    r"|(?:按|依|根据|遵照|参照|规定).{0,20}(?:规定|要求|部署|需要|情况|时间|时限)"
    r"|一般(?=在|应|为|于|不|$)|(?<![签合契预公条违履])约(?=\d|$)"
)
_TIMELY = (
    rf"\d|[{_HAN}几数半]+个?(?:工作日|自然日|日|天|周|星期|月|年|季|小时|次)"
    r"|每|次日|当[日天月年]|即日|提前|延期|逾期|(?<!有效)期限|时限|以内|[日月年]内|之前|至少"
    r"|不少于|不得少于|不超过|不得超过|之日|双休日|节假日|工作日|同上|同前|随时|及时|实时|即时|立即"
    r"|延长|年[底末终]|月[底末]|最[多长迟晚早]|(?<!级)以上|以下|不予(?!公开的?除外)|暂不"
    r"|(?:长期|常年|同步|动态)(?=公开|公布|公示|发布|更新|调整|管理|有效|$)"
)
_NEGATED = r"^(?:未|不(?!动产)|非|无(?!障碍|偿|线|人|主|证)|如|若|除|或|及|和|与|并|且)"


def is_vague(text: str) -> bool:
    """Whether the words leave the day to somebody's judgement (尽快, 按规定, 视情况)."""
    return re.search(_VAGUE, text) is not None


def speaks_of_time(text: str) -> bool:
    """Whether the words hold a number or a word of time, so that skipping them may mislead."""
    return re.search(_TIMELY, text) is not None


def is_plain(text: str) -> bool:
    """Whether free words may stand as a trigger, scope or object without changing the limit."""
    return not (is_vague(text) or speaks_of_time(text) or re.search(_NEGATED, text))


# --- triggers -------------------------------------------------------------------------------------

_MADE = "(?:形成|产生|生成|制作)"
_ALTERED = "(?:变更|变动|变化|更新|修改|修订|调整)"
_EVENT = "(?:活动|会议?|评审|评标|听证|检查|抽查|培训|考试|评估|演练)"
# Whole phrases come first; among single words the one that ends last is the verb of the sentence.
_PHRASES: tuple[tuple[str, Trigger], ...] = (
    (r"收到.*(?:批准|批复|批文)", Trigger.APPROVAL_RECEIVED),
    (r"(?:收到|接到|提出|提交|^).*申请(?:书|材料|表)?$", Trigger.APPLIED),
    (r"制[定作].{0,4}获取|获取.{0,4}制[定作]", Trigger.MADE_OR_OBTAINED),
    (rf"{_MADE}.{{0,3}}{_ALTERED}|{_ALTERED}.{{0,3}}{_MADE}", Trigger.FORMED_OR_CHANGED),
    (r"分配.*确定", Trigger.ALLOCATED),
    (r"调查.*(?:结束|完成)$", Trigger.SURVEY_ENDED),
    (rf"{_EVENT}.*(?:结束|完成|完毕|闭幕)$", Trigger.EVENT_ENDED),
)
_WORDS: tuple[tuple[str, Trigger], ...] = (
    (r"[作做]出.*决定书?|决定书?.{0,4}[作做]出|^[作做]出$", Trigger.DECIDED),
    (r"签订|签署", Trigger.SIGNED),
    (r"批准|批复|核准|审[批议]通过", Trigger.APPROVED),
    (_MADE, Trigger.FORMED),
    (_ALTERED, Trigger.CHANGED),
    (r"制定|获取", Trigger.MADE_OR_OBTAINED),
    (r"收到|接到", Trigger.RECEIVED),
)


def trigger_of(text: str) -> Trigger:
    """The event these words name; OTHER when it is none of the listed ones, NONE for no words."""
    if not text:
        return Trigger.NONE
    for pattern, trigger in _PHRASES:
        if re.search(pattern, text):
            return trigger
    ends = [(m.end(), t) for p, t in _WORDS for m in re.finditer(p, text)]
    return max(ends, key=lambda end: end[0])[1] if ends else Trigger.OTHER
