"""The words of handing over (办文办会用语)."""

from django.db import models


class HandoverState(models.TextChoices):
    """Where something handed over stands (移交状态)."""

    TO_PUBLISH = "to_publish", "待公开"
    DRAFTED = "drafted", "已起草"
    REVIEW = "review", "待审核公开属性"
    SETTLED = "settled", "审核通过，不主动公开"
    RETURNED = "returned", "已退回"


class HandoverKind(models.TextChoices):
    """What is handed over (移交种类)."""

    DOCUMENT = "document", "公文"
    MEETING = "meeting", "会议"


class MeetingType(models.TextChoices):
    """What meeting it was (会议种类)."""

    EXECUTIVE = "executive", "常务会议"
    PLENARY = "plenary", "全体会议"
    SPECIAL = "special", "专题会议"
    OFFICE = "office", "办公会议"
    OTHER = "other", "其他会议"
