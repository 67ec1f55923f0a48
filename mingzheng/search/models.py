"""What may be found, and the words that help to find it."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from mingzheng.core.models import OfArea


class Document(models.Model):
    """One public thing that may be found (可检索的内容), as its business handed it in.

    `scope` groups what a business replaces as a whole. `place` is the date and the key in one
    number: both databases keep their index in its order, so that the newest come first.
    """

    kind = models.CharField("类型", max_length=20)
    key = models.CharField("编号", max_length=64)
    scope = models.CharField("归口", max_length=64, db_index=True)
    place = models.BigIntegerField("次序", unique=True)
    digest = models.CharField("内容指纹", max_length=32)
    organisation = models.CharField("单位", max_length=32, blank=True)
    field = models.CharField("领域", max_length=64, blank=True)
    date = models.DateField("日期", null=True, blank=True)
    title = models.TextField("标题")
    number = models.CharField("文号", max_length=100, blank=True)
    url = models.CharField("网址", max_length=300)
    labels = models.JSONField("说明", default=list)
    card = models.JSONField("直达", default=dict, encoder=DjangoJSONEncoder)
    text = models.TextField("正文", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "可检索的内容"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="document_once")]
        indexes = [
            # Counting facets reads this index alone, never the long rows.
            models.Index(fields=["place", "kind", "organisation", "field"], name="document_facets")
        ]

    def __str__(self) -> str:
        return self.title


class Label(models.Model):
    """How a value of a facet is called (筛选值); one that is not shown hides what it marks."""

    facet = models.CharField("筛选", max_length=16)
    value = models.CharField("值", max_length=64)
    label = models.CharField("名称", max_length=200)
    is_shown = models.BooleanField("显示", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "筛选值"
        constraints = [models.UniqueConstraint(fields=["facet", "value"], name="label_once")]

    def __str__(self) -> str:
        return self.label


class Synonym(OfArea):
    """A word people say and the official word it stands for (同义词); works once reviewed."""

    COLUMNS: ClassVar = ("word", "official", "source", "is_reviewed")

    word = models.CharField("老百姓的说法", max_length=40)
    plain = models.CharField(max_length=60, editable=False, db_index=True)
    official = models.CharField("文件里的说法", max_length=60)
    source = models.CharField("依据", max_length=200, blank=True)
    is_reviewed = models.BooleanField("已审定", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "同义词"
        ordering = ["word", "official"]
        constraints = [models.UniqueConstraint(fields=["word", "official"], name="synonym_once")]

    def __str__(self) -> str:
        return f"{self.word} → {self.official}"


class BestBet(OfArea):
    """What to offer first for a query (推荐结果), chosen by the openness office."""

    COLUMNS: ClassVar = ("query", "title", "url", "note")

    query = models.CharField("搜什么词时", max_length=60)
    plain = models.CharField(max_length=80, editable=False, db_index=True)
    title = models.CharField("推荐什么", max_length=100)
    url = models.CharField("网址", max_length=300)
    note = models.CharField("一句话说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "推荐结果"
        ordering = ["query", "pk"]
        constraints = [models.UniqueConstraint(fields=["plain", "url"], name="best_bet_once")]

    def __str__(self) -> str:
        return f"{self.query} → {self.title}"


class Asked(OfArea):
    """How often something was searched for (搜索词); who searched is not kept."""

    text = models.CharField("搜索词", max_length=60, unique=True)
    times = models.PositiveIntegerField("次数", default=0)
    in_vain = models.PositiveIntegerField("没找到的次数", default=0)
    last_on = models.DateField("最近一次")
    is_shown = models.BooleanField("列入热搜", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "搜索词"
        ordering = ["-times", "text"]
        indexes = [models.Index(fields=["is_shown", "-times"], name="asked_shown")]

    def __str__(self) -> str:
        return self.text


class Rebuild(models.Model):
    """A rebuild of the index (重建索引); until it is finished, deeds write into both indexes."""

    started_at = models.DateTimeField("开始", auto_now_add=True)
    finished_at = models.DateTimeField("完成", null=True, blank=True)
    reading = models.CharField("分词版本", max_length=100, blank=True)
    documents = models.PositiveIntegerField("篇数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "重建索引"

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
