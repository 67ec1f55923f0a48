"""The noun of channels: an office's account somewhere, with its settings."""

from django.db import models
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.channels.states import Medium, Scope

PURPOSE = "channel-settings"  # what secrets are sealed for


class Channel(OfOrganisation, models.Model):
    """An account by which an office and those below it speak (发布渠道).

    `values` are open; `sealed` holds the secrets as ciphertext, opened only to send.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="channels", verbose_name="单位"
    )
    medium = models.CharField("渠道", max_length=10, choices=Medium)
    scope = models.CharField("发哪些", max_length=10, choices=Scope, default=Scope.REQUIRED)
    carries_records = models.BooleanField("也发许可和处罚公示", default=False)
    is_on = models.BooleanField("启用", default=False)
    per_minute = models.PositiveSmallIntegerField("每分钟最多发几条", default=20)
    values = models.JSONField("设置", default=dict)
    sealed = models.TextField("密钥（密文）", blank=True, editable=False)
    sealed_names = models.JSONField("填过的密钥", default=list, editable=False)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "发布渠道"
        ordering = ["organisation__path", "medium"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "medium"], name="one_channel_a_medium")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_name}{self.get_medium_display()}"

    def get_absolute_url(self) -> str:
        return reverse("channels:channel", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return f"发布渠道：{self}"
