"""The words of check lists (检查名单用语)."""

from django.db import models


class LinkStanding(models.TextChoices):
    """What the last probe of an address said (链接状态)."""

    FINE = "fine", "打得开"
    BROKEN = "broken", "打不开"
    UNKNOWN = "unknown", "没探明"
