"""The nouns of major decisions: catalogue, its matters, a decision, its files and opinions."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.models import OfOrganisation
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.decisions.flow import DECISION_FLOW, DECISION_LIST_FLOW
from mingzheng.decisions.rules.rows import Row
from mingzheng.decisions.states import (
    OPEN_LISTS,
    Adoption,
    DecisionListState,
    DecisionState,
    Legality,
    MatterKind,
    Outcome,
)


class DecisionCatalogue(OfOrganisation, Stateful):
    """One version of a year's catalogue (年度决策事项目录). Published it never changes."""

    FLOW: ClassVar[Flow] = DECISION_LIST_FLOW

    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="decision_catalogues",
        verbose_name="决策机关",
    )
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("版次")
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="调整自"
    )
    reason = models.TextField("调整原因", blank=True)
    submitted_by = models.CharField("送审人", max_length=40, blank=True)
    submitted_by_name = models.CharField("送审人姓名", max_length=60, blank=True)
    reviewed_by_name = models.CharField("审核人姓名", max_length=60, blank=True)
    consent_of = models.CharField("同意的党委", max_length=100, blank=True)
    consent_on = models.DateField("党委同意日期", null=True, blank=True)
    consent_number = models.CharField("同意文号", max_length=100, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    # The rows as they stood before the last upload, so that it can be undone.
    before_upload = models.JSONField("导入前的内容", null=True, blank=True)
    faults_total = models.PositiveIntegerField("要改的问题", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "年度决策事项目录"
        ordering = ["-year", "organisation", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "number"], name="decision_catalogue_number"
            ),
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=Q(state=DecisionListState.PUBLISHED),
                name="one_decision_catalogue_a_year",
            ),
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=Q(state__in=[state.value for state in OPEN_LISTS]),
                name="one_decision_catalogue_under_way",
            ),
            # 《重大行政决策程序暂行条例》第三条: published after the Party committee's consent.
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "published", "superseded"])
                | (Q(consent_on__isnull=False) & ~Q(consent_of="")),
                name="decision_catalogue_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions_desk:catalogue", args=[self.pk])

    @property
    def title(self) -> str:
        """What it is called; a later version says so."""
        name = f"{self.organisation.name}{self.year}年度重大行政决策事项目录"
        return f"{name}（第{self.number}版）" if self.number > 1 else name

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == DecisionListState.DRAFT


class DecisionMatter(models.Model):
    """One matter of one version (目录里的事项); its code is the same in every version."""

    catalogue = models.ForeignKey(
        DecisionCatalogue, models.CASCADE, related_name="matters", verbose_name="目录"
    )
    code = models.CharField("事项编号", max_length=20)
    position = models.PositiveSmallIntegerField("排序")
    name = models.CharField("事项名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=MatterKind)
    lead = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="承办单位"
    )
    others = models.CharField("协办单位", max_length=300, blank=True)
    basis = models.TextField("依据", blank=True)
    plan = models.JSONField("程序安排", default=dict, blank=True)
    left_out = models.JSONField("不办的程序", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "决策事项"
        ordering = ["catalogue", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "code"], name="decision_matter_code")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def row(self) -> Row:
        """The matter as the pure rules see it."""
        return Row(
            self.name, self.kind, self.lead.code, self.lead.label, self.others, self.basis,
            self.plan, self.left_out,
        )  # fmt: skip


