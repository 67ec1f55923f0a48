"""What an office decides about its own publishing (发布设置): reviews, interpretation."""

from django.db import models

from mingzheng.accounts.models import OfOrganisation
from mingzheng.publishing.flow import MOST, PLANS


class ReviewPlan(OfOrganisation, models.Model):
    """How many reviews manuscripts of an office and those below it go through (审查道数)."""

    organisation = models.OneToOneField(
        "accounts.Organisation", models.PROTECT, related_name="review_plan", verbose_name="单位"
    )
    reviews = models.PositiveSmallIntegerField("几道审查", default=MOST)

    class Meta:
        verbose_name = verbose_name_plural = "审查道数"
        constraints = [
            models.CheckConstraint(condition=models.Q(reviews__in=list(PLANS)), name="plan_known")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}：{self.reviews} 道"

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.label}审查道数"


class InterpretationRule(OfOrganisation, models.Model):
    """Which kinds must go out with an interpretation, and how soon (解读同步), here and below."""

    organisation = models.OneToOneField(
        "accounts.Organisation", models.PROTECT, related_name="interpretation_rule",
        verbose_name="单位",
    )  # fmt: skip
    kinds = models.JSONField("要同步解读的信息种类", default=list)
    workdays = models.PositiveSmallIntegerField("最晚在文件发布后几个工作日", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "解读同步"

    def __str__(self) -> str:
        return f"{self.organisation}：{self.workdays} 个工作日"

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.label}解读同步"
