"""The nouns of dues: what is owed, the limit it stands on, what fulfilled it, what comes next."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.deadlines.rules.limits import TimeLimit, from_json
from mingzheng.dues.rules.clauses import clauses
from mingzheng.dues.rules.results import Days
from mingzheng.dues.states import Closing, DueKind, Origin

OPEN = Q(fulfilled_on=None, closed_on=None)
NO_ITEM = "还没有对上公开事项"


class Term(models.Model):
    """A limit as it stood when dues were made of it (期限快照): words and rule, never changed.

    Hundreds of dues share one, so it is kept once.
    """

    text = models.TextField("期限原文", blank=True)
    source = models.TextField("期限的法律依据", blank=True)
    rule = models.JSONField("期限规则", default=dict)
    digest = models.CharField("指纹", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "期限快照"

    def __str__(self) -> str:
        return self.text

    @property
    def limit(self) -> TimeLimit:
        """The rule with all its parts."""
        return from_json(self.rule)

    def clause(self, at: int) -> TimeLimit:
        """One part of the limit."""
        return clauses(self.limit)[at]


class Due(OfOrganisation, models.Model):
    """One thing owed (应公开): a period of an item, or a document that was made.

    Never deleted. It stands on the row of the edition in force; `item_code` is the same in all.
    A document of which nobody has said yet which item it is stands on the law alone: no item.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="dues", verbose_name="公开单位"
    )
    catalogue = models.ForeignKey(
        "catalogue.Catalogue", models.PROTECT, null=True, blank=True, related_name="dues",
        verbose_name="目录",
    )  # fmt: skip
    item = models.ForeignKey(
        "catalogue.Item", models.PROTECT, null=True, blank=True, related_name="dues",
        verbose_name="公开事项",
    )  # fmt: skip
    item_code = models.CharField("事项编码", max_length=20, blank=True)
    kind = models.CharField("种类", max_length=12, choices=DueKind.choices)
    origin = models.CharField("怎么来的", max_length=12, choices=Origin.choices)
    what = models.CharField("公开什么", max_length=200)
    reference = models.CharField("文号或来源", max_length=200, blank=True)
    slot = models.CharField("哪一件", max_length=80)
    period_start = models.DateField("这一期从", null=True, blank=True)
    period_end = models.DateField("这一期到", null=True, blank=True)
    happened_on = models.DateField("形成日期", null=True, blank=True)
    term = models.ForeignKey(Term, models.PROTECT, related_name="dues", verbose_name="期限")
    clause = models.PositiveSmallIntegerField("用的是第几种期限", default=0)
    prompt_workdays = models.PositiveSmallIntegerField("“及时”按几个工作日", null=True, blank=True)
    due_on = models.DateField("到期日", null=True, blank=True)
    in_workdays = models.BooleanField("按工作日算", default=False)
    provisional = models.BooleanField("到期日暂定", default=False)
    opened_on = models.DateField("列出日期")
    fulfilled_on = models.DateField("公开日期", null=True, blank=True)
    closed_on = models.DateField("不再要求的日期", null=True, blank=True)
    closing = models.CharField("不再要求", max_length=12, choices=Closing.choices, blank=True)
    closing_reason = models.TextField("不再要求的原因", blank=True)
    closed_by = models.CharField("决定人", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "应公开"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "item_code", "slot"], name="one_due_a_slot"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closing="")
                | Q(closed_on__isnull=False) & ~Q(closing=""),
                name="due_closed_with_a_word",
            ),
            models.CheckConstraint(
                condition=Q(kind=DueKind.PERIODIC, period_end__isnull=False)
                | Q(kind=DueKind.TRIGGERED, happened_on__isnull=False),
                name="due_of_a_period_or_a_day",
            ),
            models.CheckConstraint(
                condition=Q(item=None, catalogue=None, item_code="", kind=DueKind.TRIGGERED)
                | Q(item__isnull=False, catalogue__isnull=False) & ~Q(item_code=""),
                name="due_of_an_item_or_the_law",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=OPEN, name="due_open_by_day"),
            models.Index(
                fields=["organisation", "due_on"], condition=OPEN, name="due_open_by_office"
            ),
            models.Index(fields=["item_code", "organisation", "fulfilled_on"], name="due_by_item"),
            models.Index(
                fields=["catalogue", "item_code"], condition=OPEN, name="due_open_by_catalogue"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("dues:due", args=[self.pk])

    @property
    def item_name(self) -> str:
        """What it is called by; of one that stands on the law alone, that its item is not named."""
        return self.item.name if self.item else NO_ITEM

    @property
    def is_open(self) -> bool:
        return self.fulfilled_on is None and self.closed_on is None

    @property
    def days(self) -> Days:
        """What the rules ask."""
        return Days(self.due_on, self.fulfilled_on, self.provisional, self.closing, self.closed_on)

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.label}：{self.item_name}，{self.what}"


