"""Long work of this room, done by the worker."""

from django_tasks import task

from mingzheng.prose import actions
from mingzheng.prose.models import StoredContent


@task()
def read_content(pk: int) -> None:
    """Read the text inside a large attachment. Safe to run twice."""
    content = StoredContent.objects.get(pk=pk)
    if not content.is_read:
        actions.read(content)
