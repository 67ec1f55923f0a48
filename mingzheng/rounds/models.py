"""The nouns of a round (填报轮次): the round, what each office owes, remarks on rows."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property

from mingzheng.accounts.states import Level
from mingzheng.catalogue.states import ListKind
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.rounds.flow import ROUND_FLOW, SUBMISSION_FLOW
from mingzheng.rounds.states import OWED, SubmissionState


class Round(Stateful):
    """One collection (填报轮次): who asks, for which lists, by when, how to fill in."""

    FLOW: ClassVar[Flow] = ROUND_FLOW

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="rounds", verbose_name="发起单位"
    )
    title = models.CharField("名称", max_length=100)
    kinds = models.JSONField("清单种类", default=list)
    due_on = models.DateField("截止日期", db_index=True)
    instructions = models.TextField("填报要求", blank=True)
    guidance = models.TextField("辅导材料", blank=True)
    opened_on = models.DateField("发起日期", null=True, blank=True)
    created_at = models.DateTimeField("起草时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "填报轮次"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rounds:round", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def organisation_path(self) -> str:
        return self.organisation.path

    @property
    def organisation_code(self) -> str:
        return self.organisation.code

    @property
    def organisation_name(self) -> str:
        return self.organisation.name

    @property
    def kind_labels(self) -> list[str]:
        return [str(ListKind(kind).label) for kind in self.kinds]

    @cached_property
    def tally(self) -> dict[tuple[str, str], int]:
        """How many submissions by (level of the office, state): read once, for board and guards."""
        rows = self.submissions.order_by().values_list("organisation__level", "state")
        return {(level, state): n for level, state, n in rows.annotate(n=models.Count("pk"))}

    def _total(self, *states: str) -> int:
        return sum(n for (_, state), n in self.tally.items() if not states or state in states)

    # What the guards ask.
    @property
    def offices_total(self) -> int:
        return self._total()

    @property
    def received_total(self) -> int:
        return self._total(SubmissionState.RECEIVED, SubmissionState.MERGED)

    @property
    def unmerged_total(self) -> int:
        return self._total(SubmissionState.RECEIVED)


class Submission(Stateful):
    """What one office owes in a round, for one list (单位填报)."""

    FLOW: ClassVar[Flow] = SUBMISSION_FLOW

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="submissions", verbose_name="填报轮次"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="submissions", verbose_name="填报单位"
    )
    kind = models.CharField(
        "清单种类", max_length=16, choices=ListKind.choices, default=ListKind.DISCLOSURE
    )
    edition = models.ForeignKey(
        "catalogue.Edition", models.PROTECT, null=True, related_name="+", verbose_name="目录版本"
    )
    content_hash = models.CharField("提交时的内容指纹", max_length=64, blank=True)
    submitted_by = models.CharField("提交人", max_length=40, blank=True)
    submitted_by_name = models.CharField("提交人姓名", max_length=60, blank=True)
    submitted_on = models.DateField("提交日期", null=True, blank=True)
    passed_by = models.CharField("乡镇审核人", max_length=40, blank=True)
    returns = models.PositiveIntegerField("退回次数", default=0)
    urged_on = models.DateField("催报日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位填报"
        ordering = ["round", "organisation__path", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation", "kind"], name="one_submission_a_list"
            )
        ]

    def __str__(self) -> str:
        return self.subject_title

    def get_absolute_url(self) -> str:
        return reverse("rounds:submission", args=[self.pk])

    @property
    def subject_title(self) -> str:
        return f"{self.round.title}：{self.organisation.label}"

    @property
    def organisation_path(self) -> str:
        return self.organisation.path

    @property
    def organisation_code(self) -> str:
        return self.organisation.code

    @property
    def organisation_name(self) -> str:
        return self.organisation.name

    @property
    def is_owed(self) -> bool:
        return self.state in OWED

    @property
    def needs_town(self) -> bool:
        """A village goes through its town, except in the town's own round."""
        is_village = self.organisation.level == Level.VILLAGE
        return is_village and self.organisation.parent_id != self.round.organisation_id

    # What the guards ask.
    @property
    def round_state(self) -> str:
        return self.round.state

    @property
    def round_label(self) -> str:
        return self.round.state_label

    @property
    def items_total(self) -> int:
        return self.edition.items_total if self.edition else 0


class RowNote(models.Model):
    """A remark on a row or on one column of it (行上的意见); without a code, on the whole list."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="notes", verbose_name="单位填报"
    )
    code = models.CharField("事项编码", max_length=20, blank=True)
    name = models.TextField("事项", blank=True)
    column = models.CharField("列", max_length=20, blank=True)
    text = models.TextField("意见")
    author = models.CharField("提意见人", max_length=40)
    author_name = models.CharField("提意见人姓名", max_length=60)
    made_at = models.DateTimeField("时间", auto_now_add=True)
    settled_at = models.DateTimeField("改好时间", null=True, blank=True)
    settled_by_name = models.CharField("改好的人", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "行上的意见"
        ordering = [models.F("settled_at").asc(nulls_first=True), "code", "pk"]

    def __str__(self) -> str:
        return f"{self.name}：{self.text}"
