"""The words of dues (应公开用语): how they arise, how they end, what became of them."""

from django.db import models


class DueKind(models.TextChoices):
    """What makes it due (应公开种类)."""

    PERIODIC = "periodic", "定期"
    TRIGGERED = "triggered", "一事一公开"


class Origin(models.TextChoices):
    """How a due arose (怎么来的)."""

    CATALOGUE = "catalogue", "按目录的周期列出"
    REGISTERED = "registered", "人工登记"
    PUBLISHED = "published", "随发布的信息记下"


class Closing(models.TextChoices):
    """Why a due is no longer owed although nothing was published (不再要求公开)."""

    EXCUSED = "excused", "免予公开"
    DROPPED = "dropped", "目录调整后不再要求"
    DISSOLVED = "dissolved", "单位撤并后不再要求"


class Result(models.TextChoices):
    """What became of a due, derived from its days and never stored (公开结果)."""

    EARLY = "early", "提前"
    ON_TIME = "on_time", "按时"
    LATE = "late", "晚了"
    MISSING = "missing", "没有公开"
    PROVISIONAL = "provisional", "暂定"
    WAITING = "waiting", "还没到期"
    OPEN_ENDED = "open_ended", "没有规定日子"
    DONE = "done", "已公开"
    EXCUSED = "excused", "免予公开"
    DROPPED = "dropped", "不再要求"
