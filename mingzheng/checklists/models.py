"""The nouns of check lists: lists of words, sites that may be linked to, links outside."""

from typing import ClassVar

from django.db import models

from mingzheng.checklists.states import LinkStanding
from mingzheng.core.models import OfArea
from mingzheng.proofing.states import WordKind


class WordList(OfArea):
    """A list of words (词库): works as a whole while it is switched on."""

    COLUMNS: ClassVar = ("name", "source", "is_active")

    name = models.CharField("词库名称", max_length=60, unique=True)
    source = models.CharField("来源", max_length=200, blank=True)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "词库"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Word(OfArea):
    """One word of a list (词): what is looked for and what to write; works once reviewed."""

    COLUMNS: ClassVar = ("kind", "wrong", "right", "contexts", "source", "is_reviewed")

    word_list = models.ForeignKey(
        WordList, models.CASCADE, related_name="words", verbose_name="词库"
    )
    kind = models.CharField("种类", max_length=12, choices=WordKind, default=WordKind.TYPO)
    wrong = models.CharField("查什么词", max_length=60)
    right = models.CharField("应当怎么写", max_length=120, blank=True)
    contexts = models.CharField("这样用不算错", max_length=300, blank=True)
    source = models.CharField("依据", max_length=200, blank=True)
    is_reviewed = models.BooleanField("已审定", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "词"
        ordering = ["kind", "wrong"]
        constraints = [models.UniqueConstraint(fields=["word_list", "wrong"], name="word_once")]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}" if self.right else self.wrong


class AllowedHost(OfArea):
    """A web site that pages may link to, with what lies below it (可以链接的网站)."""

    COLUMNS: ClassVar = ("host", "name", "note")

    host = models.CharField("域名", max_length=120, unique=True)
    name = models.CharField("网站名称", max_length=60)
    note = models.CharField("为什么可以链接", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "可以链接的网站"
        ordering = ["host"]

    def __str__(self) -> str:
        return f"{self.name}（{self.host}）"


class LinkState(models.Model):
    """What an address outside answered when it was last asked (链接检查)."""

    url = models.CharField("网址", max_length=1000, unique=True)
    standing = models.CharField(
        "链接状态", max_length=8, choices=LinkStanding, default=LinkStanding.UNKNOWN
    )
    said = models.CharField("答复", max_length=200, blank=True)
    probed_at = models.DateTimeField("检查时间", null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "链接检查"
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url


class LinkPolicy(OfArea):
    """Whether this site asks other sites about links (是否检查站外链接): one row, off at first."""

    is_on = models.BooleanField("检查站外链接", default=False)
    begun_on = models.DateField("最近一次开始", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "站外链接检查"

    def __str__(self) -> str:
        return "开" if self.is_on else "关"
