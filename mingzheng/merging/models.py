"""What merging remembers: where each row comes from, and what was decided."""

from typing import Any

from django.db import models

from mingzheng.catalogue.states import ListKind
from mingzheng.merging.states import MergeChoice

# No answer yet, or an answer that stands in no draft yet.
UNSETTLED = models.Q(choice="") | models.Q(is_written=False)


class RowOrigin(models.Model):
    """Where a merged row comes from (行的来源): one row of one office, item code by item code.

    Codes, not rows: an item keeps its code from edition to edition. `merged_mark` is what the row
    said when it was merged; a row that says something else now was changed by hand since.
    """

    host = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="汇总单位"
    )
    kind = models.CharField(
        "清单种类", max_length=16, choices=ListKind.choices, default=ListKind.DISCLOSURE
    )
    code = models.CharField("事项编码", max_length=20, db_index=True)
    office = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="来源单位"
    )
    source_code = models.CharField("来源事项编码", max_length=20)
    merged_mark = models.CharField("汇总时的内容指纹", max_length=32)
    is_shared = models.BooleanField("原来就有", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "行的来源"
        constraints = [
            models.UniqueConstraint(
                fields=["host", "kind", "office", "source_code"], name="one_origin_a_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} ← {self.office} {self.source_code}"


class Disagreement(models.Model):
    """One item that offices describe differently (有分歧的事项), and what was decided.

    `question` is a digest of the rows that disagree: a decision holds as long as they stay.
    """

    host = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="汇总单位"
    )
    kind = models.CharField(
        "清单种类", max_length=16, choices=ListKind.choices, default=ListKind.DISCLOSURE
    )
    key = models.CharField("事项", max_length=32)
    name = models.TextField("事项名称")
    question = models.CharField("分歧指纹", max_length=32)
    variants = models.JSONField("各单位写的", default=list)
    choice = models.CharField("定夺", max_length=8, choices=MergeChoice.choices, blank=True)
    chosen = models.CharField("用谁的", max_length=60, blank=True)
    decided_by_name = models.CharField("定夺人", max_length=60, blank=True)
    decided_at = models.DateTimeField("定夺时间", null=True, blank=True)
    is_written = models.BooleanField("写进草稿了", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "有分歧的事项"
        constraints = [
            models.UniqueConstraint(fields=["host", "kind", "key"], name="one_disagreement_an_item")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_path(self) -> str:
        return self.host.path

    @property
    def organisation_code(self) -> str:
        return self.host.code

    @property
    def organisation_name(self) -> str:
        return self.host.name

    @property
    def subject_title(self) -> str:
        return f"有分歧的事项：{self.name}"

    @property
    def is_open(self) -> bool:
        return not self.choice

    @property
    def labels(self) -> dict[str, str]:
        """The rows that disagree: how a decision names each, and whose it is."""
        return {str(one["place"]): str(one["label"]) for one in self.variants}

    @property
    def sides(self) -> list[dict[str, Any]]:
        """The rows that disagree, their columns as heading → text in the order of the table."""
        return [{**one, "columns": dict(one["columns"])} for one in self.variants]
