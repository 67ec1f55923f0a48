"""Long work of this room, done by the worker."""

from django_tasks import task

from mingzheng.collection import actions
from mingzheng.collection.models import ImportBatch
from mingzheng.screens.states import ImportState


@task()
def write_batch(pk: int) -> None:
    """Write a large import that a person confirmed. Safe to run twice."""
    batch = ImportBatch.objects.select_related("organisation").get(pk=pk)
    if batch.state == ImportState.APPLYING:
        actions.write_confirmed(batch)


@task()
def read_batch(pk: int) -> None:
    """Read a large workbook; the batch's page shows the progress. Safe to run twice."""
    batch = ImportBatch.objects.select_related("organisation").get(pk=pk)
    if batch.state == ImportState.READING:
        actions.read(batch)
