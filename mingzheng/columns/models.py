"""Columns (栏目): a tree per office; the root office's tree is the portal's."""

from django.db import models
from django.db.models import Q

from mingzheng.accounts.models import OfOrganisation
from mingzheng.columns.states import ColumnKind

TOP_LEVELS = 4  # as deep as a tree goes; the path of keys must fit its column


class Column(OfOrganisation, models.Model):
    """A place where articles stand (栏目). Never shown while it and all below it are empty.

    `path` is the chain of zero-padded keys from the top of the tree ("/0003/0014/"); the actions
    keep it, and `articles_total`, in the transaction that changes what is public.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="columns", verbose_name="单位"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name="上级栏目",
    )  # fmt: skip
    path = models.CharField(max_length=100, editable=False)
    slug = models.SlugField("网址", max_length=60)
    name = models.CharField("名称", max_length=40)
    kind = models.CharField("类别", max_length=16, choices=ColumnKind)
    purpose = models.CharField("设置目的和主要内容", max_length=300, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    statutory = models.CharField("法定主动公开的依据", max_length=40, blank=True)
    update_days = models.PositiveSmallIntegerField("至少多少天更新一次", null=True, blank=True)
    owner = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="负责单位",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("排序", default=0)
    is_open = models.BooleanField("在用", default=True)
    articles_total = models.PositiveIntegerField("公开的信息", default=0, editable=False)
    updated_at = models.DateTimeField("最近更新", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="column_address"),
            models.UniqueConstraint(
                fields=["organisation", "parent", "name"], name="column_name_among_its_own"
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(parent=None), name="column_name_on_top"
            ),
            models.CheckConstraint(condition=~Q(slug="") & ~Q(name=""), name="column_is_named"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        # The public room above mounts this address; it is part of what stays stable.
        return f"/columns/{self.organisation.code}/{self.slug}/"

    @property
    def subject_title(self) -> str:
        return f"{self.organisation.label}栏目：{self.name}"

    @property
    def depth(self) -> int:
        """How far below the top: 0 for a column on top."""
        return self.path.count("/") - 2

    @property
    def indent(self) -> range:
        """As many steps as the depth, for a template to count."""
        return range(self.depth)

    @property
    def ancestor_keys(self) -> list[int]:
        """The keys of the columns above it, from the top."""
        return [int(part) for part in self.path.strip("/").split("/")][:-1]


class ColumnAddress(models.Model):
    """An address that a column had (旧网址); it leads to the column for ever."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name="单位"
    )
    slug = models.SlugField("旧网址", max_length=60)
    column = models.ForeignKey(
        Column, models.CASCADE, related_name="old_addresses", verbose_name="栏目"
    )

    class Meta:
        verbose_name = verbose_name_plural = "栏目旧网址"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="column_address_once")
        ]

    def __str__(self) -> str:
        return self.slug
