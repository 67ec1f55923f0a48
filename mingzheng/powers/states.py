"""The words of the lists (清单用语): codes of GB/T 39046-2020, annex A."""

from django.db import models


class PowerType(models.TextChoices):
    """Kind of power (事项类型), annex A.1."""

    PERMIT = "01", "行政许可"
    PENALTY = "02", "行政处罚"
    COERCION = "03", "行政强制"
    LEVY = "04", "行政征收"
    BENEFIT = "05", "行政给付"
    INSPECTION = "06", "行政检查"
    CONFIRMATION = "07", "行政确认"
    REWARD = "08", "行政奖励"
    RULING = "09", "行政裁决"
    OTHER = "10", "其他行政权力"
    SERVICE = "20", "公共服务"


class ExerciseLevel(models.TextChoices):
    """Level that exercises it (行使层级), annex A.2."""

    NATION = "1", "国家级"
    PROVINCE = "2", "省级"
    CITY = "3", "市级"
    COUNTY = "4", "县级"
    TOWN = "5", "镇（乡、街道）级"
    VILLAGE = "6", "村（社区）级"
    SEVERAL = "7", "分级管理"


class BodyNature(models.TextChoices):
    """What the body is in law (实施主体性质), annex A.3."""

    LEGAL = "1", "法定机关"
    AUTHORISED = "2", "授权组织"
    ENTRUSTED = "3", "受委托组织"
    OTHER = "9", "其他性质"


class Client(models.TextChoices):
    """For whom (服务对象), annex A.4."""

    PERSON = "1", "自然人"
    COMPANY = "2", "企业法人"
    INSTITUTION = "3", "事业法人"
    SOCIETY = "4", "社会组织法人"
    AGENCY = "5", "行政机关"
    OTHER = "6", "其他组织"


class Way(models.TextChoices):
    """How one applies (办理形式), annex A.5."""

    COUNTER = "1", "窗口办理"
    WEB = "2", "电脑端网上办理"
    MOBILE = "3", "移动端网上申请"
    POST = "4", "快递申请"
    OTHER = "9", "其他形式"


class CaseType(models.TextChoices):
    """How soon it is done (办件类型), annex A.6."""

    AT_ONCE = "1", "即办件"
    PROMISED = "2", "承诺件"
    OTHER = "9", "其他办件"


class LimitUnit(models.TextChoices):
    """What a period is counted in (时限单位)."""

    WORKDAY = "workday", "工作日"
    DAY = "day", "自然日"
    MONTH = "month", "个月"
    HOUR = "hour", "小时"
    AT_ONCE = "at_once", "当场"


class CodeKind(models.TextChoices):
    """Which code a profile is for (编码种类)."""

    BASE = "base_code", "基本编码"
    IMPLEMENTATION = "impl_code", "实施编码"
    BODY = "body_code", "实施主体代码"
