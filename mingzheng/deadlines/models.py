"""The tables of periods: clocks with their ledgers, and the working calendar."""

from django.db import models


class Clock(models.Model):
    """One legal or promised period of one subject (期限). Its ledger is in `ClockFact`."""

    subject_type = models.CharField("对象类型", max_length=100)
    subject_id = models.CharField("对象编号", max_length=64)
    subject_title = models.TextField("对象名称")
    organisation = models.CharField("单位编码", max_length=64, blank=True)
    organisation_path = models.CharField("单位路径", max_length=255, blank=True, db_index=True)
    kind = models.CharField("种类", max_length=64)
    label = models.CharField("名称", max_length=100)
    promised = models.BooleanField("承诺期限", default=False)
    due_on = models.DateField("到期日", db_index=True)
    paused_since = models.DateField("暂停起", null=True)
    stopped_on = models.DateField("结束日", null=True, db_index=True)
    provisional = models.BooleanField("暂定", default=False)
    calendar_version = models.CharField("日历版本", max_length=64)
    explanation = models.JSONField("算法说明", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "kind", "promised"], name="one_clock_per_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.due_on:%Y-%m-%d}"


class ClockFact(models.Model):
    """One line of a clock's ledger (期限台账); only added to."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="facts", verbose_name="期限")
    action = models.CharField("动作", max_length=16)
    on = models.DateField("日期")
    workdays = models.PositiveIntegerField("工作日", null=True)
    days = models.PositiveIntegerField("自然日", null=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    note = models.TextField("说明", blank=True)
    actor_id = models.CharField("人员编号", max_length=64)
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "期限台账"

    def __str__(self) -> str:
        return f"{self.action} {self.on:%Y-%m-%d}"


class CalendarYear(models.Model):
    """One year of the working calendar; not announced means provisional (暂定)."""

    year = models.PositiveIntegerField("年份", unique=True)
    announced = models.BooleanField("已公布")
    source = models.CharField("来源", max_length=200)
    version = models.CharField("版本", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "工作日历"

    def __str__(self) -> str:
        return f"{self.year} 年"

    @property
    def subject_title(self) -> str:
        return f"{self.year} 年工作日历"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a day off, or a make-up workday (调休)."""

    date = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=100)
    source = models.CharField("来源", max_length=200)
    version = models.CharField("版本", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "特殊日"

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {'班' if self.is_workday else '休'} {self.name}"
