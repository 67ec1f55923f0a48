"""三同步: a policy is organised, reviewed and released together with its interpretation. Pure.

国办发〔2016〕80号: whoever drafts the policy interprets it. How many working days later is still
together is each county's own decision (none is written in law; the default is the same day). An
interpretation never comes before its policy, and one of the text before explains no amendment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingzheng.core.calendar import WorkCalendar

DEFAULT_WORKDAYS = 0  # the same day
NONE = "这份文件要和解读一起发布，还没有关联解读。先写一篇解读并关联，或者由签发人写明理由。"


@dataclass(frozen=True)
class Interpretation:
    """An interpretation of a policy: public already, or a manuscript and its day (None: none).

    `is_ready`: it is reviewed, only the signature or the moment is left. `is_outdated`: it came
    out before the amendment of the policy was begun, and nothing new is on its way.
    """

    title: str
    is_ready: bool = False
    is_public: bool = False
    on: date | None = None
    is_outdated: bool = False


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
        return NONE
    last = calendar.add(released_on, workdays)
    return min((_lacks(one, last) for one in interpretations), key=len)


def _lacks(one: Interpretation, last: date) -> str:
    name = f"解读《{one.title}》"
    if one.is_outdated:
        return (
            f"{name}讲的是修订以前的文字。照修订后的文字更新解读或者另写一篇，和修订一起发布；"
            "不用新解读的，由签发人写明理由。"
        )
    if one.is_public:
        return ""
    if not one.is_ready:
        return f"{name}还没有审到终审签发，催办以后再签发，或者由签发人写明理由。"
    if one.on is None:
        return f"{name}还没有定发布时间，最晚 {last:%Y-%m-%d}。"
    if one.on > last:
        return f"{name}定在 {one.on:%Y-%m-%d} 发布，最晚要在 {last:%Y-%m-%d}，改早一些。"
    return ""


def hold(titles: Sequence[str]) -> str:
    """Why an interpretation waits for policies of these titles; empty for none of them."""
    named = "".join(f"《{title or '还没有标题'}》" for title in titles)
    return f"解读的{named}还没有公开，等它公开时一同发布。" if titles else ""
