"""The nouns of notifications: what happened, what is owed to a channel, each try, each proof."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.channels.models import Channel
from mingzheng.channels.states import Medium, Outcome
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.notifications.flow import DELIVERY_FLOW
from mingzheng.notifications.rules.ways import Way, way_of
from mingzheng.notifications.states import DeliveryState, Evidence, Happening, Series
from mingzheng.publishing.models import Article

MISSING = Q(done_on=None, withdrawn_on=None, is_required=True)


class Announcement(OfOrganisation, models.Model):
    """A release, correction or withdrawal taken note of (发布动态).

    One for each event of an article; one for all records of a `series` that an office let out
    together, whose `parts` say which. `address`, `title` and `summary` are kept for these only:
    an article is asked itself.
    """

    event_id = models.BigIntegerField("留痕编号", unique=True)
    kind = models.CharField("发什么", max_length=10, choices=Happening)
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="announcements", verbose_name="信息",
        null=True, blank=True,
    )  # fmt: skip
    series = models.CharField("哪一类公示", max_length=10, choices=Series, blank=True)
    address = models.CharField("网址", max_length=200, blank=True)
    summary = models.CharField("摘要", max_length=300, blank=True)
    told = models.PositiveIntegerField("说的是几条", default=0)
    standing = models.PositiveIntegerField("还公示的有几条", default=0)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    title = models.CharField("标题", max_length=300)
    note = models.TextField("说明", blank=True)
    at = models.DateTimeField("时间")
    pushed_at = models.DateTimeField("推送给订阅人的时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发布动态"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(pushed_at=None), name="announcement_unpushed"),
            models.Index(fields=["address"], name="announcement_address"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, series="")
                | (Q(article=None) & ~Q(series="") & ~Q(address="")),
                name="announces_an_article_or_records",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"

    @property
    def subject_title(self) -> str:
        return str(self)

    @property
    def is_public(self) -> bool:
        """Whether what it tells of may be read now: an article, at least one record."""
        return self.article.is_public if self.article else self.standing > 0

    @property
    def shown_title(self) -> str:
        """What it tells of is called now, not what it was called then."""
        return self.article.shown_title if self.article else self.title

    @property
    def shown_summary(self) -> str:
        """In a few words what may be read now; empty where nothing may."""
        if self.article:
            return self.article.summary if self.article.is_public else ""
        return self.summary

    @property
    def shown_address(self) -> str:
        """Where everybody reads it."""
        return self.article.get_absolute_url() if self.article else self.address


class Part(models.Model):
    """One record that an announcement tells of (动态所含的一条), by its public address.

    `title` is empty where the record is about a natural person: it is counted, never named.
    """

    announcement = models.ForeignKey(
        Announcement, models.CASCADE, related_name="parts", verbose_name="发布动态"
    )
    event_id = models.BigIntegerField("留痕编号", unique=True)
    address = models.CharField("网址", max_length=200, db_index=True)
    title = models.CharField("标题", max_length=300, blank=True)
    summary = models.CharField("摘要", max_length=300, blank=True)
    is_shown = models.BooleanField("还公示", default=True)
    was_named = models.BooleanField("发的时候写了名称", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "动态所含"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or self.address


class Delivery(OfOrganisation, Stateful):
    """One announcement on its way to one medium (渠道发布). Sent once, or a person says again."""

    FLOW: ClassVar[Flow] = DELIVERY_FLOW

    announcement = models.ForeignKey(
        Announcement, models.CASCADE, related_name="deliveries", verbose_name="发布动态"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    medium = models.CharField("渠道", max_length=10, choices=Medium)
    channel = models.ForeignKey(
        Channel, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="账号"
    )
    earlier = models.CharField("平台上原来的编号", max_length=120, blank=True)
    tries = models.PositiveSmallIntegerField("发了几次", default=0)
    next_at = models.DateTimeField("下次发送", null=True, blank=True)
    claimed_at = models.DateTimeField("开始发送", null=True, blank=True)
    notes = models.JSONField("平台上的进度", default=dict, blank=True)
    external_id = models.CharField("平台编号", max_length=120, blank=True)
    address = models.CharField("平台上的网址", max_length=500, blank=True)
    said = models.CharField("最近的结果", max_length=200, blank=True)
    answer_digest = models.CharField("答复的指纹", max_length=64, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "渠道发布"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "medium"], name="one_delivery_a_medium"
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.SENT) | Q(sent_at__isnull=False),
                name="sent_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_at"], name="delivery_due"),
            models.Index(fields=["organisation", "state"], name="delivery_office"),
        ]

    def __str__(self) -> str:
        return f"{self.get_medium_display()}：{self.announcement.title}"

    def get_absolute_url(self) -> str:
        return reverse("notifications:delivery", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return str(self)

    @property
    def key(self) -> str:
        """The same for every try: whoever has had it does nothing."""
        return f"{self.announcement.event_id}-{self.medium}"


class Attempt(models.Model):
    """One try to send a delivery (发送记录); without an end the process was killed on the way."""

    delivery = models.ForeignKey(
        Delivery, models.CASCADE, related_name="attempts", verbose_name="渠道发布"
    )
    number = models.PositiveSmallIntegerField("第几次")
    began_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    said = models.CharField("说明", max_length=200, blank=True)
    answer_digest = models.CharField("答复的指纹", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发送记录"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="one_attempt_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}，第 {self.number} 次"


class Requirement(OfOrganisation, models.Model):
    """A channel that an article's duties ask for (要求的渠道), and whether it has happened."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="requirements", verbose_name="信息"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    name = models.CharField("公开渠道和载体", max_length=100)
    is_required = models.BooleanField("必须", default=True)
    item_name = models.CharField("公开事项", max_length=300, blank=True)
    due_on = models.DateField("到期日", null=True, blank=True)
    done_on = models.DateField("做到的日期", null=True, blank=True)
    evidence = models.CharField("凭什么算做到", max_length=10, choices=Evidence, blank=True)
    said = models.CharField("说明", max_length=200, blank=True)
    withdrawn_on = models.DateField("信息撤回的日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "要求的渠道"
        ordering = ["article", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "name"], name="one_requirement_a_channel"),
            models.CheckConstraint(
                condition=Q(done_on=None, evidence="")
                | (Q(done_on__isnull=False) & ~Q(evidence="")),
                name="done_by_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on"], condition=MISSING, name="channel_missing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}：{self.article}"

    @property
    def subject_title(self) -> str:
        return f"{self.article.title}：{self.name}"

    @property
    def way(self) -> Way:
        return way_of(self.name)

    @property
    def is_missing(self) -> bool:
        return self.is_required and self.done_on is None and self.withdrawn_on is None


class Proof(OfOrganisation, models.Model):
    """A photo that it hung, lay or was told somewhere (公开凭证). Taken back, never deleted."""

    requirement = models.ForeignKey(
        Requirement, models.CASCADE, related_name="proofs", verbose_name="要求的渠道"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    on = models.DateField("公开的日期")
    place = models.CharField("在哪里", max_length=100)
    photo = models.ForeignKey(
        "prose.Attachment", models.PROTECT, related_name="+", verbose_name="照片"
    )
    recorded_by = models.CharField("记录人工号", max_length=64)
    recorded_by_name = models.CharField("记录人", max_length=60)
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)
    withdrawn_on = models.DateField("作废日期", null=True, blank=True)
    withdrawn_reason = models.CharField("作废原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开凭证"
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.place}，{self.on:%Y-%m-%d}"

    @property
    def subject_title(self) -> str:
        return f"公开凭证：{self}"
