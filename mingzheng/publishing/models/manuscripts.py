"""Manuscripts (稿件): one way out of an article, and the reviews on the way."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.publishing.flow import FLOWS, MOST, PLANS
from mingzheng.publishing.models.articles import Article
from mingzheng.publishing.models.revisions import Revision
from mingzheng.publishing.states import OPEN_STATES, ManuscriptState, Purpose, ReviewStage
from mingzheng.texts.states import Disclosure


class Manuscript(OfOrganisation, Stateful):
    """A text on its way to the public (稿件): new, a correction (更正) or an amendment (修订).

    While it is on its way, what is public already stays as it is. The columns from `title` on
    are what guards and lists ask, kept by actions whenever the revision changes.
    """

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="manuscripts", verbose_name="信息"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="manuscripts", verbose_name="单位"
    )
    purpose = models.CharField("办理事由", max_length=12, choices=Purpose, default=Purpose.NEW)
    public_note = models.TextField("更正说明", blank=True)
    closes_earlier = models.TextField("以前的文字不再公开的理由", blank=True)  # empty: they stay
    plan = models.PositiveSmallIntegerField("几道审查", default=MOST)
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="现在的稿次"
    )
    publish_at = models.DateTimeField("定时发布", null=True, blank=True)
    opened_at = models.DateTimeField("起草时间", auto_now_add=True)
    submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    drafter = models.CharField("拟稿人编号", max_length=64)
    drafter_name = models.CharField("拟稿人", max_length=100)
    title = models.CharField("标题", max_length=300, blank=True)
    kind = models.CharField("信息种类", max_length=16, blank=True)
    disclosure = models.CharField(
        "公开属性", max_length=12, choices=Disclosure, default=Disclosure.ACTIVE
    )
    writers = models.JSONField("写过的人", default=list, editable=False)  # keys of people
    passers = models.JSONField("审过的人", default=list, editable=False)  # keys, this time round
    missing = models.JSONField("还缺什么", default=list, editable=False)  # words
    red_findings = models.PositiveIntegerField("必须改的问题", default=0, editable=False)
    interpretation_gap = models.TextField("解读没有同步", blank=True, editable=False)
    interpretation_reason = models.TextField("不同步解读的理由", blank=True)
    held_back = models.TextField("到时间没有发出去的原因", blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "稿件"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
                name="one_manuscript_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | (Q(published_at__isnull=False) & Q(revision__isnull=False)),
                name="published_when_and_what",
            ),
            models.CheckConstraint(condition=Q(plan__in=list(PLANS)), name="plan_of_reviews"),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-opened_at"], name="manuscript_office"),
            models.Index(fields=["state", "publish_at"], name="manuscript_due"),
        ]

    def __str__(self) -> str:
        return self.subject_title

    def get_absolute_url(self) -> str:
        return reverse("newsroom:manuscript", args=[self.pk])

    @property
    def FLOW(self) -> Flow:  # type: ignore[override]
        return FLOWS[self.plan]

    @property
    def subject_title(self) -> str:
        return self.title or "（还没有标题）"

    @property
    def is_draft(self) -> bool:
        return self.state == ManuscriptState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Review(models.Model):
    """What one reviewer said of one revision (审查意见)."""

    manuscript = models.ForeignKey(
        Manuscript, models.PROTECT, related_name="reviews", verbose_name="稿件"
    )
    stage = models.CharField("环节", max_length=8, choices=ReviewStage)
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="reviews", verbose_name="审查的稿次"
    )
    is_passed = models.BooleanField("通过")
    opinion = models.TextField("意见", blank=True)
    reviewer = models.CharField("审查人编号", max_length=64)
    reviewer_name = models.CharField("审查人", max_length=100)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "审查"
        ordering = ["manuscript", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}{'通过' if self.is_passed else '退回'}"
