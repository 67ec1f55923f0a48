"""三同步: a policy is organised, reviewed and released together with its interpretation. Pure.

国办发〔2016〕80号: whoever drafts the policy interprets it. How many working days later is still
together is each county's own decision (none is written in law; the default is the same day).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from mingzheng.core.calendar import WorkCalendar
from mingzheng.publishing.states import DOCUMENT_KINDS, ManuscriptState, Purpose

DEFAULT_KINDS: tuple[str, ...] = tuple(kind.value for kind in DOCUMENT_KINDS)
DEFAULT_WORKDAYS = 0  # the same day
READY = (ManuscriptState.SIGNING, ManuscriptState.SIGNED)


@dataclass(frozen=True)
class Interpretation:
    """An interpretation of a policy: public already, or a manuscript and its day (None: none)."""

    title: str
    state: str = ""
    is_public: bool = False
    on: date | None = None


def gap(
    interpretations: Sequence[Interpretation],
    released_on: date,
    workdays: int,
    calendar: WorkCalendar,
) -> str:
    """Why a policy released on a day cannot go out alone; empty when an interpretation goes along.

    `workdays`: how many working days later it may still come out.
    """
    if not interpretations:
        return (
            "这份文件要和解读一起发布，还没有关联解读。先写一篇解读并关联，或者由签发人写明理由。"
        )
    last = calendar.add(released_on, workdays)
    return min((_lacks(one, last) for one in interpretations), key=len)


def _lacks(one: Interpretation, last: date) -> str:
    name = f"解读《{one.title}》"
    if one.is_public:
        return ""
    if one.state not in READY:
        return f"{name}还没有审到终审签发，催办以后再签发，或者由签发人写明理由。"
    if one.on is None:
        return f"{name}还没有定发布时间，最晚 {last:%Y-%m-%d}。"
    if one.on > last:
        return f"{name}定在 {one.on:%Y-%m-%d} 发布，最晚要在 {last:%Y-%m-%d}，改早一些。"
    return ""


def needs_interpretation(kind: str, purpose: str, kinds: Collection[str]) -> bool:
    """True for kinds that the county has named; a correction needs none of its own."""
    return kind in kinds and purpose != Purpose.CORRECTION
