"""The noun of checks: a finding that somebody let pass."""

from django.db import models

from mingzheng.proofing.rules.kinds import KINDS


class Override(models.Model):
    """A red finding that somebody let pass (放行), by name and with a reason.

    No foreign key: any room's subject may be checked. What was found is not kept, for it is often
    just what must not be kept; the fingerprint dies with the text.
    """

    subject_type = models.CharField("对象类型", max_length=100)
    subject_id = models.CharField("对象编号", max_length=64)
    fingerprint = models.CharField("识别码", max_length=32)
    code = models.CharField("检查项", max_length=32)
    where = models.CharField("位置", max_length=300)
    reason = models.CharField("理由", max_length=500)
    by_id = models.CharField("放行人编号", max_length=64)
    by_name = models.CharField("放行人", max_length=100)
    at = models.DateTimeField("放行时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "放行"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "fingerprint"], name="override_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(by_name=""), name="override_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}：{self.reason}"

    @property
    def label(self) -> str:
        """What kind of finding it was, in words."""
        return KINDS[self.code].label if self.code in KINDS else self.code
