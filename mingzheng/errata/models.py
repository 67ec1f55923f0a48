"""The nouns of errata: a report with its answer, and within how many days offices answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.errata.states import Fault

LONGEST = 20  # working days a county may allow itself; ours, as long as any reply (条例第三十三条)
WORKDAYS = 3  # usual practice, 待核实: no document seen says so; each county sets its own


class ErrorReport(OfOrganisation, models.Model):
    """What somebody found wrong (找错), for the office that answers. The code is the receipt."""

    PERSONAL: ClassVar = frozenset({"contact"})

    code = models.CharField("查询码", max_length=12, unique=True, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="error_reports", verbose_name="单位"
    )
    page = models.CharField("网页", max_length=300)
    fault = models.CharField("错在哪里", max_length=10, choices=Fault)
    text = models.TextField("说明")
    contact = models.CharField("联系方式", max_length=100, blank=True)
    sent_at = models.DateTimeField("提交时间", auto_now_add=True)
    due_on = models.DateField("答复期限")
    reply = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by_name = models.CharField("答复人", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "网站找错"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, reply="")
                | (Q(answered_at__isnull=False) & ~Q(reply="")),
                name="error_report_answered_whole",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "answered_at", "due_on"], name="errata_open")
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("errata_desk:report", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return f"网站找错 {self.code}"

    @property
    def is_here(self) -> bool:
        """Whether the page is an address of this site that one may follow."""
        return self.page.startswith("/") and not self.page.startswith(("//", "/\\"))

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


class AnswerRule(OfOrganisation, models.Model):
    """Within how many working days the offices below answer (答复期限)."""

    organisation = models.OneToOneField(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    workdays = models.PositiveSmallIntegerField("几个工作日内答复", default=WORKDAYS)

    class Meta:
        verbose_name = verbose_name_plural = "找错答复期限"

    def __str__(self) -> str:
        return f"{self.workdays} 个工作日"

    @property
    def subject_title(self) -> str:
        return "网站找错答复期限"
