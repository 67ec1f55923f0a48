"""The words of work rules (工作规则用语): states, kinds of rows, authority, units of time."""

from django.db import models


class RuleSetState(models.TextChoices):
    """Where an office's set of rules stands (工作规则状态)."""

    DRAFT = "draft", "起草"
    REVIEW = "review", "待审核"
    APPROVED = "approved", "审核通过待施行"
    IN_FORCE = "in_force", "施行"
    SUPERSEDED = "superseded", "已被替代"
    DISCARDED = "discarded", "已作废"


OPEN_STATES = (RuleSetState.DRAFT, RuleSetState.REVIEW, RuleSetState.APPROVED)


class RowKind(models.TextChoices):
    """What a row of the course is (程序类别): the checks go by it, not by the words."""

    MAKE = "make", "信息形成"
    PROPOSE = "propose", "认定公开属性"
    CONSULT = "consult", "征求意见"
    CHECK = "check", "审核"
    SECRECY = "secrecy", "保密审查"
    SIGN = "sign", "审批"
    PUBLISH = "publish", "发布"
    MAINTAIN = "maintain", "维护更新"
    FILE = "file", "登记备案"


class Authority(models.TextChoices):
    """What the post may decide (权限)."""

    HANDLE = "handle", "承办"
    REVIEW = "review", "审核"
    EXAMINE = "examine", "审查"
    DECIDE = "decide", "审定"
    RELEASE = "release", "发布"
    RECORD = "record", "备案"


class TimeUnit(models.TextChoices):
    """In what the time of a row is counted (时限单位)."""

    WORKDAY = "workday", "工作日"
    DAY = "day", "自然日"
    HOUR = "hour", "小时"
    AT_ONCE = "at_once", "随办随走"


class Scope(models.TextChoices):
    """What a rule of its own is for (适用范围), the narrowest first."""

    ITEM = "item", "单个事项"
    MATTER = "matter", "一级事项"
    FIELD = "field", "领域"
