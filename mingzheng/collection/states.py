"""The words of collecting: where an import stands (导入批次)."""

from django.db import models


class BatchKind(models.TextChoices):
    """What the workbook holds (导入什么)."""

    CATALOGUE = "disclosure", "公开事项目录"
    POWERS = "powers", "权责清单"
    SERVICES = "services", "公共服务清单"
    STEPS = "steps", "权责事项的环节和信息"
    SERVICE_STEPS = "service_steps", "公共服务的环节和信息"
