"""The questions about attachments."""

from collections.abc import Iterable

from django.db.models import QuerySet

from mingzheng.prose.models import Attachment


def attachments(ids: Iterable[int]) -> list[Attachment]:
    """Attachments with their contents in the order of the ids; unknown ids are left out."""
    wanted = list(ids)
    found = _whole().in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def _whole() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("content", "organisation")
