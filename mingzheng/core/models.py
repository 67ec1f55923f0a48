"""The tables of the ground: events and registers."""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from mingzheng.core.flow import Flow


class Stateful(models.Model):
    """Anything that stands in a flow. Only `moves.move` writes these two columns."""

    FLOW: ClassVar[Flow]

    state = models.CharField("状态", max_length=32, db_index=True)
    steps_taken = models.PositiveIntegerField("已走步数", default=0, editable=False)

    class Meta:
        abstract = True

    if TYPE_CHECKING:  # each room supplies these, as properties or as columns

        @property
        def subject_title(self) -> str: ...
        @property
        def organisation_path(self) -> str: ...
        @property
        def organisation_code(self) -> str: ...
        @property
        def organisation_name(self) -> str: ...

    @property
    def state_label(self) -> str:
        return self.FLOW.states.get(self.state, self.state)


class OfArea(models.Model):
    """What the trace asks of a subject that belongs to the whole area, not to one office."""

    organisation_path = organisation_code = organisation_name = ""

    class Meta:
        abstract = True

    @property
    def subject_title(self) -> str:
        return f"{self._meta.verbose_name}：{self}"

    @property
    def trace_type(self) -> str:
        """What the trace calls this kind of subject."""
        return self._meta.label_lower


class Event(models.Model):
    """One thing that happened (留痕). Only ever added to: the database refuses change.

    No foreign keys: an event must outlive what it tells of. `facts_text` is kept exactly as
    it was hashed; read it through `facts`. `at` has whole seconds, so that both databases
    print it alike.
    """

    at = models.DateTimeField("时间", db_index=True)
    actor_id = models.CharField("人员编号", max_length=64)
    actor_name = models.CharField("人员", max_length=100)
    organisation = models.CharField("单位编码", max_length=64, blank=True)
    organisation_name = models.CharField("单位", max_length=200, blank=True)
    subject_type = models.CharField("对象类型", max_length=100)
    subject_id = models.CharField("对象编号", max_length=64)
    sequence = models.PositiveIntegerField("序号")
    subject_title = models.TextField("对象名称")
    step = models.CharField("步骤", max_length=100)
    label = models.CharField("步骤名称", max_length=100)
    from_state = models.CharField("原状态", max_length=32, blank=True)
    to_state = models.CharField("新状态", max_length=32, blank=True)
    note = models.TextField("意见", blank=True)
    facts_text = models.TextField("细节", default="{}")
    request_id = models.CharField("请求编号", max_length=64, blank=True)
    algorithm = models.CharField("算法", max_length=16)
    previous_hash = models.CharField("上一条校验值", max_length=64, blank=True)
    hash = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "留痕"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "sequence"], name="one_event_per_sequence"
            )
        ]
        indexes = [models.Index(fields=["organisation", "at"], name="event_by_organisation")]

    def __str__(self) -> str:
        return f"{self.label}：{self.subject_title}"

    @cached_property
    def facts(self) -> dict[str, Any]:
        return dict(json.loads(self.facts_text))


class Register(models.Model):
    """A number series of one year (编号簿), such as 云公申〔2026〕."""

    name = models.CharField("名称", max_length=100)
    year = models.PositiveIntegerField("年份")
    last = models.PositiveIntegerField("最后编号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号簿"
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="one_register_a_year")]

    def __str__(self) -> str:
        return f"{self.name}〔{self.year}〕"


class IssuedNumber(models.Model):
    """One number given out; a void one stays, with its reason, and is never used again."""

    register = models.ForeignKey(Register, models.PROTECT, verbose_name="编号簿")
    number = models.PositiveIntegerField("编号")
    title = models.TextField("用于")
    actor_id = models.CharField("人员编号", max_length=64)
    issued_at = models.DateTimeField("取号时间", auto_now_add=True)
    void_reason = models.TextField("作废原因", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已取编号"
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="a_number_is_given_once")
        ]

    def __str__(self) -> str:
        return f"{self.register}{self.number}号"

    @property
    def subject_title(self) -> str:
        return str(self)
