"""Whether a document holds (有效性), by its days. Pure."""

from datetime import date

from mingzheng.texts.rules.content import Content
from mingzheng.texts.states import Validity


def validity_of(content: Content, today: date, *, stands: bool = False) -> Validity:
    """Whether what a document says holds today; nothing for what is no document.

    失效日期 is the first day on which it no longer holds. `stands`: it amends a text that holds,
    and that one holds until the day of the new one has come.
    """
    if not content.is_document:
        return Validity.NOT_ASKED
    if content.expires_on and content.expires_on <= today:
        return Validity.LAPSED
    if content.effective_on and content.effective_on > today:
        return Validity.VALID if stands else Validity.PENDING
    return Validity.VALID


def repeal_fault(on: date, dated: date | None, begins: date | None, today: date) -> str:
    """Why a document cannot have been repealed (废止) on a day; empty if it can."""
    if on > today:
        return f"废止日期 {on:%Y-%m-%d} 还没有到，到那一天再办。"
    for name, day in (("成文日期", dated), ("施行日期", begins)):
        if day and on < day:
            return f"废止日期 {on:%Y-%m-%d} 早于{name} {day:%Y-%m-%d}，检查年月日。"
    return ""
