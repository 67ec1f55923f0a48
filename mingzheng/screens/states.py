"""The words of importing (导入用语): where an import stands, whatever it brings."""

from django.db import models


class ImportState(models.TextChoices):
    """Where an import stands (导入状态)."""

    READING = "reading", "正在读"
    FAILED = "failed", "没读成"
    READ = "read", "待确认"
    APPLYING = "applying", "正在导入"
    APPLIED = "applied", "已导入"
    UNDONE = "undone", "已撤销"
    DROPPED = "dropped", "已放弃"


AT_WORK = (ImportState.READING, ImportState.APPLYING)
"""States in which a worker is at it: the page looks again by itself."""
