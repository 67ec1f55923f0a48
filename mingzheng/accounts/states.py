"""The words of this room: levels and kinds of organisations, scopes of a remembered name."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Level of government (层级), as the 公开层级 column of the standard catalogues has it."""

    CITY = "city", "市"
    COUNTY = "county", "区县"
    TOWN = "town", "街道乡镇"
    VILLAGE = "village", "社区村"


class Kind(TextChoices):
    """What an organisation is (类别)."""

    GOVERNMENT = "government", "人民政府"
    DEPARTMENT = "department", "部门"
    TOWN = "town", "乡镇"
    STREET = "street", "街道办事处"
    VILLAGE = "village", "村委会"
    COMMUNITY = "community", "居委会"
    INSTITUTION = "institution", "事业单位"
    ENTERPRISE = "enterprise", "企业"


class AliasScope(TextChoices):
    """What a remembered name stands for when it is not a list of single organisations."""

    TOWNS = "towns", "全部街道乡镇"
    VILLAGES = "villages", "全部社区和村"
    DEPARTMENTS = "departments", "全部部门"
    IGNORE = "ignore", "不是机构，不用对应"


class Line(TextChoices):
    """Line of duty (岗位线): a person stands on one line only (三员分立)."""

    BUSINESS = "business", "业务"
    SYSTEM = "system", "系统管理"
    SECURITY = "security", "安全管理"
    AUDIT = "audit", "审计管理"
