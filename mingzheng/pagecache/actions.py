"""The one deed: old notices of change go."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from mingzheng.pagecache.models import PublicChange

KEPT = timedelta(hours=1)


def prune() -> int:
    """Delete notices older than an hour; returns how many.

    The newest stays: without any, an old generation could come again.
    """
    newest = PublicChange.objects.aggregate(newest=Max("pk"))["newest"]
    old = PublicChange.objects.filter(at__lt=timezone.now() - KEPT).exclude(pk=newest)
    return old.delete()[0]
