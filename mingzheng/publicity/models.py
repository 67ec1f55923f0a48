"""The nouns of 双公示: a record, its earlier versions, the periods of display."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.core.flow import Flow
from mingzheng.core.models import OfArea, Stateful
from mingzheng.publicity.flow import PUBLICITY_FLOW
from mingzheng.publicity.rules.timing import Term
from mingzheng.publicity.states import (
    LIVE_STATES,
    PartyKind,
    RecordKind,
    RecordState,
    Scheme,
    WithdrawalReason,
)

LETTERS = {RecordKind.PERMIT.value: "XK", RecordKind.PENALTY.value: "CF"}


class Record(OfOrganisation, Stateful):
    """One permit or penalty (一条公示信息). What everybody may read is made by `rules.showing`.

    `values` are the official fields by code; identity numbers stand in `sealed` as ciphertext only.
    """

    FLOW: ClassVar[Flow] = PUBLICITY_FLOW
    PERSONAL: ClassVar = {"party_name", "sealed", "party_mark", "values", "pending", "former_names"}

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="publicity", verbose_name="单位"
    )
    # The import that wrote it last. A number, not a key: imports live in a room above.
    batch = models.PositiveBigIntegerField("导入批次", null=True, blank=True, db_index=True)
    kind = models.CharField("种类", max_length=10, choices=RecordKind.choices)
    fingerprint = models.CharField("同一决定的标记", max_length=64)
    values = models.JSONField("各项内容", default=dict)
    sealed = models.JSONField("加密存放的证件号码", default=dict)
    party_mark = models.CharField("证件号码的标记", max_length=64, blank=True, db_index=True)
    # What lists, facets and guards ask; kept by actions from the values.
    party_kind = models.CharField("相对人类别", max_length=10, choices=PartyKind.choices)
    party_name = models.CharField("相对人", max_length=200)
    # {name: party_kind}: a name mended since may still stand in sentences, and is masked there.
    former_names = models.JSONField("改过的名称", default=dict, blank=True)
    party_shown = models.CharField("公示的相对人名称", max_length=200)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    document_number = models.CharField("文号", max_length=128)
    title = models.CharField("标题", max_length=200)
    types = models.CharField("类别", max_length=200)  # ",fine,income,"
    decided_on = models.DateField("决定日期")
    year = models.PositiveSmallIntegerField("年份")
    due_on = models.DateField("公示期限")
    exempt_reason = models.CharField("不公示的原因", max_length=300, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    display_until = models.DateField("公示到", null=True, blank=True, db_index=True)
    submitted_by = models.CharField("送审人", max_length=40, blank=True)
    submitted_by_name = models.CharField("送审人姓名", max_length=60, blank=True)
    released_by_name = models.CharField("审核人姓名", max_length=60, blank=True)
    pending = models.JSONField("等审核的更正", default=dict, blank=True)
    reported = models.JSONField("报告的变化", default=dict, blank=True)
    withdraw_by = models.DateField("最迟撤下", null=True, blank=True)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawal = models.CharField(
        "撤下原因", max_length=10, choices=WithdrawalReason.choices, blank=True
    )
    withdrawal_words = models.CharField("撤下的说明", max_length=500, blank=True)
    created_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "双公示信息"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "fingerprint"],
                condition=Q(state__in=[state.value for state in LIVE_STATES]),
                name="one_live_record_a_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RecordState.PUBLISHED, RecordState.EXPIRED])
                | Q(published_on__isnull=False),
                name="shown_record_since_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "kind", "organisation", "year", "types"], name="record_facets"
            ),
            models.Index(fields=["organisation", "state", "due_on"], name="record_due"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """The short code of its public address: XK000012, CF000345."""
        return f"{LETTERS[self.kind]}{self.pk:06d}"

    def get_absolute_url(self) -> str:
        return reverse("publicity:record", args=[self.pk])

    @property
    def public_url(self) -> str:
        """The short address that is printed as a QR code."""
        return reverse("noticeboard:record", args=[self.code])

    @property
    def subject_title(self) -> str:
        """How the trace names it: the trace must not hold a person's full name."""
        return f"{self.get_kind_display()} {self.document_number}（{self.party_shown}）"

    @property
    def told_title(self) -> str:
        """What it is called where it is told outside its page; no natural person is named there.

        《个人信息保护法》第六条: a post elsewhere is no longer ours to take down.
        """
        is_person = self.party_kind == PartyKind.NATURAL
        return "" if is_person else f"{self.party_shown}：{self.title}"

    @property
    def told_summary(self) -> str:
        """Its number and day, where it is told by name."""
        return f"{self.document_number}，{self.decided_on} 决定" if self.told_title else ""

    @property
    def is_draft(self) -> bool:
        return self.state == RecordState.DRAFT

    @property
    def is_shown(self) -> bool:
        return self.state == RecordState.PUBLISHED


class RecordVersion(models.Model):
    """What a record said before it was corrected (更正前的一版)."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    values = models.JSONField("各项内容")
    sealed = models.JSONField("加密存放的证件号码", default=dict)
    until = models.DateField("用到")
    reason = models.CharField("更正原因", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "更正前的版本"
        ordering = ["record", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="record_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.record} 第 {self.number} 版"


class DisplayPeriod(OfArea):
    """A line of the table of periods that the openness office changed (公示期设置)."""

    scheme = models.CharField("规则", max_length=10, choices=Scheme.choices)
    sort = models.CharField("类别", max_length=20)
    workdays = models.PositiveSmallIntegerField("决定之日起几个工作日内公示")
    months = models.PositiveSmallIntegerField("公示几个月", null=True, blank=True)
    most = models.DecimalField(
        "多少万元以下算较低数额", max_digits=18, decimal_places=6, null=True, blank=True
    )
    is_shown = models.BooleanField("公示", default=True)
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核实", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "公示期设置"
        constraints = [models.UniqueConstraint(fields=["scheme", "sort"], name="one_period_a_sort")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()}：{self.sort}"

    @property
    def subject_title(self) -> str:
        return f"公示期设置：{self}"

    @property
    def term(self) -> Term:
        """The line as the pure rules see it."""
        most: Decimal | None = self.most
        named: dict[str, Any] = {"months": self.months, "is_shown": self.is_shown, "most": most}
        return Term(
            self.scheme,
            self.sort,
            self.workdays,
            source=self.source,
            is_verified=self.is_verified,
            **named,
        )


class MarketOffice(OfArea):
    """An office whose penalties go by the market regulator's rules (适用市场监管规则的单位)."""

    organisation = models.OneToOneField(
        "accounts.Organisation", models.CASCADE, related_name="+", verbose_name="单位"
    )

    class Meta:
        verbose_name = verbose_name_plural = "适用市场监管规则的单位"

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def subject_title(self) -> str:
        return f"适用市场监管规则：{self}"
