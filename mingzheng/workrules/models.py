"""The nouns of work rules: an office's set of rules (一版工作规则) and one rule of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from mingzheng.accounts.models import OfOrganisation
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.workrules.flow import WORK_RULE_FLOW
from mingzheng.workrules.rules.course import Row, rows_of
from mingzheng.workrules.rules.covering import Target
from mingzheng.workrules.states import OPEN_STATES, RuleSetState


class RuleSet(OfOrganisation, Stateful):
    """One edition of an office's work rules. In force it never changes; the next one replaces it.

    Rules name items by code, so that they hold from one edition of the catalogue to the next.
    """

    FLOW: ClassVar[Flow] = WORK_RULE_FLOW

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="rule_sets", verbose_name="单位"
    )
    number = models.PositiveIntegerField("版次")
    title = models.CharField("名称", max_length=200)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="改自"
    )
    submitted_by = models.CharField("送审人", max_length=40, blank=True)
    submitted_by_name = models.CharField("送审人姓名", max_length=60, blank=True)
    reviewed_by_name = models.CharField("审核人姓名", max_length=60, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    superseded_on = models.DateField("被替代日期", null=True, blank=True)
    opened_at = models.DateTimeField("起草时间", auto_now_add=True)
    # Kept by actions: what the guards ask. Pages work it out afresh, since catalogues change.
    rules_total = models.PositiveIntegerField("规则数", default=0)
    faults_total = models.PositiveIntegerField("必须改的问题", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "政务公开工作规则"
        ordering = ["organisation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="rule_set_number"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state=RuleSetState.IN_FORCE),
                name="one_rule_set_in_force",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
                name="one_rule_set_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "in_force", "superseded"])
                | Q(effective_on__isnull=False),
                name="rule_set_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workrules:rule_set", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == RuleSetState.DRAFT

    @property
    def subject_title(self) -> str:
        return self.title


class WorkRule(models.Model):
    """One rule (规则): the course of publishing, and for which items it holds.

    Course and scope are read, written and copied whole, so they are JSON of the rule.
    """

    rule_set = models.ForeignKey(
        RuleSet, models.CASCADE, related_name="rules", verbose_name="工作规则"
    )
    position = models.PositiveSmallIntegerField("排序")
    name = models.CharField("规则名称", max_length=60)
    is_general = models.BooleanField("通用规则", default=False)
    scope = models.JSONField("适用范围", default=list, blank=True)  # [[scope, key], …]
    rows = models.JSONField("办理程序", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "规则"
        ordering = ["rule_set", "-is_general", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "name"], name="one_rule_a_name"),
            models.UniqueConstraint(
                fields=["rule_set"], condition=Q(is_general=True), name="one_general_rule"
            ),
            # The general rule is for whatever no other claims; what it names would be a lie.
            models.CheckConstraint(
                condition=Q(is_general=False) | Q(scope=[]), name="general_rule_names_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workrules:rule", args=[self.rule_set_id, self.pk])

    @cached_property
    def course(self) -> list[Row]:
        """The rows as the pure rules see them."""
        return rows_of(self.rows)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The scope as the pure rules see it."""
        return tuple((scope, key) for scope, key in self.scope)
