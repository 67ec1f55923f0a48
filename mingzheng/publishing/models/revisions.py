"""Revisions (稿次): what was written, word for word. The database refuses to change them."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from mingzheng.proofing.rules.hidden import seen
from mingzheng.prose.models import Attachment
from mingzheng.texts.rules.content import PLAIN_COLUMNS, Content, Enclosure, Tie
from mingzheng.texts.states import ArticleKind, Disclosure, Genre, InterpretationForm


class Revision(models.Model):
    """One text of an article (第几稿) with its whole record. Reviewers pass a revision, not a page.

    Fetch lists of them with `.defer("body")`; triggers refuse UPDATE and DELETE (条例 art 17: what
    was reviewed is what is published).
    """

    article = models.ForeignKey(
        "publishing.Article", models.PROTECT, related_name="revisions", verbose_name="信息"
    )
    manuscript = models.ForeignKey(
        "publishing.Manuscript", models.PROTECT, related_name="revisions", verbose_name="稿件"
    )
    number = models.PositiveIntegerField("稿次")
    title = models.CharField("标题", max_length=300, blank=True)
    subtitle = models.CharField("副标题", max_length=300, blank=True)
    body = models.TextField("正文", blank=True)
    kind = models.CharField("信息种类", max_length=16, choices=ArticleKind)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    formed_on = models.DateField("形成日期", null=True, blank=True)
    topic = models.CharField("主题分类", max_length=60, blank=True)
    genre = models.CharField("体裁分类", max_length=16, choices=Genre, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    summary = models.CharField("内容概述", max_length=500, blank=True)
    source = models.CharField("来源", max_length=100, blank=True)
    disclosure = models.CharField("公开属性", max_length=12, choices=Disclosure)
    disclosure_ground = models.TextField("不主动公开的理由", blank=True)
    form = models.CharField("解读形式", max_length=12, choices=InterpretationForm, blank=True)
    video_url = models.CharField("视频网址", max_length=500, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("失效日期", null=True, blank=True)
    columns = models.JSONField("栏目", default=list, blank=True)  # keys, the home first
    items = models.JSONField("对应的公开事项", default=list, blank=True)  # codes
    ties = models.JSONField(
        "关联", default=list, blank=True
    )  # [{relation, article, title, url}, …]
    dues = models.JSONField("对应的应公开", default=list, blank=True)  # keys of dues.queries.Match
    content_hash = models.CharField("内容指纹", max_length=64)
    written_by = models.CharField("拟稿人编号", max_length=64)
    written_by_name = models.CharField("拟稿人", max_length=100)
    written_at = models.DateTimeField("存稿时间")

    class Meta:
        verbose_name = verbose_name_plural = "稿次"
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 稿：{self.title}"

    @property
    def content(self) -> Content:
        """What it says, as the pure rules see it. One query, for the files without their texts."""
        return self.content_with(Enclosure(*row) for row in self.files.values_list(*ENCLOSURE))

    def content_with(self, files: Iterable[Enclosure]) -> Content:
        """The same with its files as somebody fetched them already. No query."""
        said: dict[str, Any] = {name: getattr(self, name) for name in PLAIN_COLUMNS}
        return Content(
            **said,
            columns=tuple(self.columns),
            items=tuple(self.items),
            ties=tuple(Tie(**one) for one in self.ties),
            files=tuple(files),
            dues=tuple(self.dues),
        )


ENCLOSURE = ("name", "attachment_id", "attachment__content__content_hash")


class RevisionFile(models.Model):
    """An attachment or picture of a revision (附件) by the name that the public sees."""

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="files", verbose_name="稿次"
    )
    position = models.PositiveSmallIntegerField("排序")
    name = models.CharField("名称", max_length=200)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )

    class Meta:
        verbose_name = verbose_name_plural = "稿次附件"
        ordering = ["revision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="file_of_revision_place")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> str:
        """What the search reads of it: its name and what readers see inside."""
        inside = self.attachment.content.extracted.pieces if self.attachment else ()
        return f"{self.name}\n{seen(inside)}"
