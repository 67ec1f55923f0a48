"""The words of the register (法规库用语): where a version stands, what a citation is worth."""

from django.db import models


class VersionStatus(models.TextChoices):
    """Whether this text of the law holds (效力)."""

    IN_FORCE = "in_force", "现行有效"
    SUPERSEDED = "superseded", "已被修订"
    REPEALED = "repealed", "已经废止"
    UPCOMING = "upcoming", "还没有施行"


class Flag(models.TextChoices):
    """What the register says of a citation (引用情况)."""

    CURRENT = "current", "引用现行文本"
    SUPERSEDED = "superseded", "引用了旧文本"
    REPEALED = "repealed", "引用了废止的法规"
    NO_VERSION = "no_version", "库里没有这一文本"
    UNKNOWN = "unknown", "库里没有这部法规"
