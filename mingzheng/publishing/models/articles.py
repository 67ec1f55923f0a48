"""Articles (信息): the public thing, its places in columns, its links to others."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from mingzheng.accounts.models import OfOrganisation
from mingzheng.columns.models import Column
from mingzheng.publishing.states import Visibility
from mingzheng.texts.states import ArticleKind, Genre, InterpretationForm, Relation, Validity

IS_PUBLIC = Q(visibility=Visibility.PUBLIC)
NEWEST = ("-released_at", "-id")
FACETS = ("topic", "genre", "validity", "dated_on", "field_codes")  # what the policy library counts


class Article(OfOrganisation, models.Model):
    """One thing that is, will be or was public (信息).

    Everything below `public` is copied flat from the public revision when it is released, so
    that lists of a million articles read narrow indexed rows and never the long texts.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="articles", verbose_name="发布机构"
    )
    code = models.CharField("短网址", max_length=12, unique=True, editable=False)
    index_number = models.CharField("索引号", max_length=60, blank=True)
    visibility = models.CharField(
        "公开状况", max_length=12, choices=Visibility, default=Visibility.NOT_YET
    )
    opened_at = models.DateTimeField("起草时间", auto_now_add=True)
    released_at = models.DateTimeField("发布时间", null=True, blank=True)
    changed_at = models.DateTimeField("最近更新", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.TextField("撤回理由", blank=True)
    stub_title = models.CharField(
        "撤回后公开的标题", max_length=300, blank=True
    )  # empty: its title
    interpreter = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="请来解读的单位",
    )  # fmt: skip
    public = models.ForeignKey(
        "publishing.Revision", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="公开的稿次",
    )  # fmt: skip
    kind = models.CharField(
        "信息种类", max_length=16, choices=ArticleKind, default=ArticleKind.OTHER
    )
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    topic = models.CharField("主题分类", max_length=60, blank=True)
    field_codes = models.CharField("公开领域", max_length=200, blank=True)  # ,05,20,
    genre = models.CharField("体裁分类", max_length=16, choices=Genre, blank=True)
    form = models.CharField("解读形式", max_length=12, choices=InterpretationForm, blank=True)
    source = models.CharField("来源", max_length=100, blank=True)
    summary = models.CharField("内容概述", max_length=500, blank=True)
    home = models.ForeignKey(
        Column, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主栏目"
    )
    bylines = models.JSONField("署名", default=list, blank=True)  # [[label, name], …]
    validity = models.CharField("有效性", max_length=10, choices=Validity, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("失效日期", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    repealed_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="废止它的文件"
    )
    repealed_by_title = models.CharField("废止依据", max_length=300, blank=True)
    carried_at = models.DateTimeField("历史信息导入时间", null=True, blank=True)
    carried_from = models.CharField("原网址", max_length=500, blank=True)
    interpretations_total = models.PositiveIntegerField("公开的解读", default=0, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "信息"
        constraints = [
            models.UniqueConstraint(
                fields=["index_number"], condition=~Q(index_number=""), name="index_number_once"
            ),
            models.CheckConstraint(
                condition=~IS_PUBLIC
                | (Q(public__isnull=False) & Q(released_at__isnull=False) & ~Q(index_number="")),
                name="public_article_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(validity=Validity.REPEALED) | Q(repealed_on__isnull=False),
                name="repealed_from_a_day",
            ),
        ]
        indexes = [
            # Each list of the public pages reads one of these, newest first, and stops after a
            # page. It holds all that the list asks: deep pages and facets fetch no wide row.
            models.Index(
                fields=[*NEWEST, "visibility"], condition=IS_PUBLIC, name="article_newest"
            ),
            models.Index(
                fields=["kind", *NEWEST, "visibility", "organisation", *FACETS],
                condition=IS_PUBLIC,
                name="article_of_kind",
            ),
            models.Index(
                fields=["kind", "form", *NEWEST, "visibility"],
                condition=IS_PUBLIC,
                name="article_of_form",
            ),
            models.Index(
                fields=["organisation", *NEWEST, "visibility"],
                condition=IS_PUBLIC,
                name="article_of_office",
            ),
            models.Index(
                fields=["organisation", "kind", *NEWEST, "visibility", *FACETS],
                condition=IS_PUBLIC,
                name="article_of_office_kind",
            ),
            models.Index(fields=["validity", "expires_on"], name="article_validity"),
            # Before each release it is asked whether the office has published the same already.
            models.Index(fields=["title", "organisation"], name="article_title"),
            models.Index(fields=["document_number", "organisation"], name="article_number"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        # The public room above mounts this address; printed, sent and indexed, it never changes.
        return f"/articles/{self.code}/"

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """What everybody may call it: of what was withdrawn, what its stub is called."""
        return (self.is_withdrawn and self.stub_title) or self.title

    @property
    def released_iso(self) -> str:
        """When it was released, in local time, as pages and programs read it."""
        return localtime(self.released_at).isoformat(timespec="seconds")

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def is_withdrawn(self) -> bool:
        return self.visibility == Visibility.WITHDRAWN


class Placement(models.Model):
    """A public article in a column (所在栏目). Rows exist only while it is public."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="placements", verbose_name="信息"
    )
    column = models.ForeignKey(
        Column, models.PROTECT, related_name="placements", verbose_name="栏目"
    )
    released_at = models.DateTimeField("发布时间")
    is_pinned = models.BooleanField("置顶", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "所在栏目"
        constraints = [
            models.UniqueConstraint(fields=["article", "column"], name="placed_once_a_column")
        ]
        indexes = [
            models.Index(
                fields=["column", "-is_pinned", "-released_at", "-article"], name="column_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.column}：{self.article}"


class Link(models.Model):
    """How an article stands to another, or to a document outside (关联).

    Written from the ties of a revision: those of the one being worked on (`is_public` False) and
    those of the public one. A page shows a public link whose two ends are public.
    """

    source = models.ForeignKey(Article, models.CASCADE, related_name="links", verbose_name="信息")
    relation = models.CharField("关联", max_length=12, choices=Relation)
    target = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="links_in",
        verbose_name="对方信息",
    )  # fmt: skip
    title = models.CharField("对方名称", max_length=300, blank=True)
    url = models.CharField("对方网址", max_length=500, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)
    is_public = models.BooleanField("已公开", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "关联"
        ordering = ["source", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(title=""), name="link_leads_somewhere"
            ),
            models.UniqueConstraint(
                fields=["source", "relation", "target", "is_public"],
                condition=Q(target__isnull=False),
                name="linked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}：{self.title or self.target}"
