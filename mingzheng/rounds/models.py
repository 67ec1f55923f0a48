"""The nouns of a round (填报轮次): the round, what each office owes, remarks on rows."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property

from mingzheng.accounts.models import OfOrganisation
from mingzheng.accounts.states import Level
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import ListKind
from mingzheng.collection.models import ImportBatch
from mingzheng.core.flow import Flow
from mingzheng.core.models import Stateful
from mingzheng.rounds.flow import ROUND_FLOW, SUBMISSION_FLOW
from mingzheng.rounds.states import OWED, SENT, SubmissionState
from mingzheng.screens.states import ImportState


class Round(OfOrganisation, Stateful):
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
    def kind_labels(self) -> list[str]:
        return [str(ListKind(kind).label) for kind in self.kinds]

    @cached_property
    def tally(self) -> dict[tuple[str, str, bool, str], int]:
        """How many by (level of the office, state, 零报送 or not, list): read once for all."""
        said = models.Case(models.When(nothing_because="", then=False), default=True)
        rows = self.submissions.order_by().annotate(said=said)
        counted = rows.values_list("organisation__level", "state", "said", "kind")
        return {row[:4]: row[4] for row in counted.annotate(n=models.Count("pk"))}

    def _total(self, *states: str) -> int:
        return sum(n for (_, state, *_), n in self.tally.items() if not states or state in states)

    # What the guards ask.
    @property
    def offices_total(self) -> int:
        return self._total()

    @property
    def nothing_total(self) -> int:
        return sum(n for (_, _, said, _), n in self.tally.items() if said)

    @property
    def received_total(self) -> int:
        return self._total(SubmissionState.RECEIVED, SubmissionState.MERGED)

    @property
    def unseen_total(self) -> int:
        return self._total(*SENT)

    @property
    def owed_total(self) -> int:
        return self._total(*OWED)

    @property
    def is_merged(self) -> bool:
        """Whether a catalogue is collected, which becomes one edition of all."""
        return ListKind.DISCLOSURE in self.kinds

    @property
    def unmerged_total(self) -> int:
        """Lists of powers and services are not merged: each office's own is approved."""
        return sum(
            n
            for (_, state, _, kind), n in self.tally.items()
            if state == SubmissionState.RECEIVED and kind == ListKind.DISCLOSURE
        )

    @cached_property
    def questions_total(self) -> int:
        """Questions of merging in the host's draft that are not settled. One query.

        None for a round that merges nothing: the draft may wait for another round's answers.
        """
        edition = edition_for(self.organisation) if self.is_merged else None
        return edition.questions_total if edition else 0


class Submission(OfOrganisation, Stateful):
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
    nothing_because = models.TextField("零报送理由", blank=True)
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
        label = self.organisation.label
        what = f"（{self.get_kind_display()}）" if len(self.round.kinds) > 1 else ""
        return f"{self.round.title}：{label}{what}"

    @property
    def is_merged_later(self) -> bool:
        """Whether it goes into one edition of all; other lists stay each office's own."""
        return self.kind == ListKind.DISCLOSURE

    @property
    def is_nothing(self) -> bool:
        """Whether the office said that it has nothing to report (零报送)."""
        return bool(self.nothing_because)

    @property
    def standing(self) -> str:
        """Where it stands, in words: a report of nothing says that it is one."""
        return f"{self.state_label}（零报送）" if self.is_nothing else self.state_label

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

    @cached_property
    def upload(self) -> ImportBatch | None:
        """The office's last upload since the round began, unless given up. One query."""
        if not self.round.opened_on:
            return None
        batches = ImportBatch.objects.filter(organisation=self.organisation_id, kind=self.kind)
        batches = batches.filter(uploaded_at__date__gte=self.round.opened_on)
        batches = batches.exclude(state__in=[ImportState.DROPPED, ImportState.UNDONE])
        return batches.select_related("organisation").order_by("-pk").first()


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
