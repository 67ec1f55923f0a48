"""The nouns of topics: a topic, its parts, the articles that somebody picked."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzheng.accounts.models import OfOrganisation
from mingzheng.texts.states import ArticleKind


class Topic(OfOrganisation, models.Model):
    """Articles on one purpose (专题), kept by an office, from a day to a day.

    Its statistics are about `fields`, about all of them where none is chosen; they live until it
    ends, and then stand as they were (`figures`).
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="topics", verbose_name="负责单位"
    )
    slug = models.SlugField("网址", max_length=60, unique=True)
    name = models.CharField("名称", max_length=60)
    purpose = models.TextField("目的")
    begins_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    fields = models.ManyToManyField("standards.Field", related_name="+", verbose_name="统计的领域")
    picture = models.ForeignKey(
        "prose.Attachment", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="题图",
    )  # fmt: skip
    is_open = models.BooleanField("公开", default=False)
    archived_on = models.DateField("归档日期", null=True, blank=True)
    archive_note = models.CharField("归档说明", max_length=500, blank=True)
    figures = models.JSONField("结束时的数字", default=dict, blank=True)
    figures_on = models.DateField("数字统计到", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "专题"
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("begins_on")),
                name="topic_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(archived_on=None) | ~Q(archive_note=""), name="topic_archived_with_note"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topics_desk:topic", args=[self.pk])

    @property
    def public_url(self) -> str:
        return reverse("topics:topic", args=[self.slug])

    @property
    def subject_title(self) -> str:
        return f"专题：{self.name}"

    def has_ended(self, today: date) -> bool:
        """Archived, or past its last day."""
        return self.archived_on is not None or bool(self.ends_on and self.ends_on < today)


class TopicPart(models.Model):
    """A part of a topic (专题的子栏目): articles by a rule, or picked one by one."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="parts", verbose_name="专题")
    name = models.CharField("名称", max_length=40)
    position = models.PositiveSmallIntegerField("排序", default=0)
    kind = models.CharField("信息种类", max_length=16, choices=ArticleKind, blank=True)
    office = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="发布机构",
    )  # fmt: skip
    column = models.ForeignKey(
        "columns.Column", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="栏目",
    )  # fmt: skip
    words = models.CharField("标题里的词", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "专题的子栏目"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "name"], name="one_part_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_rule(self) -> bool:
        return bool(self.kind or self.office_id or self.column_id)

    @property
    def rule_words(self) -> str:
        """The rule in Chinese; "" where articles are only picked."""
        said = [
            self.get_kind_display() if self.kind else "",
            self.office.label if self.office else "",
            f"栏目“{self.column.name}”" if self.column else "",
            f"标题有“{self.words}”" if self.words else "",
        ]
        return "，".join(word for word in said if word)


class TopicPick(models.Model):
    """An article that somebody put into a part (手选的信息)."""

    part = models.ForeignKey(TopicPart, models.CASCADE, related_name="picks", verbose_name="子栏目")
    article = models.ForeignKey(
        "publishing.Article", models.CASCADE, related_name="topic_picks", verbose_name="信息"
    )
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "手选的信息"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["part", "article"], name="picked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part}：{self.article_id}"
