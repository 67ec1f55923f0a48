"""The words of errata: what may be wrong with a page."""

from django.db.models import TextChoices


class Fault(TextChoices):
    """What is wrong (错在哪里)."""

    CONTENT = "content", "内容不准确"
    TYPO = "typo", "错别字"
    STALE = "stale", "没有更新"
    LINK = "link", "链接打不开"
    ACCESS = "access", "看不清、用不了"
    OTHER = "other", "其他问题"
