"""The table of seals."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.core.chain import digest
from mingzheng.core.models import Event


class Seal(models.Model):
    """One day's events sealed (日封): a Merkle root chained to the day before."""

    day = models.DateField("日期", unique=True)
    algorithm = models.CharField("算法", max_length=16)
    events = models.PositiveIntegerField("条数")
    root = models.CharField("根校验值", max_length=64)
    previous_hash = models.CharField("前一日校验值", max_length=64, blank=True)
    hash = models.CharField("校验值", max_length=64)
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = verbose_name_plural = "日封"

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

    def computed_hash(self) -> str:
        """What `hash` must be: SM3 over the hash of the day before and this day's facts."""
        facts = {"algorithm": self.algorithm, "day": self.day, "events": self.events}
        return digest((self.previous_hash + trace.as_json(facts | {"root": self.root})).encode())


def events_of(day: date) -> QuerySet[Event]:
    """The events of one day, as clocks on the wall here show it."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    return Event.objects.filter(at__gte=start, at__lt=start + timedelta(days=1))
