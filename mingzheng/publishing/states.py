"""The words of publishing (信息发布用语): where a manuscript stands, who may read an article."""

from django.db import models


class ManuscriptState(models.TextChoices):
    """Where a manuscript stands (稿件状态)."""

    DRAFT = "draft", "拟稿"
    FIRST = "first", "待初审"
    SECOND = "second", "待复审"
    SECRECY = "secrecy", "待保密审查"
    SIGNING = "signing", "待终审签发"
    SIGNED = "signed", "已签发待发布"
    PUBLISHED = "published", "已发布"
    DISCARDED = "discarded", "已作废"


REVIEWING = (
    ManuscriptState.FIRST,
    ManuscriptState.SECOND,
    ManuscriptState.SECRECY,
    ManuscriptState.SIGNING,
)
OPEN_STATES = (ManuscriptState.DRAFT, *REVIEWING, ManuscriptState.SIGNED)


class Purpose(models.TextChoices):
    """Why a manuscript was opened (办理事由)."""

    NEW = "new", "新发布"
    CORRECTION = "correction", "更正"
    AMENDMENT = "amendment", "修订"
    CARRIED = "carried", "历史信息导入"


class Visibility(models.TextChoices):
    """Who may read an article (公开状况); not the same as where its manuscript stands."""

    NOT_YET = "not_yet", "还没有公开"
    PUBLIC = "public", "公开"
    WITHDRAWN = "withdrawn", "已撤回"


class ReviewStage(models.TextChoices):
    """One pair of eyes on a manuscript (审查环节)."""

    FIRST = "first", "初审"
    SECOND = "second", "复审"
    SECRECY = "secrecy", "保密审查"
    SIGN = "sign", "终审签发"
