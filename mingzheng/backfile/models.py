"""What came over from old sites: batches, the articles of each, the addresses they had."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.backfile.flow import BACKFILE_FLOW
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful


class ArticleBatch(OfOrganisation, Stateful):
    """One upload of old articles on its way in (旧稿入库批次): file and report."""

    FLOW: ClassVar[Flow] = BACKFILE_FLOW

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    column = models.ForeignKey(
        "columns.Column", models.PROTECT, related_name="+", verbose_name="放进哪个栏目"
    )
    file_name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件", upload_to="backfile/%Y/%m/")
    file_hash = models.CharField("文件指纹", max_length=64)
    mapping = models.JSONField("列名对应", default=dict)
    report = models.JSONField("逐行报告", default=dict)
    progress = models.PositiveSmallIntegerField("进度", default=0)
    failure = models.TextField("没读成的原因", blank=True)
    applied_by = models.CharField("确认人", max_length=40, blank=True)
    applied_at = models.DateTimeField("入库时间", null=True, blank=True)
    uploaded_by = models.CharField("上传人", max_length=40)
    uploaded_by_name = models.CharField("上传人姓名", max_length=60)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "旧稿入库批次"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("backfile:batch", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return f"旧稿入库：{self.file_name}"


class CarriedArticle(models.Model):
    """One article that came over (入库的旧稿): from which row, with which text."""

    article = models.OneToOneField(
        "publishing.Article", models.PROTECT, related_name="+", verbose_name="信息"
    )
    batch = models.ForeignKey(
        ArticleBatch, models.PROTECT, related_name="carried", verbose_name="批次"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    sheet = models.CharField("文件", max_length=200)
    row = models.PositiveIntegerField("行")
    fingerprint = models.CharField("原文指纹", max_length=64)
    old_index = models.CharField("原索引号", max_length=60, blank=True)
    is_undone = models.BooleanField("已随批次撤销", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "入库的旧稿"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"],
                condition=models.Q(is_undone=False),
                name="carried_once_an_office",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} 第 {self.row} 行"


class FormerAddress(models.Model):
    """An address that an article had on the old site (旧网址); it leads to the article for ever.

    `address` is host and path with the query, without scheme and www, as `rules.addresses` has it.
    """

    address = models.CharField("旧网址", max_length=500, unique=True)
    path = models.CharField("旧网址的路径", max_length=500, db_index=True)
    article = models.ForeignKey(
        "publishing.Article", models.CASCADE, related_name="+", verbose_name="信息"
    )

    class Meta:
        verbose_name = verbose_name_plural = "旧网址"

    def __str__(self) -> str:
        return self.address
