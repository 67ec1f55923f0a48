"""The nouns of profiles: what an office says of itself, its guide, its units and its people."""

from django.db import models
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.profiles.rules import guide_gaps
from mingzheng.profiles.states import Presence, UnitKind


class Profile(OfOrganisation, models.Model):
    """What an office is for (机构职能); address, hours and phone are the organisation's own."""

    organisation = models.OneToOneField(
        "accounts.Organisation", models.PROTECT, related_name="profile", verbose_name="单位"
    )
    duties = models.TextField("主要职责", blank=True)
    changed_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "机构职能"

    def __str__(self) -> str:
        return self.organisation.name

    def get_absolute_url(self) -> str:
        return reverse("profiles_desk:office", args=[self.organisation.code])

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.name}机构职能"


class Guide(OfOrganisation, models.Model):
    """政府信息公开指南 of one office (条例第十二条)."""

    organisation = models.OneToOneField(
        "accounts.Organisation", models.PROTECT, related_name="guide", verbose_name="单位"
    )
    classification = models.TextField("政府信息的分类", blank=True)
    arrangement = models.TextField("编排体系", blank=True)
    access = models.TextField("获取方式", blank=True)
    unit_name = models.CharField("政府信息公开工作机构", max_length=100, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=100, blank=True)
    fax = models.CharField("传真号码", max_length=100, blank=True)
    online = models.CharField("互联网联系方式", max_length=200, blank=True)
    applying = models.TextField("怎样申请公开", blank=True)
    complaints = models.TextField("不满意怎么办", blank=True)
    changed_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "政府信息公开指南"

    def __str__(self) -> str:
        return self.subject_title

    def get_absolute_url(self) -> str:
        return reverse("profiles_desk:office", args=[self.organisation.code])

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.name}政府信息公开指南"

    @property
    def gaps(self) -> list[str]:
        """What art 12 asks for and nobody has written yet."""
        return guide_gaps({field.name: str(getattr(self, field.name)) for field in _texts(Guide)})


def _texts(model: type[models.Model]) -> list[models.Field]:
    return [
        one for one in model._meta.fields if isinstance(one, models.CharField | models.TextField)
    ]


class Unit(OfOrganisation, models.Model):
    """A part of an office with people of its own: division, team (中队) or grid (网格)."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="units", verbose_name="单位"
    )
    kind = models.CharField("类别", max_length=10, choices=UnitKind)
    name = models.CharField("名称", max_length=60)
    area = models.CharField("范围", max_length=300, blank=True)
    duties = models.TextField("职责", blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "内设机构、中队和网格"
        ordering = ["organisation", "kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "name"], name="unit_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("profiles:unit", args=[self.organisation.code, self.pk])

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.name}{self.name}"


class Officer(OfOrganisation, models.Model):
    """Somebody whom the office shows to the public (公示人员); need not sign in here."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="officers", verbose_name="单位"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="officers", verbose_name="所在"
    )
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60)
    duties = models.TextField("分工", blank=True)
    phone = models.CharField("办公电话", max_length=60, blank=True)
    is_leader = models.BooleanField("领导班子成员", default=False)
    is_party_member = models.BooleanField("中共党员", default=False)
    presence = models.CharField(
        "在不在岗", max_length=10, choices=Presence, default=Presence.ON_DUTY
    )
    position = models.PositiveIntegerField("排序", default=0)
    photo = models.CharField("工作照的指纹", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "公示人员"
        ordering = ["organisation", "-is_leader", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "post"], name="officer_once_a_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.name}{self.post}{self.name}"

    @property
    def photo_url(self) -> str:
        """Where everybody sees the photo; another picture has another address."""
        return reverse("profiles:photo", args=[self.organisation.code, self.pk, self.photo[:12]])


class Portrait(models.Model):
    """The work photo of somebody shown (工作照), cut and bare. Taken off, it is gone for good.

    In a table of its own, so that no list reads it.
    """

    officer = models.OneToOneField(
        Officer, models.CASCADE, related_name="portrait", verbose_name="公示人员"
    )
    data = models.BinaryField("图片（JPEG）")

    class Meta:
        verbose_name = verbose_name_plural = "工作照"

    def __str__(self) -> str:
        return str(self.officer)


class RosterImport(OfOrganisation, models.Model):
    """One table of people and units taken in (导入名册), and what stood there before it."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    file_name = models.CharField("文件", max_length=200)
    at = models.DateTimeField("时间", auto_now_add=True)
    by_name = models.CharField("导入人", max_length=60)
    before = models.JSONField("导入之前")
    after_hash = models.CharField("导入之后的指纹", max_length=64)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入名册"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.name}导入名册：{self.file_name}"
