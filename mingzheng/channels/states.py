"""The words of channels: the media, and how one attempt to send may end."""

from django.db.models import TextChoices


class Medium(TextChoices):
    """What carries a message (渠道)."""

    WECHAT = "wechat", "微信公众号"
    WEIBO = "weibo", "微博"
    APP = "app", "客户端"
    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"


SOCIAL = ("wechat", "weibo", "app")  # 两微一端: everybody reads them


class Scope(TextChoices):
    """Which articles a channel carries by itself (发哪些)."""

    EVERY = "every", "每一条新公开的信息"
    REQUIRED = "required", "目录要求从这里公开的信息"


class Outcome(TextChoices):
    """How one attempt ended (发送结果)."""

    SENT = "sent", "已发出"
    ACCEPTED = "accepted", "平台已收下，等结果"
    LATER = "later", "没有发成，过一会儿再发"
    REFUSED = "refused", "平台不收"
    UNSURE = "unsure", "不知道发成没有"
