"""The words of subscriptions: what one may follow, how often, where a letter stands."""

from django.db.models import TextChoices


class Follow(TextChoices):
    """What one follows (订阅什么)."""

    COLUMN = "column", "栏目"
    OFFICE = "office", "单位"
    FIELD = "field", "领域"
    SERIES = "series", "许可和处罚公示"
    TOPIC = "topic", "政策主题"
    WORD = "word", "关键词"


class Pace(TextChoices):
    """How often one is told (多久一次)."""

    DAILY = "daily", "每天最多一次，合在一起"
    AT_ONCE = "at_once", "公开后马上"


class LetterState(TextChoices):
    """Where a letter stands (推送状态)."""

    WAITING = "waiting", "等着推送"
    SENDING = "sending", "正在推送"
    SENT = "sent", "推送了"
    UNSURE = "unsure", "推送时中断"
    FAILED = "failed", "没有推送成"
