"""The text of a 公开时限 cell → a rule, or an honest "not read" that says why.

The clear rule: every clause must be covered whole by one shape of `limit_clauses`. Left-over
words are kept in `note` when they hold neither a number, nor a word of time, nor a vague word;
otherwise the whole cell stays UNREAD, for half-understood deadlines are worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from mingzheng.deadlines.rules.limit_clauses import OPENS, read_clause
from mingzheng.deadlines.rules.limit_words import SPAN, is_plain, is_vague, span
from mingzheng.deadlines.rules.limits import (
    PERIOD_MONTHS,
    PUBLISH_WORKDAYS,
    Kind,
    TimeLimit,
    Trigger,
    Unit,
)

MAX_TEXT = 600  # characters; a longer cell is prose, not a time limit

_DITTO = {
    "同上",
    "同上行",
    "同上一行",
    "同上栏",
    "同前",
    "〃",
    "〃〃",
    '"',
    '""',
    "''",
    "”",
    "″",
    "′′",
}
_TEXTS = ("trigger_text", "per", "note", "scope")
_DITTO_READ = "“同上”按上一行理解"
_OTHER_ROW = r"[同见]第?[\d一二三四五六七八九十]+[行项条]|同(?:下|左|右).{0,3}"

# In the column 公开时限 a bare number of days can only be the limit; months or years may be terms.
_BARE = re.compile(r"\d{1,3}个?(?:工作日|日|天)")

# --- why a cell is not read -----------------------------------------------------------------------

_EMPTY = "这一格没有写公开时限，请填写"
_TOO_LONG = "这一格太长，不像公开时限，请改写成一句话"
_NO_ROW_ABOVE = "写的是“同上”，但上一行没有能识别的时限，请直接写出时限"
_NAMES_ROW = "指向了另一行，请直接写出那一行的时限"
_CONFLICT = "写了几个期限或公示期，但没有写明各自适用于什么，请逐个写明"
_DISPLAYS = "写了几个不同的公示期，请写明各自适用于什么"
_NOT_A_DAY = "没有写明是哪一天：“{}”，请改成具体期限"
_NOT_UNDERSTOOD = "没有读懂“{}”，请改写或人工确认"


def read_limit(text: str, *, above: TimeLimit | None = None) -> TimeLimit:
    """The rule written in a 公开时限 cell; `above` is the limit of the row above, for 同上.

    Never raises. What was inferred is named in `inferred`; a cell that is not covered whole comes
    back as UNREAD with its text kept and the reason, for the editor, in `note`.
    """
    if normalise(text) in _DITTO:
        return _ditto(text, above)
    return _read(text)


@lru_cache(maxsize=4096)  # a catalogue of thousands of rows holds a few dozen different limits
def _read(text: str) -> TimeLimit:
    plain = whole = normalise(text)
    if reason := _refusal(plain):
        return _unread(text, reason)
    if is_bare := bool(_BARE.fullmatch(plain)):
        plain += "内"
    plain, notes = _cut_notes(plain)
    plain, shown = _cut_display(plain)
    clauses, leftovers = _read_all(plain)
    reason = _doubt(leftovers) or ("" if clauses or shown else _NOT_UNDERSTOOD.format(whole))
    main = None if reason else _together(clauses, shown, leftovers)
    if main is None:
        return _unread(text, reason or (_CONFLICT if clauses else _DISPLAYS))
    note = ";".join(part for part in (main.note, *notes) if part)
    if is_bare:
        main = replace(main, inferred=(*main.inferred, f"只写了“{whole}”，按“{plain}”公开理解"))
    return _printed(replace(main, note=note, source_text=text))


def _together(
    clauses: list[TimeLimit], shown: list[TimeLimit], leftovers: list[str]
) -> TimeLimit | None:
    """Deadlines, display periods and harmless words of a cell as one; None if they conflict."""
    general = [each for each in shown if not each.scope]
    if len(general) > 1 or (len(shown) > 1 and leftovers and not clauses):
        return None
    if not clauses and general and leftovers:
        # Words before a mere display period say what is displayed.
        return replace(general[0], scope="、".join(leftovers))
    main = _combine([*clauses, *(each for each in shown if each.scope or not clauses)])
    if main is None:
        return None
    main = replace(main, note=";".join(part for part in (main.note, *leftovers) if part))
    return _with_display(main, general) if clauses else main


def _with_display(limit: TimeLimit, general: list[TimeLimit]) -> TimeLimit:
    """The limit with the display period that stands beside it, if one does."""
    names = ("display_n", "display_unit", "display_at_least")
    return replace(limit, **{name: getattr(each, name) for each in general for name in names})


def _printed(limit: TimeLimit) -> TimeLimit:
    """The limit with the punctuation of printed Chinese in every text a user sees."""
    signs = str.maketrans(",;:()", "，；：（）")
    texts = {name: getattr(limit, name).translate(signs) for name in _TEXTS}
    return replace(limit, **texts, alternatives=tuple(_printed(e) for e in limit.alternatives))


def normalise(text: str) -> str:
    """The text in one spelling: NFKC, no white space or invisible signs, one kind of dash."""
    text = re.sub(r"[①-⑳]", ";", _squeezed(text))
    text = _squeezed(unicodedata.normalize("NFKC", text))
    text = re.sub(r"[〜~—–−]", "-", text).replace("≥", ">=").replace("﹥", ">")
    text = re.sub(r"^(?:公开)?(?:时限|期限)(?:要求)?:", "", text)
    return text.strip(";,。.、:●■◆▲★•·*-")


def _squeezed(text: str) -> str:
    hidden = {"Zs", "Zl", "Zp", "Cc", "Cf"}
    return "".join(c for c in text if unicodedata.category(c) not in hidden)


def _refusal(plain: str) -> str:
    if not plain:
        return _EMPTY
    if len(plain) > MAX_TEXT:
        return _TOO_LONG
    return _NAMES_ROW if re.fullmatch(_OTHER_ROW, plain) else ""


def _unread(text: str, reason: str) -> TimeLimit:
    return TimeLimit(Kind.UNREAD, note=reason, source_text=text)


def _ditto(text: str, above: TimeLimit | None) -> TimeLimit:
    if above is None or above.kind is Kind.UNREAD:
        return _unread(text, _NO_ROW_ABOVE)
    inferred = tuple(each for each in above.inferred if each != _DITTO_READ)
    return replace(above, source_text=text, inferred=(*inferred, _DITTO_READ))


# --- what stands beside the limit -----------------------------------------------------------------

_NOTES = (
    r"(?:但|如|若|凡)?(?:国家)?(?:法律|法规|规章|国家|上级|政策|其他)(?:(?!之日|日内)[^,;。:()\d]){0,30}?"
    r"另有(?:明确)?(?:规定|要求)的?(?:除外)?(?:,?(?:从|依|按|依照|按照|遵从|适用)其规定(?:执行)?)?",
    r"遇(?:法定)?(?:节假日|休息日|公休日)[^,;。:()\d]{0,6}?顺延",
)


def _cut_notes(plain: str) -> tuple[str, list[str]]:
    """The text without the sentences that yield to other law, and those sentences."""
    notes: list[str] = []
    for pattern in _NOTES:
        notes += [found[0] for found in re.finditer(pattern, plain)]
        plain = re.sub(pattern, ";", plain)
    return plain, notes


_LEAST = r"(?:不少于|不得少于|不低于|不得低于|不短于|不小于|至少|>=|大于等于)"
_SHOWN = (
    r"(?:(?:公开)?征求意见|意见征集|征集意见|公示|公告|展示|张贴|公布)(?:期限|时间|时长|天数|期)?"
    rf"|公开(?:期限|时间|时长|期)(?=应?当?{_LEAST})"
)
_LASTS = rf"(?:应当?|一般)?(?:为|是|:)?(?P<least>{_LEAST})?{SPAN}(?P<above>[及或]?以上)?"
# "制定或获取;另须公示7个工作日之日起10个工作日内": a display period pushed into the sentence.
_PUSHED_IN = re.compile(rf"[;,(]?[另还并](?:须|需|应)(?:{_SHOWN}){_LASTS}\)?(?=之日起|后)")
_DISPLAY = re.compile(
    r"(?P<scope>(?<![^;。,(])[^,;。:()\d]{1,20}?)?"
    rf"(?:[并且另还]|同时)?(?:须|需|应当?|要)?(?:予以|进行)?(?:{_SHOWN}){_LASTS}(?=$|[,;。()并且])"
)


def _cut_display(plain: str) -> tuple[str, list[TimeLimit]]:
    """The text without its display periods, and those periods, each with what it applies to."""
    shown: list[TimeLimit] = []

    def cut(found: re.Match[str]) -> str:
        scope = found.groupdict().get("scope") or ""
        length = span(found)
        if length is None:
            return found[0]
        applies_to = scope if is_plain(scope) else ""
        at_least = bool(found["least"] or found["above"])
        shown.append(TimeLimit(Kind.DISPLAY, scope=applies_to, **_displayed(length, at_least)))
        return ("" if applies_to else scope) + (";" if found.re is _DISPLAY else "")

    plain = _DISPLAY.sub(cut, _PUSHED_IN.sub(cut, plain))
    return plain, list(dict.fromkeys(shown))


def _displayed(length: tuple[int, Unit], at_least: bool) -> dict[str, Any]:
    return {"display_n": length[0], "display_unit": length[1], "display_at_least": at_least}


# --- clauses and what they apply to ---------------------------------------------------------------

_MARK = r"^\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)](?![\d一二三四五六七八九十])"
_SCOPE_SHAPES = (
    re.compile(r"(?:其中[,:]?)?(?P<scope>[^:]{1,40}):(?P<rest>.+)"),
    re.compile(
        r"(?:其中,?)?(?:属于|涉及|对于?)?(?P<scope>(?:[^,;。:]|(?<=的),){1,40}?)(?:的?,)?"
        rf"(?:应当?|须|需|要)?(?P<rest>{OPENS}.+)"
    ),
    re.compile(r"其中[,:]?(?P<scope>)(?P<rest>.+)"),
)
_SCOPE_NOUN = re.compile(
    r"(?:信息|事项|情况|问题|结果|决定|指南|名单|文件|材料|清单|内容|数据|制度|流程|许可|处罚|强制|部分|等"
    r"|其[他余它]|的)(?:的?,)?(?:应当?|须|需|要)?"
)
_GENERIC_SCOPE = re.compile(
    r"(?:属于)?(?:应当?)?(?:主动公开(?:范围)?的?)?(?:该|相关|有关|本|各类)?(?:政府|公开)?(?:信息|事项|内容)?的?"
)


def _read_all(plain: str) -> tuple[list[TimeLimit], list[str]]:
    """Every clause that could be read, and the words that could not."""
    plain = re.sub(r"[并且](?=长期|动态|及时|实时|持续)", ",", plain)
    clauses: list[TimeLimit] = []
    leftovers: list[str] = []
    for segment in _segments(plain):
        read, left = _read_segment(segment)
        clauses += read
        leftovers += left
    return clauses, leftovers


def _segments(plain: str) -> Iterator[str]:
    """Sentences; words in parentheses at the end of one stand alone unless they belong to it."""
    for segment in re.split(r"[;。]", re.sub(r"\(;*\)", ";", plain)):
        loose = "()" if segment.count("(") != segment.count(")") else ""
        segment = re.sub(_MARK, "", segment.strip(",.、:●■◆•·" + loose))
        if _read_scoped(segment):
            yield segment
        else:
            split = re.sub(r"\(([^()]*)\)(?=$|,)", r";\1", segment)
            yield from (each.strip(",.、:()") for each in split.split(";"))


def _read_segment(segment: str) -> tuple[list[TimeLimit], list[str]]:
    """Clauses between commas; the longest run of pieces that reads as one clause wins."""
    pieces = [piece for piece in segment.split(",") if piece]
    clauses: list[TimeLimit] = []
    leftovers: list[str] = []
    at = 0
    while at < len(pieces):
        for end in range(min(len(pieces), at + 4), at, -1):
            if clause := _read_scoped(",".join(pieces[at:end])):
                clauses.append(clause)
                at = end
                break
        else:
            leftovers.append(pieces[at])
            at += 1
    return clauses, leftovers


def _read_scoped(text: str) -> TimeLimit | None:
    if limit := read_clause(text):
        return replace(limit, source_text=text)
    for scope, rest in _scopes(text):
        limit = read_clause(rest) if is_plain(scope) and not re.search(OPENS, scope) else None
        if limit:
            applies_to = "" if _GENERIC_SCOPE.fullmatch(scope) else scope
            return replace(limit, scope=applies_to, source_text=text)
    return None


def _scopes(text: str) -> list[tuple[str, str]]:
    """Ways to split a clause into what it applies to and the limit proper."""
    shapes = [found for shape in _SCOPE_SHAPES if (found := shape.fullmatch(text))]
    nouns = list(_SCOPE_NOUN.finditer(text[:60]))
    return [(found["scope"].removesuffix("的"), found["rest"]) for found in shapes] + [
        (
            re.sub(r"^其中,?|(?:的?,)?(?:应当?|须|需|要)?$", "", text[: each.end()]),
            text[each.end() :],
        )
        for each in nouns
    ]


def _doubt(leftovers: list[str]) -> str:
    """Why the words left over forbid a reading; "" when they may be kept as a note."""
    for words in leftovers:
        if is_vague(words):
            return _NOT_A_DAY.format(words)
        if not is_plain(words) or re.search(r"[前后时起]$", words):
            return _NOT_UNDERSTOOD.format(words)
    return ""


# --- several deadlines in one cell ----------------------------------------------------------------

_DATED = {*PERIOD_MONTHS, Kind.WITHIN, Kind.EVERY, Kind.ADVANCE, Kind.ON_REQUEST}
_ART_26 = {Trigger.FORMED, Trigger.CHANGED, Trigger.FORMED_OR_CHANGED, Trigger.NONE}


def _combine(clauses: list[TimeLimit]) -> TimeLimit | None:
    """One limit with its alternatives; None when deadlines contradict each other."""
    clauses = list(dict.fromkeys(_with_doubtful_days(each, clauses) for each in clauses))
    general = [each for each in clauses if not each.scope]
    dated = [each for each in general if each.kind in _DATED]
    if len({_applies(each) for each in dated}) < len(dated):
        return None
    main = (dated or general or clauses)[0]
    others = tuple(each for each in clauses if each is not main and not _same_rule(each, main))
    return replace(main, alternatives=others)


def _applies(limit: TimeLimit) -> tuple[str, ...]:
    """What tells one unscoped deadline of a cell from another: its trigger, or being periodic."""
    if limit.kind in PERIOD_MONTHS or limit.kind is Kind.EVERY:
        return ("periodic",)
    return (limit.kind, limit.trigger, limit.trigger_text)


def _same_rule(a: TimeLimit, b: TimeLimit) -> bool:
    return replace(a, source_text="") == replace(b, source_text="")


def _with_doubtful_days(limit: TimeLimit, cell: list[TimeLimit]) -> TimeLimit:
    """Say so where a plain 日 may have been meant as working days.

    “日” means calendar days; it is doubtful only beside working days in the same cell, or where
    it repeats the number of art. 26 for the very trigger of art. 26.
    """
    written = re.search(r"(?<!工作)(?<!自然)(?<!日历)[日天](?=之?内|以内)", limit.source_text)
    if limit.kind is not Kind.WITHIN or limit.unit is not Unit.DAY or not written:
        return limit
    like_art_26 = limit.n == PUBLISH_WORKDAYS and limit.trigger in _ART_26
    if not like_art_26 and all(each.unit is not Unit.WORKDAY for each in cell):
        return limit
    reason = f"只写“{limit.n}日”，没有写工作日，按自然日理解"
    return replace(limit, inferred=(*limit.inferred, reason))