class Decision(OfOrganisation, Stateful):
    """One matter on its legal course (决策事项办理). The lead office owns it, the organ decides.

    What guards ask stands in columns; the evidence of each step is a `DecisionRecord`.
    """

    FLOW: ClassVar[Flow] = DECISION_FLOW

    organ = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="decisions", verbose_name="决策机关"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="承办单位"
    )
    year = models.PositiveSmallIntegerField("年度")
    code = models.CharField("事项编号", max_length=20)
    name = models.CharField("事项名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=MatterKind)
    others = models.CharField("协办单位", max_length=300, blank=True)
    basis = models.TextField("依据", blank=True)
    plan = models.JSONField("程序安排", default=dict, blank=True)
    is_listed = models.BooleanField("在年度目录内", default=True)
    is_open = models.BooleanField("可以公开", default=True)
    left_out = models.JSONField("不办的程序", default=dict, blank=True)
    kept = models.JSONField("沿用的程序", default=list, blank=True)
    round = models.PositiveSmallIntegerField("第几稿", default=1)
    drafted_by = models.CharField("登记草案的人", max_length=40, blank=True)
    summed_up_by = models.CharField("归纳意见的人", max_length=40, blank=True)
    closes_on = models.DateField("征求意见截止", null=True, blank=True)
    hearing = models.CharField("听证会", max_length=10, blank=True)
    risk = models.CharField("风险可控", max_length=5, blank=True)
    legality = models.CharField("合法性审查结论", max_length=10, choices=Legality, blank=True)
    outcome = models.CharField("讨论决定", max_length=10, choices=Outcome, blank=True)
    published_on = models.DateField("决策公布日期", null=True, blank=True)
    touched_on = models.DateField("最近办理日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "重大行政决策"
        ordering = ["-year", "code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "code"], name="one_decision_a_code"),
            # 《重大行政决策程序暂行条例》第二十四条、第二十五条, also against a mistake of ours.
            models.CheckConstraint(
                condition=~Q(state__in=["discussed", "published", "executing", "evaluated"])
                | (~Q(legality__in=["", "unlawful"]) & ~Q(risk="no")),
                name="nothing_decided_unlawfully",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("decisions_desk:matter", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return self.name

    @property
    def period_over(self) -> bool:
        """Whether the consultation is over; true where there is none."""
        return self.closes_on is None or timezone.localdate() > self.closes_on

    @property
    def is_consulting(self) -> bool:
        """Whether anybody may send an opinion today."""
        return self.state == DecisionState.CONSULTING and not self.period_over

    @property
    def days_left(self) -> int:
        """Days left to send an opinion; 0 on the last day."""
        return (self.closes_on - timezone.localdate()).days if self.closes_on else 0


class DecisionRecord(models.Model):
    """What one step left on file (办理材料): read and written whole, so it is JSON of the step."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="records", verbose_name="决策事项"
    )
    step = models.CharField("步骤", max_length=32)
    label = models.CharField("步骤名称", max_length=100)
    stage = models.CharField("决策阶段", max_length=12, choices=DecisionState)
    round = models.PositiveSmallIntegerField("第几稿")
    said = models.JSONField("内容", default=dict)
    recorded_on = models.DateField("登记日期")
    recorded_by_name = models.CharField("登记人", max_length=60)
    is_public = models.BooleanField("已公开", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "办理材料"
        ordering = ["decision", "pk"]

    def __str__(self) -> str:
        return f"{self.label}：{self.decision}"

    def day(self, name: str) -> date | None:
        """A date that was filled in."""
        value: Any = self.said.get(name)
        return date.fromisoformat(value) if value else None


class DecisionDocument(models.Model):
    """A document of a step (附件): a titled text, or the address where it stands."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="documents", verbose_name="决策事项"
    )
    stage = models.CharField("属于哪个阶段", max_length=12, choices=DecisionState)
    title = models.CharField("材料名称", max_length=200)
    text = models.TextField("文字", blank=True)
    url = models.URLField("网址", max_length=500, blank=True)
    is_public = models.BooleanField("拟向社会公开", default=False)
    added_on = models.DateField("登记日期")
    added_by = models.CharField("登记人编号", max_length=64, blank=True)
    released_on = models.DateField("同意公开的日期", null=True, blank=True)
    released_by_name = models.CharField("同意公开的人", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "决策材料"
        ordering = ["decision", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(url=""), name="decision_document_says_something"
            ),
            models.CheckConstraint(
                condition=Q(released_on=None) | Q(is_public=True), name="released_was_to_be_public"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DecisionOpinion(models.Model):
    """Opinions of one kind and what became of them (意见和采纳情况); nobody is named."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="opinions", verbose_name="决策事项"
    )
    round = models.PositiveSmallIntegerField("第几稿")
    position = models.PositiveSmallIntegerField("排序")
    text = models.TextField("意见")
    number = models.PositiveIntegerField("条数", default=1)
    outcome = models.CharField("采纳情况", max_length=10, choices=Adoption, blank=True)
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公众意见"
        ordering = ["decision", "position", "pk"]

    def __str__(self) -> str:
        return self.text[:40]
