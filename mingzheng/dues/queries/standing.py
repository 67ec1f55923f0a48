"""One due as the pure rules see it, and its explanation."""

from datetime import date

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.ledger import Reason
from mingzheng.dues.models import Due, standing
from mingzheng.dues.rules.explaining import Ending, Standing, explain
from mingzheng.dues.rules.periods import Period
from mingzheng.dues.rules.results import verdict


def standing_of(due: Due) -> Standing:
    """What the due stands on; its term must be loaded or costs a query."""
    period = None
    if due.period_start and due.period_end and due.due_on:
        period = Period(due.period_start, due.period_end, due.what, due.due_on)
    return Standing(due.term.limit, due.clause, period, due.happened_on, due.prompt_workdays)


def explanation_of(due: Due, today: date, calendar: WorkCalendar) -> tuple[Reason, ...]:
    """The numbered explanation of a due. One query for its publications."""
    first = next(iter(standing(due.fulfillments.all())), None)
    ending = Ending(
        due.days,
        verdict(due.days, today, calendar),
        first.title if first else "",
        due.closed_by,
        due.closing_reason,
    )
    return explain(standing_of(due), ending, calendar)
