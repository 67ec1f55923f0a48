"""Long work of this room, done by the worker."""

from django_tasks import task

from mingzheng.backfile import actions
from mingzheng.backfile.models import ArticleBatch


@task()
def work(pk: int) -> None:
    """Read a large upload, or write a confirmed one. Safe to run twice."""
    actions.work(ArticleBatch.objects.select_related("organisation", "column").get(pk=pk))
