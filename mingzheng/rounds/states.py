"""The words of rounds: where a round stands, where an office's submission stands."""

from django.db import models


class RoundState(models.TextChoices):
    """Where a round stands (轮次状态)."""

    DRAFT = "draft", "起草"
    COLLECTING = "collecting", "填报中"
    MERGING = "merging", "汇总"
    CLOSED = "closed", "已结束"
    CANCELLED = "cancelled", "已取消"


class SubmissionState(models.TextChoices):
    """Where an office's submission stands (填报状态). Being late is no state: it is derived."""

    PENDING = "pending", "待填报"
    FILLING = "filling", "填报中"
    SUBMITTED = "submitted", "已提交"
    PASSED = "passed", "乡镇审核通过"
    RECEIVED = "received", "已接收"
    MERGED = "merged", "已汇总"


RUNNING = (RoundState.COLLECTING, RoundState.MERGING)
OWED = (SubmissionState.PENDING, SubmissionState.FILLING)
SENT = (SubmissionState.SUBMITTED, SubmissionState.PASSED)  # the next step is somebody else's
