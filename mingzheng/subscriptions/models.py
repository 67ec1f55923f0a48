"""The nouns of subscriptions: who, what they follow, what they asked for, what they are told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingzheng.channels.states import Medium
from mingzheng.notifications.models import Announcement
from mingzheng.subscriptions.states import Follow, LetterState, Pace

PURPOSE = "subscription-address"  # what addresses are sealed and marked for
BY = ((Medium.EMAIL.value, "电子邮件"), (Medium.SMS.value, "短信"))


class _Addressed(models.Model):
    """An address that only the machine opens: ciphertext, a mark to find it by, a mask to show."""

    PERSONAL: ClassVar = frozenset({"sealed", "mark", "masked"})

    medium = models.CharField("推送方式", max_length=10, choices=BY)
    sealed = models.TextField("地址（密文）")
    mark = models.CharField("地址（盲索引）", max_length=64)
    masked = models.CharField("地址（掩码）", max_length=140)
    pace = models.CharField("多久一次", max_length=10, choices=Pace, default=Pace.DAILY)

    class Meta:
        abstract = True


class Subscriber(_Addressed):
    """Somebody who follows something (订阅人) and has confirmed it. Deleted when they stop."""

    key = models.CharField("链接的钥匙", max_length=64, unique=True, editable=False)
    since = models.DateTimeField("订阅时间", auto_now_add=True)
    turn = models.PositiveIntegerField("第几轮", default=0, editable=False)
    told_at = models.DateTimeField("最近推送", null=True, blank=True)
    retry_at = models.DateTimeField("下次再试", null=True, blank=True)
    refused = models.PositiveSmallIntegerField("连续几次没收", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "订阅人"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["mark"], name="one_subscriber_an_address")]

    def __str__(self) -> str:
        return self.masked


class Interest(models.Model):
    """One thing that a subscriber follows (订阅内容)."""

    subscriber = models.ForeignKey(
        Subscriber, models.CASCADE, related_name="interests", verbose_name="订阅人"
    )
    kind = models.CharField("订阅什么", max_length=10, choices=Follow)
    value = models.CharField("哪一个", max_length=80)
    label = models.CharField("名称", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "订阅内容"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "kind", "value"], name="followed_once")
        ]
        indexes = [models.Index(fields=["kind", "value"], name="interest_by_key")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.label}"


class Request(_Addressed):
    """Somebody typed an address (订阅申请): worth nothing until whoever reads it there says yes."""

    wanted = models.JSONField("想订阅的", default=list)  # [[kind, value, label], …]
    nonce = models.CharField("一次性凭据（指纹）", max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField("试了几次", default=0)
    asked_at = models.DateTimeField("申请时间", auto_now_add=True)
    sent_at = models.DateTimeField("确认信发出", null=True, blank=True)
    sendings = models.PositiveSmallIntegerField("发了几次", default=0)
    retry_at = models.DateTimeField("最早再发", null=True, blank=True)
    said = models.CharField("结果", max_length=200, blank=True)
    expires_at = models.DateTimeField("有效到", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "订阅申请"
        indexes = [
            models.Index(fields=["mark", "asked_at"], name="request_by_address"),
            models.Index(fields=["id"], condition=Q(sent_at=None), name="request_unsent"),
        ]

    def __str__(self) -> str:
        return self.masked


class Letter(models.Model):
    """One release to tell one subscriber of (推送). Several go out in one mail."""

    subscriber = models.ForeignKey(
        Subscriber, models.CASCADE, related_name="letters", verbose_name="订阅人"
    )
    announcement = models.ForeignKey(
        Announcement, models.CASCADE, related_name="letters", verbose_name="发布动态"
    )
    standing = models.CharField(
        "推送状态", max_length=10, choices=LetterState, default=LetterState.WAITING
    )
    claimed_at = models.DateTimeField("开始推送", null=True, blank=True)
    sent_at = models.DateTimeField("推送时间", null=True, blank=True)
    said = models.CharField("结果", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "推送"
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "announcement"], name="told_once")
        ]
        indexes = [
            models.Index(
                fields=["subscriber"], condition=Q(standing="waiting"), name="letter_waiting"
            ),
            models.Index(
                fields=["claimed_at"], condition=Q(standing="sending"), name="letter_sending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} → {self.subscriber_id}"
