"""The nouns of processes: steps of a power or service, and the information they make."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.powers.models import PowerItem
from mingzheng.powers.states import LimitUnit
from mingzheng.processes.flow import JUDGEMENT_FLOW
from mingzheng.processes.rules.steps import Next, StepContent
from mingzheng.processes.states import Attribute, Ground


class ProcessStep(models.Model):
    """One step of how a power runs (环节): post, time, input, output, where it leads."""

    item = models.ForeignKey(PowerItem, models.CASCADE, related_name="steps", verbose_name="事项")
    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("环节名称", max_length=100)
    post = models.CharField("岗位", max_length=100, blank=True)
    limit = models.PositiveSmallIntegerField("时限", null=True)
    unit = models.CharField("时限单位", max_length=8, choices=LimitUnit.choices, blank=True)
    input = models.TextField("输入", blank=True)
    output = models.TextField("输出", blank=True)
    nexts = models.JSONField("下一环节", default=list)
    is_end = models.BooleanField("到此结束", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "环节"
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_process_step_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    @property
    def content(self) -> StepContent:
        """The step as the pure rules see it; its information comes prefetched."""
        return StepContent(
            self.number,
            self.name,
            self.post,
            self.limit,
            self.unit,
            self.input,
            self.output,
            tuple(Next(**one) for one in self.nexts),
            self.is_end,
            tuple((one.name, one.suggested) for one in self.information.all()),
        )


class Information(Stateful):
    """Information that a step makes (环节产生的信息), and whether it is public (公开属性)."""

    FLOW: ClassVar[Flow] = JUDGEMENT_FLOW

    step = models.ForeignKey(
        ProcessStep, models.CASCADE, related_name="information", verbose_name="环节"
    )
    position = models.PositiveSmallIntegerField("排序", default=0)
    name = models.CharField("信息名称", max_length=200)
    suggested = models.CharField(
        "表里拟的属性", max_length=12, choices=Attribute.choices, blank=True
    )
    attribute = models.CharField("公开属性", max_length=12, choices=Attribute.choices, blank=True)
    ground = models.CharField("不公开的情形", max_length=6, choices=Ground.choices, blank=True)
    basis = models.TextField("法律依据", blank=True)
    reason = models.TextField("理由", blank=True)
    next_review_on = models.DateField("下次复核日期", null=True, blank=True, db_index=True)
    proposed_by = models.CharField("提请人", max_length=40, blank=True)
    proposed_by_name = models.CharField("提请人姓名", max_length=60, blank=True)
    passed_by_name = models.CharField("审核人姓名", max_length=60, blank=True)
    passed_on = models.DateField("审核日期", null=True, blank=True)
    item_code = models.CharField("公开事项编码", max_length=20, blank=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "环节产生的信息"
        ordering = ["step", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["step", "name"], name="one_information_a_name"),
            # 条例第十八条: what is withheld is looked at again, so it must say when and why.
            models.CheckConstraint(
                condition=~Q(state__in=["review", "settled"])
                | (
                    Q(attribute__in=["on_request", "withheld"])
                    & ~Q(ground="")
                    & ~Q(basis="")
                    & ~Q(reason="")
                    & Q(next_review_on__isnull=False)
                ),
                name="information_withheld_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | (Q(attribute="active") & ~Q(item_code="")),
                name="information_active_has_item",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("processes:information", args=[self.pk])

    @property
    def ground_words(self) -> str:
        return Ground(self.ground).words if self.ground else ""

    @property
    def power(self) -> PowerItem:
        return self.step.item

    @property
    def edition_state(self) -> str:
        return self.step.item.edition.state

    @property
    def subject_title(self) -> str:
        return f"公开属性：{self.step.item.title}“{self.step.name}”的{self.name}"

    @property
    def organisation_path(self) -> str:
        return self.step.item.edition.organisation_path

    @property
    def organisation_code(self) -> str:
        return self.step.item.edition.organisation_code

    @property
    def organisation_name(self) -> str:
        return self.step.item.edition.organisation_name
