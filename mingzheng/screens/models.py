"""The one noun of the screens: how often a visitor has lately asked for something."""

from typing import ClassVar

from django.db import models


class VisitCount(models.Model):
    """How often one visitor did one thing (访问计数), until the count starts anew.

    `place` says what, and by whom as a keyed digest: nobody reads an address from it.
    """

    PERSONAL: ClassVar = frozenset({"place"})

    place = models.CharField("什么事、谁", max_length=100, unique=True)
    ends_at = models.DateTimeField("计到什么时候")
    times = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "访问计数"
        indexes = [models.Index(fields=["ends_at"], name="visit_count_ends")]

    def __str__(self) -> str:
        return self.place
