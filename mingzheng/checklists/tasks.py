"""Long work of this room, done by the worker."""

from datetime import date

from django_tasks import task

from mingzheng.checklists import actions


@task()
def probe_links() -> None:
    """Ask the links that are due until none is left. Safe to run twice."""
    while actions.probe_due()[0]:
        pass


def probe_daily(today: date) -> int:
    """Once a day, hand the links that are due to the worker; returns whether it did (0 or 1)."""
    if not actions.begin_day(today):
        return 0
    probe_links.enqueue()
    return 1
