"""The words of the standards (标准用语)."""

from django.db import models


class Mode(models.TextChoices):
    """How the item is disclosed (公开方式)."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    UNCLEAR = "unclear", "没有写明"


class SourceTag(models.TextChoices):
    """How sure a starter row is (来源可靠程度, docs/adr/0007)."""

    PRIMARY = "P", "法律法规原文"
    SEEN = "S", "已公开目录"
    MEMORY = "M", "待核实"
