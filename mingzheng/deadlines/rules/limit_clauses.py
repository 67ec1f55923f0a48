"""One clause of a written time limit (公开时限) → a rule: a table of shapes and their readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mingzheng.deadlines.rules.limit_words import NUM, SPAN, is_plain, number, span, trigger_of
from mingzheng.deadlines.rules.limits import Kind, TimeLimit, Trigger, Unit

MAX_CLAUSE = 120  # characters; longer ones are prose

# --- pieces of the shapes -------------------------------------------------------------------------

OPENS = (
    r"自(?!然|主|治|愿|动|行(?!政)|身|查|来|建|用|贸)"  # 自 opens a trigger, but not in 自然资源
)
_FREE = rf"(?:(?!{OPENS})[^,;。:])"
_AT = rf"(?:{OPENS}|从(?!业|事)|在(?!建|职|编|岗|校|线)|于|经(?!营|济|办|费|常|验))"
_OUGHT = r"(?:应当|应(?!急|对|用|聘|届|收|付)|须(?!知)|需(?!求)|要(?!求|素))"
_LINK = r"(?P<link>之日起|之日后|之时起|(?<![当次翌之])日起|之后|以后|(?<!最)后|(?<![发引])起|之日)"
_TRIGGER = rf"{_OUGHT}?{_AT}?(?:(?P<trigger>{_FREE}{{1,40}}?){_LINK}?,?)??"
_VERB = r"(?:公开|公布|发布|公示|公告|更新|上网|挂网|上传|披露|通报|答复|回复|提供|告知)"
_PLACE = r"[在于通过]{1,2}[^,;。:\d]{0,12}?(?:网站|网|平台|公示栏|公开栏|公告栏)上?"
_FILL = rf"(?:予以|给予|及时|主动|应当|应|须|向社会|对外|依法|进行|完成|全面|同步|首次|{_PLACE})"
_THING = r"(?P<object>[^,;。:]{0,40})"
_TAIL = rf"(?:{_FILL}{{0,4}}(?:{_VERB}{{1,2}}(?:一次|1次)?(?:完毕|内公开)?{_THING})?|予以公)"
_CAP = r"(?P<cap>(?:最迟|最长|最晚|最多)?(?:不得?超过|不晚于)|最[迟晚](?:在|于)?)?"
_BEFORE = r"(?:之前|以前|前)"
_ONCE = rf"(?:(?:至少|不少于)?(?:{_VERB}(?:至少)?(?:一次|1次)?|一次|1次){_THING})?"
_TOGETHER = r"(?:一并|同步|同时|一起|一同)"
_PERIOD = r"(?P<period>年度?|半年度?|季度?|月度?)"
_MONTH_END = r"(?:月?[底末]|最后一[日天])"


def _trigger(found: re.Match[str], *, needs_link: bool = True) -> tuple[Trigger, str] | None:
    """Trigger and its words from a match; None when the words cannot be trusted as a trigger."""
    text = found["trigger"] or ""
    trigger = trigger_of(text)
    untold = trigger is Trigger.OTHER and needs_link and not found["link"]
    return None if untold or not is_plain(text) else (trigger, text)


def _object(found: re.Match[str]) -> str | None:
    """What is to be published, where the clause says so; None when it hides a condition."""
    text = found["object"] or ""
    return text if _is_thing(text) else None


def _is_thing(text: str) -> bool:
    """Whether words name a thing: "公开内容" does, "公开前" speaks of another moment."""
    moment = re.search(r"^(?:前|后|之|时|期|的|起|内(?!容|设|部))|[前后时起]$", text)
    return is_plain(text) and not moment


# --- one reader for each shape --------------------------------------------------------------------

Reader = Callable[[re.Match[str]], TimeLimit | None]


def _within(found: re.Match[str]) -> TimeLimit | None:
    length, since, thing = span(found), _trigger(found), _object(found)
    if length is None or since is None or thing is None:
        return None
    inferred: tuple[str, ...] = ()
    if not (found["inside"] or found["cap"]):
        if not found["link"]:
            return None  # a bare "20个工作日" may be a display period
        written = found["half"] or found["n"] + found["unit"]
        inferred = (f"没有写“内”字，按“{written}内”理解",)
    kind = Kind.ON_REQUEST if since[0] is Trigger.APPLIED else Kind.WITHIN
    return TimeLimit(kind, *length, *since, note=thing, inferred=inferred)


def _next_day(found: re.Match[str]) -> TimeLimit | None:
    since, thing = _trigger(found), _object(found)
    if since is None or thing is None:
        return None
    unit = Unit.WORKDAY if "工作日" in found["next"] else Unit.DAY
    return TimeLimit(Kind.WITHIN, 1, unit, *since, note=thing)


def _at_once(found: re.Match[str]) -> TimeLimit | None:
    same_day = found["word"] in {"当日", "当天", "同日"}
    since, thing = _trigger(found, needs_link=not same_day), _object(found)
    if since is None or thing is None:
        return None
    n, unit = (0, Unit.DAY) if same_day else (None, None)
    return TimeLimit(Kind.IMMEDIATE, n, unit, *since, note=thing)


def _promptly(found: re.Match[str]) -> TimeLimit | None:
    since, thing = _trigger(found), _object(found)
    if since is None or thing is None:
        return None
    inferred = ("“随时公开”按“及时公开”理解",) if found["word"] == "随时" else ()
    return TimeLimit(Kind.PROMPTLY, None, None, *since, note=thing, inferred=inferred)


def _on_request(found: re.Match[str]) -> TimeLimit | None:
    if not found["rest"]:
        return TimeLimit(Kind.ON_REQUEST, trigger=Trigger.APPLIED)
    inner = read_clause(found["rest"])
    if inner is None or inner.kind not in {Kind.WITHIN, Kind.ON_REQUEST}:
        return None
    if inner.trigger is Trigger.NONE:
        reason = "没有写从哪天算起，按收到申请之日起算"
        inner = replace(inner, trigger=Trigger.APPLIED, inferred=(*inner.inferred, reason))
    return replace(inner, kind=Kind.ON_REQUEST)


def _periodic(found: re.Match[str], kind: Kind, **facts: Any) -> TimeLimit | None:
    per = found["object"] or ""
    # What a period covers is named by year (上一年度); that is no second deadline.
    covers = re.sub(r"(?:上一?|当|本)年度?", "", per)
    return TimeLimit(kind, per=per, **facts) if _is_thing(covers) else None


def _is_date(month: int | None, day: int | None) -> bool:
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month or 0, 31)
    return month in range(1, 13) and (day is None or 1 <= day <= longest)


def _yearly(found: re.Match[str]) -> TimeLimit | None:
    month = number(found["month"])
    day = number(found["day"]) if found["day"] else None
    dated, every, before = bool(found["day"] or found["end"]), found["every"], found["before"]
    if not _is_date(month, day) or not (every or (dated and before)):
        return None
    if before and not dated:
        return None  # "3月前": before March begins, or before it ends?
    inferred = () if every else ("没有写“每年”，按每年都要公开理解",)
    if not dated:
        inferred = (*inferred, f"只写到{month}月，按{month}月最后一天理解")
    return _periodic(found, Kind.YEARLY, month=month, day=day, inferred=inferred)


def _year_end(found: re.Match[str]) -> TimeLimit | None:
    inferred = () if found["every"] else ("没有写“每年”，按每年都要公开理解",)
    return _periodic(found, Kind.YEARLY, month=12, day=31, inferred=inferred)


def _day_of_month(found: re.Match[str]) -> int | None:
    """The day written, None for the last one; 0 for a day no month has."""
    day = number(found["day"]) if found["day"] else None
    return day if day is None or 1 <= day <= 31 else 0


_NTH_MONTH = {"首": 1, "一": 1, "第一": 1, "次": 1, "下": 1, "二": 2, "第二": 2}


def _quarterly(found: re.Match[str]) -> TimeLimit | None:
    day = _day_of_month(found)
    month = _NTH_MONTH.get(found["nth"] or "", 3)
    return None if day == 0 else _periodic(found, Kind.QUARTERLY, month=month, day=day)


def _monthly(found: re.Match[str]) -> TimeLimit | None:
    day = _day_of_month(found)
    return None if day == 0 else _periodic(found, Kind.MONTHLY, day=day)


_PERIOD_KINDS = {
    "年": Kind.YEARLY,
    "半": Kind.HALF_YEARLY,
    "季": Kind.QUARTERLY,
    "月": Kind.MONTHLY,
}


def _after_period(found: re.Match[str]) -> TimeLimit | None:
    length = span(found)
    if length is None:
        return None
    return _periodic(found, _PERIOD_KINDS[found["period"][0]], n=length[0], unit=length[1])


def _each_period(found: re.Match[str]) -> TimeLimit | None:
    kind = _PERIOD_KINDS[found["period"][0]]
    inferred = ("没有写具体日期，按每期最后一天理解",)
    return _periodic(found, kind, inferred=inferred)


_EVERY_WORDS = {"工作日": (1, Unit.WORKDAY), "周": (7, Unit.DAY), "星期": (7, Unit.DAY)}


def _every(found: re.Match[str]) -> TimeLimit | None:
    length, thing = span(found), _object(found)
    if found["inside"] and not found["each"] and "至少" not in found[0]:
        return None  # "20个工作日内公开一次" happens once
    return TimeLimit(Kind.EVERY, *length, note=thing) if length and thing is not None else None


def _every_word(found: re.Match[str]) -> TimeLimit | None:
    thing = _object(found)
    n, unit = _EVERY_WORDS.get(found["every"], (1, Unit.DAY))
    return TimeLimit(Kind.EVERY, n, unit, note=thing) if thing is not None else None


_GATHERING = (
    r"会$|会议|活动|听证|开庭|演出|培训|举办|举行|召开|开始|开展|开会|实施|施工|启动|报名|考试"
    r"|停[水电气]|闭馆|招生|征收|审议|决策"
)


def _advance(found: re.Match[str]) -> TimeLimit | None:
    """Before an event; without a length only "before" is known."""
    event, thing = found["event"] or "", _object(found)
    length = span(found) if "unit" in found.re.groupindex else None
    if "unit" in found.re.groupindex and length is None:
        return None
    if thing is None or not _is_thing(event) or "公开" in event:
        return None
    if event and not re.search(_GATHERING, event):
        return None
    trigger = Trigger.OTHER if event else Trigger.NONE
    n, unit = length or (None, None)
    return TimeLimit(Kind.ADVANCE, n, unit, trigger, event, note=thing)


def _alongside(found: re.Match[str]) -> TimeLimit | None:
    what = found.groupdict().get("what") or ""
    trigger = Trigger.OTHER if what else Trigger.NONE
    return TimeLimit(Kind.ALONGSIDE, None, None, trigger, what) if _is_thing(what) else None


def _standing(found: re.Match[str]) -> TimeLimit:
    return TimeLimit(Kind.STANDING)


# --- the table: the first shape that covers the whole clause wins ---------------------------------

_BY_PROGRESS = r"(?:按|按照|根据|依据|随)(?:工作|项目|事项|实际|办理)?(?:进展|进度|推进)(?:情况)?,?"
_STARTS = r"(?:启动|开始|开工|发布|受理|办理|实施|签订|报名|开展|举行|召开)"
_EVENT = rf"{_AT}?(?P<event>{_FREE}{{1,30}}?)"
_SHAPES: tuple[tuple[str, Reader], ...] = (
    (r"依申请(?:公开|提供)?(?:的?,|[:的])?(?P<rest>.*)", _on_request),
    (rf"(?:每个?|按|逐){_PERIOD}{_ONCE}", _each_period),
    (rf"每个?(?P<every>周|星期|日|天|工作日){_ONCE}", _every_word),
    (
        rf"(?P<each>每隔?)?{SPAN}(?P<inside>内)?(?=至少|不少于|{_VERB}?(?:至少)?(?:一次|1次)){_ONCE}",
        _every,
    ),
    (
        rf"(?P<every>(?:每|次|翌)年度?的?)?(?P<month>{NUM})月份?"
        rf"(?:(?P<day>{NUM})[日号]|(?P<end>{_MONTH_END}))?(?P<before>{_BEFORE})?{_TAIL}",
        _yearly,
    ),
    (rf"(?P<every>每年)?的?年?[底末]{_BEFORE}{_TAIL}", _year_end),
    (
        rf"[每各下]?(?:一?个)?季度?的?(?:结束|终了)?后?的?(?:"
        rf"(?P<nth>首|第?[一二三]|末|最后一|次|下)个?月份?的?(?:(?P<day>{NUM})[日号]|{_MONTH_END})"
        rf"|{_MONTH_END}){_BEFORE}?{_TAIL}",
        _quarterly,
    ),
    (
        rf"[每次下]个?月份?的?(?:(?P<day>{NUM})[日号]|{_MONTH_END}){_BEFORE}?{_TAIL}",
        _monthly,
    ),
    (
        rf"(?:每个?)?{_PERIOD}(?:(?:结束|终了|届满)之?后|(?<=季)后|(?<=季度)后)的?{SPAN}"
        rf"(?:之内|以内|内){_TAIL}",
        _after_period,
    ),
    (rf"(?:{_EVENT})?(?:至少|{_OUGHT})?提前(?:至少)?{SPAN}{_TAIL}", _advance),
    (rf"{_EVENT}的?{SPAN}之?前{_TAIL}", _advance),
    (rf"{_EVENT}之?前(?:至少)?{SPAN}{_TAIL}", _advance),
    (rf"{_EVENT}之?前{_TAIL}", _advance),
    (rf"(?:{_BY_PROGRESS})?{_TRIGGER}(?P<word>及时|随时){_TAIL}", _promptly),
    (rf"{_TRIGGER}的?(?P<word>实时|即时|立即|即刻|当日|当天|同日|即日)内?{_TAIL}", _at_once),
    (
        rf"{_TRIGGER}的?(?P<next>次日|翌日|第[二2][日天]|[次下]一?个?工作日)(?:之?内)?{_TAIL}",
        _next_day,
    ),
    (rf"[随与和同](?!时|机|意)(?P<what>{_FREE}{{1,30}}?){_TOGETHER}{_VERB}?", _alongside),
    (rf"{_TOGETHER}{_VERB}", _alongside),
    (rf"随(?!时|机|意)(?P<what>{_FREE}{{1,20}}?)(?:公开|公布|发布)?", _alongside),
    (rf"(?P<what>{_FREE}{{0,20}}?{_STARTS})时{_TOGETHER}?{_VERB}?", _alongside),
    (
        r"(?:长期|常年|永久|持续)(?:有效|公开|公示|公布|展示|保留)?(?:[(、]?动态(?:调整|更新|管理)\)?)?"
        r"|(?:实行|进行)?动态(?:调整|更新|管理|公开|公示)",
        _standing,
    ),
    (rf"{_TRIGGER}的?{_CAP}{SPAN}(?P<inside>之内|以内|内)?{_TAIL}", _within),
)
_TABLE = tuple((re.compile(pattern), reader) for pattern, reader in _SHAPES)


def read_clause(text: str) -> TimeLimit | None:
    """The rule of one clause (normalised, unscoped); None unless one shape covers all of it."""
    if not text or len(text) > MAX_CLAUSE:
        return None
    for pattern, reader in _TABLE:
        found = pattern.fullmatch(text)
        limit = reader(found) if found else None
        if limit is not None:
            return limit
    return None