class Fulfillment(models.Model):
    """A publication that fulfils a due (公开记录). Of whatever room it is: named by text alone."""

    due = models.ForeignKey(Due, models.CASCADE, related_name="fulfillments", verbose_name="应公开")
    on = models.DateField("公开日期")
    subject_type = models.CharField("对象类型", max_length=100)
    subject_id = models.CharField("对象编号", max_length=64)
    title = models.TextField("标题")
    address = models.TextField("网址或地点", blank=True)
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开记录"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["due", "subject_type", "subject_id"], name="one_fulfillment_a_subject"
            )
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="fulfillment_subject")]

    def __str__(self) -> str:
        return self.title

    @property
    def link(self) -> str:
        """The address where it can be opened; "" for a notice board."""
        is_web = self.address.startswith(("/", "https://", "http://"))
        return self.address if is_web else ""


class Series(models.Model):
    """What the clock opens next for an item (定期公开的下一期): one row for each periodic part."""

    item = models.ForeignKey(
        "catalogue.Item", models.CASCADE, related_name="series", verbose_name="公开事项"
    )
    clause = models.PositiveSmallIntegerField("第几种期限", default=0)
    opened_until = models.DateField("已列到")
    opens_on = models.DateField("下次列出", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "定期公开的下一期"
        constraints = [models.UniqueConstraint(fields=["item", "clause"], name="one_series")]

    def __str__(self) -> str:
        return f"{self.item}：{self.opens_on:%Y-%m-%d}"


class Following(models.Model):
    """An edition whose duties dues follow (目录接续), from the day it was taken up."""

    edition = models.OneToOneField(
        "catalogue.Edition", models.CASCADE, related_name="following", verbose_name="目录版本"
    )
    since = models.DateField("接续日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "目录接续"

    def __str__(self) -> str:
        return f"{self.edition}"


class PromptTerm(OfOrganisation, models.Model):
    """How many working days an office means by 及时 (“及时”的天数); for it and those below [M].

    No law gives a number, so there is none until the office decides one; 待核实.
    """

    organisation = models.OneToOneField(
        "accounts.Organisation", models.PROTECT, related_name="prompt_term", verbose_name="单位"
    )
    workdays = models.PositiveSmallIntegerField("工作日")

    class Meta:
        verbose_name = verbose_name_plural = "“及时”的天数"
        constraints = [
            models.CheckConstraint(
                condition=Q(workdays__gte=1, workdays__lte=20), name="prompt_within_the_law"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}：{self.workdays} 个工作日"

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.label}：“及时”的天数"


class CalendarSeen(models.Model):
    """Which version of a year's calendar the open dues are counted by (已按此重算)."""

    year = models.PositiveIntegerField("年份", unique=True)
    version = models.CharField("版本", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "已重算的日历"

    def __str__(self) -> str:
        return f"{self.year} 年"


def standing(rows: Iterable[Any]) -> list[Any]:
    """Those fulfillments that were not withdrawn, in the order of their days."""
    return sorted(
        (one for one in rows if one.withdrawn_on is None), key=lambda one: (one.on, one.pk)
    )
