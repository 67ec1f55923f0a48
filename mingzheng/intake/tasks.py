"""Long work of this room, done by the worker."""

from contextlib import suppress

from django_tasks import task

from mingzheng.core.access import Refusal
from mingzheng.intake import actions
from mingzheng.intake.models import Intake


@task()
def work(pk: int) -> None:
    """Read a large table, or write a confirmed one. Safe to run twice."""
    with suppress(Refusal):  # the sentence is kept with the import
        actions.work(Intake.objects.select_related("organisation").get(pk=pk))
