"""Permits and penalties (双公示) in the demo county: about 120 invented ones, in every state."""

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.rules import credit_code_check
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.demo.hands import Hands, hands_of
from mingzheng.demo.places import AREA_CODE, rows_of
from mingzheng.publicity.actions import records
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.entry import Entry, Office, examine
from mingzheng.publicity.rules.identity import CHECKS, WEIGHTS
from mingzheng.publicity.states import PartyKind
from mingzheng.specimens import days

ROUNDS = 8  # of the table of decisions
# How far each goes; most are shown, as in life.
UNTIL = ("published",) * 6 + (
    "review", "draft", "published", "late", "published", "withdrawn", "reported",
    "review", "corrected", "published", "draft", "proposed", "expired",
)  # fmt: skip
OF_LATE = {"review", "draft", "late", "reported", "proposed", "expired"}  # still on the desk
SPREAD = 180  # workdays over which the others were decided
SURNAMES = "罗季荀聂龚谈邴庾翁卞阮柴缪燕暴覃"
GIVEN = ("秋实", "明", "望舒", "一禾", "清和", "晓", "知夏", "怀远", "砚", "青山", "若谷", "云")
BUSINESS = ("稻香", "青石", "柳溪", "明月", "云山", "同心", "书院", "东桥", "南坪", "望江")
KINDS = {"legal": "有限公司", "sole": "经营部"}
AGO = (2, 3, 4, 5, 3, 1, 2)  # workdays between decision and today
LONG_AGO = 16  # workdays: late


@dataclass(frozen=True)
class Decision:
    """One line of the table of decisions."""

    office: str
    kind: str
    party: str
    title: str
    content: str
    basis: str
    types: str
    fine: str


def show(offices: Mapping[str, Organisation], staff: dict[str, Person]) -> list[Record]:
    """Enter, review, show, correct and take down, as real offices do.

    Takes the county's offices by code and its people; offices that are not there are left out.
    """
    calendar, made = almanac.current(), []
    until = cycle(UNTIL)
    decisions, today = list(_decisions(offices)), timezone.localdate()
    for serial, one in enumerate(decisions, start=1):
        office, goal, hands = offices[one.office], next(until), hands_of(one.office, staff)
        back = 0 if goal in OF_LATE else SPREAD * (len(decisions) - serial) // len(decisions)
        with days.at(days.morning(days.workday(today, back, calendar))) if back else nullcontext():
            record = _entered(one, serial, office, calendar, goal, hands)
            _bring(record, goal, hands, calendar)
        made.append(record)
    # Shown until tomorrow, so that one day on these are over.
    records.expire_due(timezone.localdate() + timedelta(days=2))
    return made


def _decisions(offices: Mapping[str, Organisation]) -> Iterator[Decision]:
    rows = [Decision(**row) for row in rows_of("decisions")]
    for _ in range(ROUNDS):
        yield from (row for row in rows if row.office in offices)


def _entered(
    one: Decision, serial: int, office: Organisation, calendar: WorkCalendar, goal: str,
    hands: Hands,
) -> Record:  # fmt: skip
    today = timezone.localdate()
    ago = LONG_AGO if goal == "late" or serial % 17 == 0 else AGO[serial % len(AGO)]
    decided = days.workday(today, ago, calendar)
    said = _said(one, serial, decided)
    if goal == "expired":
        tomorrow = (today + timedelta(days=1)).isoformat()
        said["YXQZI" if one.kind == "permit" else "GSJZQ"] = tomorrow
    prefix = "XK_" if one.kind == "permit" else "CF_"
    where = Office(office.name, office.credit_code)
    entry: Entry = examine(
        one.kind, {prefix + part: text for part, text in said.items()}, office=where, today=today
    )
    return records.enter(office, entry, by=hands.drafter)


def _said(one: Decision, serial: int, decided: date) -> dict[str, str]:
    said = _party(one, serial) | {
        "WSH": f"云{'许' if one.kind == 'permit' else '罚'}〔{decided.year}〕{serial}号",
        "JDRQ": decided.isoformat(),
        "NR": one.content,
    }
    if one.kind == "permit":
        end = decided.replace(year=decided.year + 4)
        until = "长期" if one.types == "登记" else end.isoformat()
        return said | {
            "XKWS": one.title, "XKLB": one.types, "YXQZ": decided.isoformat(), "YXQZI": until,
            "ZT": "有效",
        }  # fmt: skip
    return said | {
        "WFXW": one.title,
        "SY": f"经查，当事人{one.title}，以上事实有现场检查笔录、询问笔录等证据证明。",
        "YJ": one.basis,
        "CFLB": one.types,
        "NR_FK": one.fine if "罚款" in one.types else "",
        "NR_WFFF": "0.1" if "没收" in one.types else "",
    }


def _party(one: Decision, serial: int) -> dict[str, str]:
    name = SURNAMES[serial % len(SURNAMES)] + GIVEN[serial % len(GIVEN)]
    label = str(PartyKind(one.party).label)
    if one.party == PartyKind.NATURAL:
        return {"XDR_MC": name, "XDR_LB": label, "XDR_ZJLX": "身份证", "XDR_ZJHM": _card(serial)}
    place = BUSINESS[serial % len(BUSINESS)]
    return {
        "XDR_MC": f"云溪县{place}{GIVEN[serial % 7]}{KINDS[one.party]}",
        "XDR_LB": label,
        "XDR_SHXYM": _credit_code("91" if one.party == PartyKind.LEGAL else "92", serial),
        "FRDB": name,
        "FR_ZJLX": "身份证",
        "FR_ZJHM": _card(serial),
    }


def _card(serial: int) -> str:
    """A well-formed identity number that nobody has: no province has the number 99."""
    stem = f"{AREA_CODE}1980{1 + serial % 12:02}{1 + serial % 28:02}{serial % 1000:03}"
    total = sum(int(digit) * weight for digit, weight in zip(stem, WEIGHTS, strict=True))
    return stem + CHECKS[total % 11]


def _credit_code(kind: str, serial: int) -> str:
    stem = f"{kind}{AREA_CODE}MA{serial:07}"
    return stem + credit_code_check(stem)


def _bring(record: Record, goal: str, hands: Hands, calendar: WorkCalendar) -> None:
    if goal in ("draft", "late"):
        return
    records.submit(record, by=hands.drafter)
    if goal == "review":
        return
    records.release(record, by=hands.reviewer)
    today = timezone.localdate()
    if goal == "reported":
        changed = days.workday(today, 1, calendar)
        records.report(
            record,
            by=hands.drafter,
            reason="revoked",
            changed_on=changed,
            note="行政复议撤销。",
        )
    if goal == "withdrawn":
        words = "经行政复议，原决定已被依法撤销。"
        records.withdraw(record, by=hands.reviewer, reason="revoked", words=words)
    if goal in ("corrected", "proposed"):
        part = "XK_NR" if record.kind == "permit" else "CF_NR"
        entry = Entry(record.kind, record.values | {part: f"{record.values[part]}（更正）"})
        records.propose(record, entry, by=hands.drafter, reason="内容漏写，补正。")
    if goal == "corrected":
        records.correct(record, by=hands.reviewer)
