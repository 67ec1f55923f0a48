"""The words of checks before publishing (发布前检查用语)."""

from django.db import models


class Level(models.TextChoices):
    """How grave a finding is (级别): red ones block until mended or let pass."""

    RED = "red", "必须改"
    AMBER = "amber", "请核对"
    BLUE = "blue", "供参考"


class WordKind(models.TextChoices):
    """What a word of a list is (词的种类)."""

    TYPO = "typo", "常见错误"
    BANNED = "banned", "禁用词"
    SENSITIVE = "sensitive", "敏感词"
    TITLE = "title", "姓名和职务"


class RecordKind(models.TextChoices):
    """What is being published, as far as checks ask (信息种类)."""

    NORMATIVE = "normative", "行政规范性文件"
    POLICY = "policy", "其他政策文件"
    EXPLANATION = "explanation", "政策解读"
    NOTICE = "notice", "通知公告"
    STATUTORY = "statutory", "其他法定主动公开内容"
    NEWS = "news", "工作动态"


class MayPass(models.TextChoices):
    """Who may let a red finding pass (谁可以放行)."""

    ANYBODY = "anybody", "有放行职权的人"
    SECRECY = "secrecy", "只有保密审查人"
    NOBODY = "nobody", "谁都不能放行"
