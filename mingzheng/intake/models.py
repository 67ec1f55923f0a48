"""An import as a thing of its own (双公示导入): file, columns, report, and how to take it back."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.intake.flow import INTAKE_FLOW
from mingzheng.publicity.states import RecordKind


class Intake(OfOrganisation, Stateful):
    """One uploaded table on its way in (导入批次); the file is kept sealed."""

    FLOW: ClassVar[Flow] = INTAKE_FLOW

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    kind = models.CharField("是什么表", max_length=10, choices=RecordKind.choices)
    file_name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件", upload_to="publicity/%Y/%m/")
    file_hash = models.CharField("文件指纹", max_length=64)
    mapping = models.JSONField("列名对应", default=dict)
    report = models.JSONField("逐行报告", default=dict)
    changes = models.JSONField("改动", default=list)  # [key, values before or None, numbers before]
    progress = models.PositiveSmallIntegerField("进度", default=0)
    failure = models.TextField("没读成的原因", blank=True)
    applied_by = models.CharField("确认人", max_length=40, blank=True)
    uploaded_by = models.CharField("上传人", max_length=40)
    uploaded_by_name = models.CharField("上传人姓名", max_length=60)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "双公示导入"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("intake:intake", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return f"导入{self.get_kind_display()}：{self.file_name}"
