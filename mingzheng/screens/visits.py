"""How often one visitor may do something (访问次数): counted once for all processes."""

from datetime import timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from mingzheng.screens.models import VisitCount


def is_too_often(request: HttpRequest, what: str, *, most: int, minutes: int) -> bool:
    """Count this visit; True if it is more than the `most` that an address has in so many minutes.

    The count is a row, since every process has a cache of its own. Counts that have ended are
    deleted by whoever comes next. Three or four short writes, each right beside any other process.
    """
    now = timezone.now()
    address = request.META.get("REMOTE_ADDR", "")
    place = f"{what}:{salted_hmac('mingzheng.visits', address).hexdigest()[:32]}"
    VisitCount.objects.filter(ends_at__lte=now).delete()
    ends_at = now + timedelta(minutes=minutes)
    VisitCount.objects.get_or_create(place=place, defaults={"ends_at": ends_at})
    VisitCount.objects.filter(place=place).update(times=F("times") + 1)
    return VisitCount.objects.filter(place=place, times__gt=most).exists()
