"""An import as a thing of its own (导入批次): file, mapping, report, and how to take it back."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.collection.flow import IMPORT_FLOW
from mingzheng.collection.states import BatchKind
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful


class ImportBatch(OfOrganisation, Stateful):
    """One uploaded workbook on its way into a draft edition."""

    FLOW: ClassVar[Flow] = IMPORT_FLOW

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="编制单位"
    )
    edition = models.ForeignKey(
        "catalogue.Edition", models.SET_NULL, null=True, related_name="+", verbose_name="目录版本"
    )
    kind = models.CharField(
        "导入什么", max_length=16, choices=BatchKind.choices, default=BatchKind.CATALOGUE
    )
    published = models.TextField("公布的各类事项数", blank=True)
    file_name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件", upload_to="imports/%Y/%m/")
    file_hash = models.CharField("文件指纹", max_length=64)
    field_name = models.CharField("指定领域", max_length=60, blank=True)
    is_complete = models.BooleanField("文件里是这些领域的全部事项", default=False)
    mapping = models.JSONField("列名对应", default=dict)
    report = models.JSONField("逐行报告", default=dict)
    changes = models.JSONField("改动", default=list)
    progress = models.PositiveSmallIntegerField("进度", default=0)
    failure = models.TextField("没读成的原因", blank=True)
    applied_by = models.CharField("确认人", max_length=40, blank=True)
    removal_reason = models.TextField("删去的理由", blank=True)
    uploaded_by = models.CharField("上传人", max_length=40)
    uploaded_by_name = models.CharField("上传人姓名", max_length=60)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    applied_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("collection:batch", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return f"导入：{self.file_name}"
