"""How official text is written (文字规范): doubled characters, punctuation, days that do not exist.

GB/T 15834-2011 标点符号用法; GB/T 9704-2012 for 发文字号.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from mingzheng.proofing.rules.finding import Finding, found
from mingzheng.proofing.rules.reading import HAN, even
from mingzheng.prose.rules.pieces import Piece

REPEATED = re.compile(r"([的了是在和与及为对将把由于从请])\1")
# Where the same character rightly stands twice: 目的的, 实实在在, 了了解. Before it, after it.
ENDS_SO = {
    "的": "目标", "是": "不但还可于只就总都要若", "在": "实现存潜内所正", "和": "总共饱缓温谐",
    "与": "参给", "为": "行作认视称名定因成改人变列", "对": "校核面针比绝相反应", "由": "自理事缘",
    "于": "由关对等基终", "请": "申邀聘", "及": "以涉普", "将": "即必", "了": "为除罢不",
    "从": "服自",
}  # fmt: skip
BEGINS_SO = {
    "的": "确士",
    "了": "解然",
    "是": "非",
    "和": "气睦谐平美",
    "及": "时格",
    "对": "碰照外方",
    "从": "不来",
    "把": "关",
}
DOUBLED = re.compile(r"[，、；：]{2,}|。{2}(?!。)|[，、；：][。，；]|。[，、；：]|(?<!。)，。")
HALF_WIDTH = re.compile(rf"(?<=[{HAN}”）》])([,;:?!])(?=[{HAN}“（《])")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
DATE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日"
    r"(?: ?[（(]? ?(?:星期|周)([一二三四五六日天]))?"
)
DAY = re.compile(r"(?<![0-9年 ])([0-9]{1,2})月([0-9]{1,2})日")
WEEKDAYS = "一二三四五六日"
# “截止 2023 年” 是动词后接时间; “…截止。” 和 “截止时间” are right.
UNTIL = re.compile(r"截止(?:到|至)?(?= ?(?:(?:19|20)[0-9]{2} ?年|[0-9]{1,2} ?月))")
TERM = re.compile(r"期限?|时间|报名|征集|公示|投标")
NUMBER = re.compile(
    rf"(?<=[{HAN}])[\[［(（【]((?:19|20)[0-9]{{2}})[\]］)）】](第)?([0-9]{{1,4}})号"
)
MARKS = re.compile(r"[()（）《》“”〔〕【】]")
PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】"}
CLOSERS = {close: opener for opener, close in PAIRS.items()}
LONGEST = 5_000  # characters; in a longer stretch paragraphs run together, pairs cannot be judged


def styled(piece: Piece) -> list[Finding]:
    """What is not as official text is written; [] if all is."""
    text = even(piece.text)
    findings = [*_repeats(piece, text), *_punctuation(piece, text), *_dates(piece, text)]
    if len(text) <= LONGEST:
        findings += _unpaired(piece, text)
    return findings


def _repeats(piece: Piece, text: str) -> Iterator[Finding]:
    for match in REPEATED.finditer(text):
        one, (start, end) = match[1], match.span()
        is_end = start > 0 and text[start - 1] in ENDS_SO.get(one, "")
        if is_end or text[end : end + 1] in (BEGINS_SO.get(one) or "\0"):
            continue
        said = f"“{one}”写了两遍。"
        yield found(piece, "repeated", start, end, replacement=one, message=said)


def _punctuation(piece: Piece, text: str) -> Iterator[Finding]:
    for match in DOUBLED.finditer(piece.text):
        marks = match[0]
        kept = "。" if "。" in marks else marks[0]
        yield found(piece, "punctuation", *match.span(), replacement=kept, message="标点写重了。")
    for match in HALF_WIDTH.finditer(piece.text):
        said = "汉字中间用了半角标点。"
        full = _FULL[match[0]]
        yield found(piece, "punctuation", *match.span(), replacement=full, message=said)
    for match in NUMBER.finditer(text):
        start, end = match.span()
        fixed = f"〔{match[1]}〕{match[3]}号"
        yield found(piece, "number_form", start, end, replacement=fixed)


def _dates(piece: Piece, text: str) -> Iterator[Finding]:
    for match in DATE.finditer(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        if not _is_day(year, month, day):
            said = f"{year} 年没有 {month} 月 {day} 日。"
            yield found(piece, "date", *match.span(), message=said)
        elif match[4]:
            right = WEEKDAYS[date(year, month, day).weekday()]
            if right != match[4].replace("天", "日"):
                said = f"{month} 月 {day} 日是星期{right}。"
                start, end = match.span(4)
                yield found(piece, "weekday", start, end, replacement=right, message=said)
    yield from _loose_days(piece, text)


def _loose_days(piece: Piece, text: str) -> Iterator[Finding]:
    """Days without a year, and 截止 before a day."""
    for match in DAY.finditer(text):
        if not _is_day(2024, int(match[1]), int(match[2])):  # without a year 29 February may be
            said = f"没有 {int(match[1])} 月 {int(match[2])} 日这一天。"
            yield found(piece, "date", *match.span(), message=said)
    for match in UNTIL.finditer(text):
        is_term = TERM.search(text, max(0, match.start() - 6), match.start())
        if not is_term and "止" not in text[match.end() : match.end() + 16]:
            said = "后面是时间，用“截至”。"
            yield found(piece, "typo", *match.span(), replacement="截至", message=said)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _unpaired(piece: Piece, text: str) -> list[Finding]:
    """The first bracket of a stretch that has no partner; after one nothing more can be said."""
    opened: list[tuple[str, int]] = []
    for match in MARKS.finditer(text):
        mark, at = _FULL.get(match[0], match[0]), match.start()
        if mark in PAIRS:
            opened.append((mark, at))
        elif opened and opened[-1][0] == CLOSERS[mark]:
            opened.pop()
        elif not _is_list_mark(text, at):
            return [_half(piece, at, mark)]
    return [_half(piece, at, mark) for mark, at in opened[:1]]


def _is_list_mark(text: str, at: int) -> bool:
    """Whether a closing bracket ends the number of a list, as in 1）."""
    return text[at] in "）)" and text[max(0, at - 1) : at].isalnum()


def _half(piece: Piece, at: int, mark: str) -> Finding:
    return found(piece, "unpaired", at, at + 1, message=f"“{mark}”没有另一半。")
