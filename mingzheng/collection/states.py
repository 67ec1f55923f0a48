"""The words of collecting: where an import stands (导入批次)."""

from django.db import models


class BatchState(models.TextChoices):
    """Where an import stands."""

    READING = "reading", "正在读"
    FAILED = "failed", "没读成"
    READ = "read", "待确认"
    APPLYING = "applying", "正在导入"
    APPLIED = "applied", "已导入"
    UNDONE = "undone", "已撤销"
    DROPPED = "dropped", "已放弃"
