"""The nouns of the lists: items, what is left of former offices, profiles of codes."""

from django.db import models
from django.urls import reverse

from mingzheng.catalogue.models import Edition
from mingzheng.powers.rules.codes import Profile
from mingzheng.powers.rules.columns import STORED
from mingzheng.powers.rules.content import TABLES, PowerContent
from mingzheng.powers.rules.materials import rows_of
from mingzheng.powers.states import CodeKind, ExerciseLevel, LimitUnit, PowerType
from mingzheng.standards.states import SourceTag


class PowerItem(models.Model):
    """One power or public service (权责事项、公共服务事项) of one edition.

    What lists are searched and counted by has a column; the rest of the data set is `details`.
    `previous` tells where the item stood before an office was merged, renamed or abolished.
    """

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="powers", verbose_name="清单版本"
    )
    code = models.CharField("事项编号", max_length=20, db_index=True)
    position = models.PositiveIntegerField("排序")
    type = models.CharField("事项类型", max_length=2, choices=PowerType.choices, db_index=True)
    name = models.TextField("事项名称")
    sub = models.TextField("子项名称", blank=True)
    base_code = models.CharField("基本编码", max_length=80, blank=True)
    impl_code = models.CharField("实施编码", max_length=80, blank=True)
    body = models.TextField("实施主体", blank=True)
    office = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="单位"
    )
    level = models.CharField("行使层级", max_length=1, choices=ExerciseLevel.choices, blank=True)
    bases = models.JSONField("设定依据", default=list)
    legal_days = models.PositiveIntegerField("法定时限", null=True)
    legal_unit = models.CharField(
        "法定时限单位", max_length=8, choices=LimitUnit.choices, blank=True
    )
    promised_days = models.PositiveIntegerField("承诺时限", null=True)
    promised_unit = models.CharField(
        "承诺时限单位", max_length=8, choices=LimitUnit.choices, blank=True
    )
    charged = models.BooleanField("是否收费", null=True)
    details = models.JSONField("其他要素", default=dict)
    custom = models.JSONField("其他列", default=dict, blank=True)
    previous = models.JSONField("从哪里来", default=list, blank=True)
    inferred = models.JSONField("推定说明", default=list, blank=True)
    fingerprint = models.CharField("内容指纹", max_length=32)
    lookup_text = models.TextField("检索文字", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "权责和服务事项"
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="power_item_code"),
            models.CheckConstraint(condition=~models.Q(name=""), name="power_item_has_a_name"),
        ]
        indexes = [models.Index(fields=["edition", "type", "position"], name="power_item_place")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("powers:item", args=[self.code])

    @property
    def title(self) -> str:
        return "：".join(dict.fromkeys(part for part in (self.name, self.sub) if part))

    @property
    def content(self) -> PowerContent:
        """The row as the pure rules see it."""
        values = {name: getattr(self, name) for name in STORED} | self.details
        values |= {name: rows_of(values[name]) for name in TABLES if name in values}
        return PowerContent(values, self.custom)

    def take(self, content: PowerContent) -> None:
        """Say what this content says; nothing is saved."""
        for name in STORED:
            setattr(self, name, content[name])
        self.details = {name: v for name, v in content.filled().items() if name not in STORED}
        self.custom = {name: value for name, value in content.custom.items() if value}
        self.fingerprint = content.fingerprint()
        said = (content.name, content["body"], content["base_code"], content["impl_code"])
        self.lookup_text = "\n".join((*said, *content["bases"])).casefold()


class Takeover(models.Model):
    """An office's list passes to another (承接): done when the successor's edition is in force."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="takeovers", verbose_name="承接的版本"
    )
    source = models.ForeignKey(Edition, models.PROTECT, related_name="+", verbose_name="原来的版本")
    reason = models.TextField("理由")
    is_whole = models.BooleanField("整份清单", default=True)
    items = models.PositiveIntegerField("事项数", default=0)
    by_name = models.CharField("经办人", max_length=60)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "清单承接"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source} → {self.edition}"


class CodeProfile(models.Model):
    """One accepted way to write a code (编码规则), edited by the openness office."""

    kind = models.CharField("哪种编码", max_length=10, choices=CodeKind.choices)
    name = models.CharField("名称", max_length=60, unique=True)
    length = models.PositiveIntegerField("位数", default=0)
    pattern = models.CharField("写法（正则表达式）", max_length=200, blank=True)
    source = models.CharField("出处", max_length=200, blank=True)
    tag = models.CharField("可靠程度", max_length=1, choices=SourceTag.choices)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "编码规则"
        ordering = ["kind", "length", "pk"]

    def __str__(self) -> str:
        return self.name

    # What the trace needs to know of a subject: profiles hold for the whole area.
    organisation_path = organisation_code = organisation_name = ""

    @property
    def subject_title(self) -> str:
        return f"编码规则：{self.name}"

    @property
    def rule(self) -> Profile:
        return Profile(self.kind, self.name, self.length, self.pattern)
