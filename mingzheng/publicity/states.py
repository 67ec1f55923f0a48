"""The words of 双公示: kinds of decisions and parties, states, reasons."""

from django.db import models


class RecordKind(models.TextChoices):
    """What was decided (公示种类)."""

    PERMIT = "permit", "行政许可"
    PENALTY = "penalty", "行政处罚"


class PartyKind(models.TextChoices):
    """Whom the decision is about (行政相对人类别)."""

    LEGAL = "legal", "法人及非法人组织"
    SOLE = "sole", "个体工商户"
    NATURAL = "natural", "自然人"


class RecordState(models.TextChoices):
    """Where a record stands (公示信息状态)."""

    DRAFT = "draft", "录入"
    REVIEW = "review", "待审核"
    PUBLISHED = "published", "公示中"
    WITHDRAWN = "withdrawn", "已撤下"
    EXPIRED = "expired", "公示期满"
    DISCARDED = "discarded", "已作废"


LIVE_STATES = (RecordState.DRAFT, RecordState.REVIEW, RecordState.PUBLISHED, RecordState.EXPIRED)
TOLD_STATES = (RecordState.PUBLISHED, RecordState.WITHDRAWN, RecordState.EXPIRED)


class PermitType(models.TextChoices):
    """Kinds of permits (许可类别)."""

    GENERAL = "general", "普通"
    CONCESSION = "concession", "特许"
    RECOGNITION = "recognition", "认可"
    APPROVAL = "approval", "核准"
    REGISTRATION = "registration", "登记"
    OTHER = "other_permit", "其他许可"


class PenaltyType(models.TextChoices):
    """Kinds of penalties (处罚类别), 行政处罚法 art 9."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    SMALL_FINE = "small_fine", "较低数额罚款"
    INCOME = "income", "没收违法所得"
    GOODS = "goods", "没收非法财物"
    SUSPENSION = "suspension", "暂扣许可证件"
    DOWNGRADE = "downgrade", "降低资质等级"
    REVOCATION = "revocation", "吊销许可证件"
    RESTRICTION = "restriction", "限制开展生产经营活动"
    STOP = "stop", "责令停产停业"
    CLOSURE = "closure", "责令关闭"
    BAN = "ban", "限制从业"
    DETENTION = "detention", "行政拘留"
    OTHER = "other_penalty", "其他处罚"


class PaperType(models.TextChoices):
    """What identifies a person (证件类型)."""

    IDENTITY_CARD = "identity_card", "身份证"
    PASSPORT = "passport", "护照号"
    HONG_KONG_MACAO = "hong_kong_macao", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    RESIDENCE = "residence", "外国人永久居留身份证"


class Standing(models.TextChoices):
    """Whether a permit holds (当前状态)."""

    VALID = "valid", "有效"
    VOID = "void", "无效"


class Scheme(models.TextChoices):
    """Whose periods an office goes by (公示规则)."""

    GENERAL = "general", "一般规则"
    MARKET = "market", "市场监管规则"


class WithdrawalReason(models.TextChoices):
    """Why a record is taken down before its time (撤下原因)."""

    CHANGED = "changed", "决定被依法变更"
    REVOKED = "revoked", "决定被依法撤销"
    UNLAWFUL = "unlawful", "决定被依法确认违法"
    NULL = "null", "决定被依法确认无效"
    REPAIRED = "repaired", "信用修复，提前停止公示"
    ERROR = "error", "公示有误"
