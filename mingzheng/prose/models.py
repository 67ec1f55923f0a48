"""Attachments (附件) and the bytes they share."""

from django.db import models

from mingzheng.accounts.models import OfOrganisation
from mingzheng.prose.extraction.found import Extracted
from mingzheng.prose.rules.admission import LABELS, PICTURES, VIDEO, size_label
from mingzheng.prose.rules.pieces import Piece


class StoredContent(models.Model):
    """Bytes kept once (存放的文件), however often they are attached, and the text inside them."""

    content_hash = models.CharField("内容指纹", max_length=64, unique=True)
    kind = models.CharField("类型", max_length=8)
    size = models.PositiveIntegerField("大小（字节）")
    file = models.FileField("文件", upload_to="attachments/%Y/%m/")
    texts = models.JSONField("里面的文字", default=list)
    notes = models.JSONField("没能检查的部分", default=list)
    is_scanned = models.BooleanField("只有扫描图片", default=False)
    pages = models.PositiveIntegerField("页数", default=0)
    scanned_pages = models.JSONField("扫描的页", default=list)
    progress = models.PositiveSmallIntegerField("读文字的进度", default=0)
    stored_at = models.DateTimeField("存入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "存放的文件"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["stored_at"], condition=models.Q(progress__lt=100), name="content_unread"
            )
        ]

    def __str__(self) -> str:
        return self.content_hash[:12]

    @property
    def is_read(self) -> bool:
        """Its text has been read; until then nothing can be said of what it holds."""
        return self.progress == 100

    @property
    def extracted(self) -> Extracted:
        """The texts inside with their places, for the checks."""
        pieces = tuple(Piece(where, text) for where, text in self.texts)
        scanned = tuple(self.scanned_pages)
        return Extracted(pieces, tuple(self.notes), self.is_scanned, self.pages, scanned)


class Attachment(OfOrganisation, models.Model):
    """A file as it is published (附件), with its words for who cannot see it. Never changed."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    content = models.ForeignKey(
        StoredContent, models.PROTECT, related_name="attachments", verbose_name="文件"
    )
    name = models.CharField("名称", max_length=120)
    alt = models.CharField("替代文字", max_length=300, blank=True)
    notes = models.JSONField("上传时的处理", default=list)
    uploaded_by = models.CharField("上传人", max_length=40)
    uploaded_by_name = models.CharField("上传人姓名", max_length=60)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "-uploaded_at"], name="attachment_recent")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject_title(self) -> str:
        return f"附件：{self.name}"

    @property
    def is_picture(self) -> bool:
        """Shown in the page; needs words for who cannot see it."""
        return self.content.kind in PICTURES

    @property
    def is_video(self) -> bool:
        """Played in the page; what it says must be read there too."""
        return self.content.kind == VIDEO

    @property
    def type_label(self) -> str:
        return LABELS[self.content.kind]

    @property
    def size_label(self) -> str:
        return size_label(self.content.size)
