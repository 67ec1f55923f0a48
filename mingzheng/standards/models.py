"""The nouns of the standards (标准): fields of openness and starter rows."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.standards.states import Mode, SourceTag


class Field(models.Model):
    """A field of openness (公开领域). The 26 are rows like any other; a county adds its own."""

    code = models.CharField("编码", max_length=4, unique=True)
    slug = models.SlugField("网址名", max_length=60, unique=True)
    list_name = models.CharField("领域名称", max_length=60, unique=True)
    guideline_title = models.CharField("指引名称", max_length=80, blank=True)
    short_name = models.CharField("简称", max_length=12)
    glyph = models.CharField("代表字", max_length=1)
    aliases = models.JSONField("别名", default=list, blank=True)
    issuer = models.CharField("指引制定部门", max_length=60, blank=True)
    document_number = models.CharField("指引文号", max_length=60, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    tag = models.CharField("可靠程度", max_length=1, choices=SourceTag.choices)
    lead_function = models.CharField("牵头职能", max_length=30, blank=True)
    lead = models.ForeignKey(
        "accounts.Organisation", models.SET_NULL, null=True, blank=True, verbose_name="牵头单位"
    )
    position = models.PositiveIntegerField("排序", default=0)
    is_shown = models.BooleanField("对外显示", default=True)
    last_item = models.PositiveIntegerField("已用的事项序号", default=0)
    is_local = models.BooleanField("本地增设", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "公开领域"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.list_name

    def get_absolute_url(self) -> str:
        return reverse("lookup:field", args=[self.slug])

    # What the trace needs to know of a subject.
    organisation_path = organisation_code = organisation_name = ""

    @property
    def subject_title(self) -> str:
        return f"公开领域：{self.list_name}"


class StandardItem(models.Model):
    """A starter row (标准事项建议): a fact of the guidelines, hidden while 待核实."""

    field = models.ForeignKey(Field, models.CASCADE, related_name="standards", verbose_name="领域")
    position = models.PositiveIntegerField("排序")
    level1 = models.CharField("一级事项", max_length=200)
    level2 = models.CharField("二级事项", max_length=200)
    elements = models.JSONField("公开内容", default=list)
    bases = models.JSONField("公开依据", default=list)
    limit_text = models.CharField("公开时限", max_length=300, blank=True)
    publisher_text = models.CharField("公开主体", max_length=200, blank=True)
    channels = models.JSONField("公开渠道和载体", default=list)
    mode = models.CharField("公开方式", max_length=12, choices=Mode.choices, default=Mode.ACTIVE)
    audience = models.CharField("公开对象", max_length=100, default="全社会")
    levels = models.JSONField("公开层级", default=list)
    stages = models.JSONField("公开环节", default=list)
    source = models.CharField("来源", max_length=200)
    tag = models.CharField("可靠程度", max_length=1, choices=SourceTag.choices)
    is_confirmed = models.BooleanField("已核实", default=False)
    confirmed_by = models.CharField("核实人", max_length=60, blank=True)
    confirmed_at = models.DateTimeField("核实时间", null=True, blank=True)
    override_text = models.CharField("以此为准的期限", max_length=200, blank=True)
    override_source = models.CharField("期限的法律依据", max_length=200, blank=True)
    is_local = models.BooleanField("地方增列", default=False)
    renamed_to = models.CharField("现行名称", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "标准事项建议"
        ordering = ["field__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["field", "position"], name="standard_place"),
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(confirmed_at__isnull=False),
                name="standard_confirmed_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level1}：{self.level2}"

    organisation_path = organisation_code = organisation_name = ""

    @property
    def subject_title(self) -> str:
        return f"标准事项建议：{self}"

    @property
    def is_usable(self) -> bool:
        """Rows from memory stay suggestions until an editor has confirmed them."""
        return self.is_confirmed or self.tag != SourceTag.MEMORY
