"""The nouns of the register: laws, versions, names, citations."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.laws.states import Flag, VersionStatus


class Law(models.Model):
    """A law, regulation, rule or document (法规), whatever its version."""

    title = models.CharField("名称", max_length=300)
    key = models.CharField("比对用名", max_length=300, unique=True)
    category = models.CharField("类别", max_length=60, blank=True, db_index=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    repealed_by = models.CharField("根据什么文件废止", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "法规"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("laws:law", args=[self.pk])

    # What the trace needs to know of a subject: the register belongs to the whole area.
    organisation_path = organisation_code = organisation_name = ""

    @property
    def subject_title(self) -> str:
        return f"法规：{self.title}"


class LawVersion(models.Model):
    """One text of a law (法规文本): its day, its 文号, whether it holds.

    `said` is what the keeper entered, where IN_FORCE leaves it to the dates; `status` follows from
    it, the dates of all texts and the day (`rules.standing.settled`), and is never typed.
    """

    law = models.ForeignKey(Law, models.CASCADE, related_name="versions", verbose_name="法规")
    version_on = models.DateField("文本日期", null=True, blank=True, db_index=True)
    number = models.CharField("文号", max_length=100, blank=True)
    number_key = models.CharField("比对用文号", max_length=100, blank=True, db_index=True)
    status = models.CharField(
        "效力", max_length=12, choices=VersionStatus.choices, default=VersionStatus.IN_FORCE
    )
    said = models.CharField(
        "登记的效力", max_length=12, choices=VersionStatus.choices, default=VersionStatus.IN_FORCE
    )
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "法规文本"
        ordering = ["law", "-version_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["law", "version_on"], name="one_law_version_a_day"),
            models.UniqueConstraint(
                fields=["law"], condition=Q(version_on=None), name="one_undated_law_version"
            ),
        ]

    def __str__(self) -> str:
        return "，".join(filter(None, [str(self.version_on or "没有写日期"), self.number]))


class LawAlias(models.Model):
    """Another name that offices use for a law (法规别名), such as a short one."""

    law = models.ForeignKey(Law, models.CASCADE, related_name="aliases", verbose_name="法规")
    text = models.CharField("别名", max_length=300)
    key = models.CharField("比对用名", max_length=300, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "法规别名"
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text


class Citation(models.Model):
    """Something in force cites a law (引用). Rewritten whole, scope by scope, by the rooms above.

    `scope` is one list of one office; `source_id` a code that stays the same through editions.
    """

    law = models.ForeignKey(
        Law, models.SET_NULL, null=True, related_name="citations", verbose_name="法规"
    )
    version = models.ForeignKey(
        LawVersion, models.SET_NULL, null=True, related_name="+", verbose_name="法规文本"
    )
    flag = models.CharField("引用情况", max_length=12, choices=Flag.choices, db_index=True)
    text = models.TextField("原文")
    title = models.CharField("写的名称", max_length=300, blank=True)
    number = models.CharField("写的文号", max_length=100, blank=True)
    article = models.CharField("条款", max_length=200, blank=True)
    stated_on = models.DateField("写的日期", null=True)
    stated_year = models.PositiveSmallIntegerField("写的年份", null=True)
    scope = models.CharField("哪份清单", max_length=60, db_index=True)
    source_kind = models.CharField("引用的是什么", max_length=30)
    source_id = models.CharField("编码", max_length=40)
    source_title = models.TextField("事项")
    source_url = models.CharField("网址", max_length=200)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.CASCADE, related_name="+", verbose_name="单位"
    )

    class Meta:
        verbose_name = verbose_name_plural = "引用"
        ordering = ["organisation__path", "source_id", "pk"]

    def __str__(self) -> str:
        return f"{self.source_title}：{self.text}"
