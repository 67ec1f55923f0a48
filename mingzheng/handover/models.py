"""The nouns of handing over: what was handed over, the meeting in it, the key of a system."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.core.models import Stateful
from mingzheng.handover.flow import HANDOVER_FLOW
from mingzheng.handover.rules.parcels import Parcel, Sitting
from mingzheng.handover.states import HandoverKind, MeetingType
from mingzheng.processes.states import Ground
from mingzheng.texts.states import ArticleKind, Disclosure

PER_MINUTE = 60  # calls of one key in a minute, until the administrator says otherwise


class Handover(OfOrganisation, Stateful):
    """Something formed that a document system or a clerk handed over (移交件).

    `system` and `source_id` are the sender's own: the same twice is the same thing. `publish_by`
    is the first of its dues, or the day by the law alone while no item is known.
    """

    FLOW = HANDOVER_FLOW

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="handovers", verbose_name="单位"
    )
    number = models.CharField("移交号", max_length=40, unique=True)
    system = models.CharField("办文系统", max_length=60, blank=True)
    source_id = models.CharField("原系统编号", max_length=100)
    version = models.PositiveSmallIntegerField("第几次移交", default=1)
    kind = models.CharField("种类", max_length=12, choices=HandoverKind)
    article_kind = models.CharField("信息种类", max_length=16, choices=ArticleKind)
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    formed_on = models.DateField("形成日期")
    disclosure = models.CharField("公开属性", max_length=12, choices=Disclosure)
    ground = models.CharField("不公开的情形", max_length=8, choices=Ground, blank=True)
    basis = models.CharField("依据", max_length=500, blank=True)
    reason = models.TextField("理由", blank=True)
    next_review_on = models.DateField("下次复核日期", null=True, blank=True)
    items = models.JSONField("公开事项", default=list, blank=True)
    body = models.TextField("正文", blank=True)
    content_hash = models.CharField("内容指纹", max_length=64)
    file_hashes = models.JSONField("文件指纹", default=list, blank=True)
    files = models.ManyToManyField("prose.Attachment", related_name="+", verbose_name="文件")
    dues = models.ManyToManyField("dues.Due", related_name="handovers", verbose_name="应公开")
    article = models.ForeignKey(
        "publishing.Article", models.PROTECT, null=True, blank=True, related_name="handovers",
        verbose_name="公开的信息",
    )  # fmt: skip
    publish_by = models.DateField("最晚公开日期", null=True, blank=True)
    sent_by = models.CharField("移交人编号", max_length=64)
    sent_by_name = models.CharField("移交人", max_length=100)
    sent_at = models.DateTimeField("移交时间")
    passed_by_name = models.CharField("审核人", max_length=100, blank=True)
    passed_on = models.DateField("审核日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "移交件"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "source_id"], name="handed_over_once"
            ),
            models.CheckConstraint(
                condition=Q(disclosure=Disclosure.ACTIVE) | (~Q(ground="") & ~Q(reason="")),
                name="handover_not_open_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "publish_by"], name="handover_open")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("handover_desk:handover", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.label}移交：{self.title}"

    @property
    def is_active(self) -> bool:
        return self.disclosure == Disclosure.ACTIVE

    @property
    def ground_words(self) -> str:
        return Ground(self.ground).words if self.ground else ""

    @property
    def parcel(self) -> Parcel:
        """What was handed over, as the rules see it; one query for the meeting, if it is one."""
        names = (
            *("source_id", "title", "formed_on", "kind", "article_kind", "document_number"),
            *("dated_on", "disclosure", "ground", "basis", "reason", "next_review_on", "body"),
        )
        said: dict[str, Any] = {name: getattr(self, name) for name in names}
        sitting = self.meeting.sitting if self.kind == HandoverKind.MEETING else None
        return Parcel(
            **said, items=tuple(self.items), file_hashes=tuple(self.file_hashes), meeting=sitting
        )


class Meeting(models.Model):
    """A meeting that was handed over (会议): its topics, what it decided, who listened."""

    handover = models.OneToOneField(
        Handover, models.CASCADE, related_name="meeting", verbose_name="移交件"
    )
    type = models.CharField("会议种类", max_length=12, choices=MeetingType)
    held_on = models.DateField("开会日期")
    session = models.CharField("会议届次", max_length=60, blank=True)
    topics = models.JSONField("议题", default=list)
    decisions = models.JSONField("议定事项", default=list, blank=True)
    attendees = models.CharField("参加人员", max_length=300, blank=True)
    is_open = models.BooleanField("邀请代表列席", default=False)
    guests = models.CharField("列席代表", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.session or self.get_type_display()

    @property
    def sitting(self) -> Sitting:
        """The meeting as the rules see it."""
        return Sitting(
            self.type, self.held_on, self.session, tuple(self.topics), tuple(self.decisions),
            self.attendees, self.is_open, self.guests,
        )  # fmt: skip


class SystemKey(OfOrganisation, models.Model):
    """The key of an office's document system (接口密钥): shown once, kept as its digest.

    It acts for the office and those below it, until it is revoked.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="system_keys", verbose_name="单位"
    )
    system = models.CharField("系统名称", max_length=60)
    prefix = models.CharField("密钥前几位", max_length=12, unique=True)
    digest = models.CharField("密钥指纹", max_length=64, unique=True)
    per_minute = models.PositiveSmallIntegerField("每分钟最多几次", default=PER_MINUTE)
    issued_by_name = models.CharField("发放人", max_length=100)
    issued_at = models.DateTimeField("发放时间", auto_now_add=True)
    revoked_at = models.DateTimeField("收回时间", null=True, blank=True)
    revoked_by_name = models.CharField("收回人", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "接口密钥"
        ordering = ["organisation__path", "system", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system"],
                condition=Q(revoked_at=None),
                name="one_live_key_a_system",
            )
        ]

    def __str__(self) -> str:
        return f"{self.system}（{self.prefix}…）"

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.label}的接口密钥：{self.system}"
