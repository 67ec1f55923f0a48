"""One table: that something the public could see has changed (公开变动)."""

from django.db import models


class PublicChange(models.Model):
    """A transaction that wrote something public. It says only that, and goes within the hour.

    `takes_back`: something public may be read no more, so no page from before may be shown.
    """

    at = models.DateTimeField("时间", auto_now_add=True)
    takes_back = models.BooleanField("有撤回", db_default=False)

    class Meta:
        verbose_name = verbose_name_plural = "公开变动"

    def __str__(self) -> str:
        return f"{self.at:%F %T}"
