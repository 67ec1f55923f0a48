"""The nouns of the catalogue (目录): editions, items, duties."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.catalogue.flow import EDITION_FLOW
from mingzheng.catalogue.rules.items import Choice, ItemContent
from mingzheng.catalogue.states import (
    OPEN_STATES,
    Audience,
    DutyBasis,
    EditionState,
    Level,
    ListKind,
    Mode,
    Stage,
)
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.standards.models import Field


class Catalogue(models.Model):
    """The one list of an organisation (某单位的公开事项目录), of which there are editions."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="catalogues", verbose_name="编制单位"
    )
    kind = models.CharField(
        "清单种类", max_length=16, choices=ListKind.choices, default=ListKind.DISCLOSURE
    )

    last_row = models.PositiveIntegerField("已用的行号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "目录"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="one_catalogue_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}{self.get_kind_display()}"


class Edition(OfOrganisation, Stateful):
    """One edition (目录版本). In force it never changes; an adjustment is the next edition."""

    FLOW: ClassVar[Flow] = EDITION_FLOW

    catalogue = models.ForeignKey(
        Catalogue, models.PROTECT, related_name="editions", verbose_name="目录"
    )
    number = models.PositiveIntegerField("版次")
    title = models.CharField("名称", max_length=200)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="调整自"
    )
    summary = models.TextField("调整说明", blank=True)
    submitted_by = models.CharField("送审人", max_length=40, blank=True)
    reviewed_by = models.CharField("审核人", max_length=40, blank=True)
    approved_by = models.CharField("批复人", max_length=40, blank=True)
    approval_number = models.CharField("批复文号", max_length=60, blank=True)
    approved_on = models.DateField("批复日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    superseded_on = models.DateField("被替代日期", null=True, blank=True)
    opened_at = models.DateTimeField("起草时间", auto_now_add=True)
    content_hash = models.CharField("批复时的内容指纹", max_length=64, blank=True)
    # Kept by actions.count: what lists and guards ask on every request.
    items_total = models.PositiveIntegerField("事项数", default=0)
    duties_total = models.PositiveIntegerField("责任数", default=0)
    gaps_total = models.PositiveIntegerField("没对上的主体", default=0)
    questions_total = models.PositiveIntegerField("没有定的分歧", default=0)
    findings_total = models.PositiveIntegerField("质量问题", default=0)
    judgements_open = models.PositiveIntegerField("没有认定完的信息", default=0)
    score = models.DecimalField("质量得分", max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "目录版本"
        ordering = ["catalogue", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "number"], name="edition_number"),
            models.UniqueConstraint(
                fields=["catalogue"],
                condition=Q(state=EditionState.IN_FORCE),
                name="one_edition_in_force",
            ),
            models.UniqueConstraint(
                fields=["catalogue"],
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
                name="one_edition_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "in_force", "superseded"])
                | (Q(approved_on__isnull=False) & Q(effective_on__isnull=False)),
                name="edition_approved_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("catalogue_desk:edition", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == EditionState.DRAFT

    @property
    def is_public(self) -> bool:
        return self.state in (EditionState.IN_FORCE, EditionState.SUPERSEDED)

    @property
    def state_label(self) -> str:
        return str(EditionState(self.state).label)

    @property
    def kind(self) -> str:
        return self.catalogue.kind

    @property
    def kind_label(self) -> str:
        return str(self.catalogue.get_kind_display())

    @property
    def organisation(self):  # type: ignore[override]  # read by way of its catalogue
        return self.catalogue.organisation

    @property
    def subject_title(self) -> str:
        return self.title


class Item(models.Model):
    """One matter to be disclosed (公开事项) of one edition."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="items", verbose_name="目录版本"
    )
    field = models.ForeignKey(Field, models.PROTECT, related_name="items", verbose_name="领域")
    code = models.CharField("事项编码", max_length=20, db_index=True)
    position = models.PositiveIntegerField("排序")
    level1 = models.TextField("一级事项")
    level2 = models.TextField("二级事项", blank=True)
    elements = models.JSONField("公开内容（要素）", default=list)
    bases = models.JSONField("公开依据", default=list)
    limit_text = models.TextField("公开时限", blank=True)
    limit = models.JSONField("时限规则", default=dict)
    limit_kind = models.CharField("时限种类", max_length=16, db_index=True)
    limit_trigger = models.CharField("起算点", max_length=24, blank=True)
    subject_text = models.TextField("公开主体", blank=True)
    channels = models.JSONField("公开渠道和载体", default=list)
    channel_words = models.TextField("渠道检索词", blank=True)
    audience_all = models.BooleanField("全社会", default=False)
    audience_some = models.TextField("特定群体", blank=True)
    mode = models.CharField("公开方式", max_length=12, choices=Mode.choices)
    at_county = models.BooleanField("县级", default=False)
    at_town = models.BooleanField("乡级", default=False)
    at_village = models.BooleanField("村级", default=False)
    in_decision = models.BooleanField("决策", default=False)
    in_execution = models.BooleanField("执行", default=False)
    in_management = models.BooleanField("管理", default=False)
    in_service = models.BooleanField("服务", default=False)
    in_result = models.BooleanField("结果", default=False)
    post = models.TextField("责任岗位", blank=True)
    override_text = models.TextField("以此为准的期限", blank=True)
    override_source = models.TextField("期限的法律依据", blank=True)
    custom = models.JSONField("其他列", default=dict, blank=True)
    inferred = models.JSONField("推定说明", default=list, blank=True)
    fingerprint = models.CharField("内容指纹", max_length=32)
    lookup_text = models.TextField("检索文字", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开事项"
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="item_code"),
            models.CheckConstraint(condition=~Q(level1=""), name="item_has_a_name"),
        ]
        indexes = [models.Index(fields=["edition", "field", "position"], name="item_place")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("lookup:item", args=[self.code])

    @property
    def name(self) -> str:
        return "：".join(dict.fromkeys(part for part in (self.level1, self.level2) if part))

    @property
    def levels(self) -> list[str]:
        return [level.value for level in Level if getattr(self, f"at_{level}")]

    @property
    def level_labels(self) -> list[str]:
        return [str(Level(level).label) for level in self.levels]

    @property
    def stages(self) -> list[str]:
        return [stage.value for stage in Stage if getattr(self, f"in_{stage}")]

    @property
    def stage_labels(self) -> list[str]:
        return [str(Stage(stage).label) for stage in self.stages]

    @property
    def audience_label(self) -> str:
        words = [str(Audience.ALL.label)] if self.audience_all else []
        return "；".join([*words, *([self.audience_some] if self.audience_some else [])])

    @property
    def content(self) -> ItemContent:
        """The row as the pure rules see it."""
        return ItemContent(
            field_code=self.field.code,
            level1=self.level1,
            level2=self.level2,
            elements=tuple(Choice(**entry) for entry in self.elements),
            bases=tuple(self.bases),
            limit_text=self.limit_text,
            subject_text=self.subject_text,
            channels=tuple(Choice(**entry) for entry in self.channels),
            audience_all=self.audience_all,
            audience_some=self.audience_some,
            mode=self.mode,
            levels=tuple(self.levels),
            stages=tuple(self.stages),
            post=self.post,
            override_text=self.override_text,
            override_source=self.override_source,
            custom=self.custom,
        )


class Duty(models.Model):
    """This office owes this item (责任 = 事项 × 单位)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="duties", verbose_name="事项")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="duties", verbose_name="责任单位"
    )
    basis = models.CharField("责任来源", max_length=8, choices=DutyBasis.choices)

    class Meta:
        verbose_name = verbose_name_plural = "公开责任"
        constraints = [models.UniqueConstraint(fields=["item", "organisation"], name="one_duty")]

    def __str__(self) -> str:
        return f"{self.organisation}：{self.item}"


class SubjectGap(models.Model):
    """A 公开主体 that leads to no office yet (没有对上的单位名称)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="gaps", verbose_name="事项")
    text = models.CharField("表里写的", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "没有对上的单位名称"
        constraints = [models.UniqueConstraint(fields=["item", "text"], name="one_gap")]

    def __str__(self) -> str:
        return self.text
