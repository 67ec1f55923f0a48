"""The words of notifications: where a delivery stands, how a required channel is fulfilled."""

from django.db.models import TextChoices


class DeliveryState(TextChoices):
    """Where a delivery stands (渠道发布状态)."""

    UNCONFIGURED = "unconfigured", "未配置"
    WAITING = "waiting", "待发"
    SENDING = "sending", "发送中"
    CONFIRMING = "confirming", "等平台结果"
    SENT = "sent", "已发"
    UNSURE = "unsure", "不确定"
    DEAD = "dead", "发不出去"
    ABANDONED = "abandoned", "不再发"


class Happening(TextChoices):
    """What happened to the information (发什么)."""

    RELEASE = "release", "公开"
    CHANGE = "change", "更正"
    WITHDRAW = "withdraw", "撤回"


class Series(TextChoices):
    """Records that are announced a batch at a time, beside articles (成批公示的信息)."""

    PERMIT = "permit", "行政许可"
    PENALTY = "penalty", "行政处罚"


class Evidence(TextChoices):
    """By what a required channel counts as done (凭什么算做到)."""

    SITE = "site", "网站已公开"
    RECEIPT = "receipt", "渠道回执"
    PUSH = "push", "订阅推送"
    PROOF = "proof", "现场照片"
