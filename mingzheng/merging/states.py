"""The words of merging: what was decided about rows that disagree."""

from django.db import models


class MergeChoice(models.TextChoices):
    """What becomes of rows of one item that say different things (分歧怎么定)."""

    ONE = "one", "只用这一份"
    JOIN = "join", "用这一份，公开主体合在一起"
    BOTH = "both", "都留着，各是一条"
