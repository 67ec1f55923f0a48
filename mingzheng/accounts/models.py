"""Organisations (机构), people (人员) and memberships (岗位)."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from mingzheng.accounts.states import AliasScope, Kind, Level, Line
from mingzheng.core.access import Grant
from mingzheng.posts.roles import ROLE_CHOICES, ROLES


class Organisation(models.Model):
    """An office of the area (机构): government, department, town, village and what hangs below.

    `path` is the chain of zero-padded keys from the root ("/0001/0007/"); the actions keep it.
    """

    code = models.CharField("机构编码", max_length=32, unique=True)
    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=50, blank=True)
    level = models.CharField("层级", max_length=10, choices=Level)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    function = models.CharField("职能", max_length=100, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    area_code = models.CharField("行政区划代码", max_length=12, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField(max_length=200, editable=False)
    position = models.PositiveIntegerField("排序", default=0)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=100, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "机构"
        verbose_name_plural = "机构"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["path"], name="organisation_path_unique"),
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="organisation_credit_code_unique",
            ),
            models.UniqueConstraint(Lower("code"), name="organisation_code_unique_any_case"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What people call it: the short name where there is one."""
        return self.short_name or self.name

    @property
    def is_committee(self) -> bool:
        """True for a committee of villagers or residents: no administrative organ (条例第二条)."""
        return self.kind in (Kind.VILLAGE, Kind.COMMUNITY)

    @property
    def depth(self) -> int:
        """How far below the root: 0 for the root itself."""
        return self.path.count("/") - 2

    @property
    def indent(self) -> range:
        """As many steps as the depth, for a template to count."""
        return range(self.depth)

    # What core asks of the subject of an event.
    @property
    def subject_title(self) -> str:
        return self.name

    @property
    def organisation_path(self) -> str:
        return self.path

    @property
    def organisation_code(self) -> str:
        return self.code

    @property
    def organisation_name(self) -> str:
        return self.name


class OrganisationAlias(models.Model):
    """A name found in a document that a person mapped to organisations, remembered (对应).

    `organisation` says whose documents it holds for (it and below); none means everywhere.
    """

    text = models.CharField("名称", max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="aliases_kept"
    )
    targets = models.ManyToManyField(Organisation, blank=True, related_name="aliases")
    scope = models.CharField("代表", max_length=12, choices=AliasScope, blank=True)
    created_by = models.CharField("对应人", max_length=50)
    created_at = models.DateTimeField("对应时间", default=timezone.now)

    class Meta:
        verbose_name = "机构名称对应"
        verbose_name_plural = "机构名称对应"
        ordering = ["text", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["text", "organisation"], name="alias_unique_in_scope"),
            models.UniqueConstraint(
                fields=["text"], condition=Q(organisation=None), name="alias_unique_everywhere"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class OfOrganisation:
    """What guards, lists and the trace ask of anything that belongs to an organisation."""

    organisation: Organisation

    @property
    def organisation_path(self) -> str:
        return self.organisation.path

    @property
    def organisation_code(self) -> str:
        return self.organisation.code

    @property
    def organisation_name(self) -> str:
        return self.organisation.name


class PersonManager(BaseUserManager["Person"]):
    """Comes with the home organisation, since every page and every event names it."""

    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().select_related("organisation")


class Person(OfOrganisation, AbstractBaseUser):
    """Somebody who works here (工作人员) and signs in with a staff number.

    Rights come from memberships alone: there is no superuser and no staff flag.
    """

    username = models.CharField("工号", max_length=32, unique=True)
    name = models.CharField("姓名", max_length=50)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people", verbose_name="所在机构"
    )
    line = models.CharField("岗位线", max_length=10, choices=Line, blank=True, editable=False)
    is_active = models.BooleanField("在用", default=True)
    must_change_password = models.BooleanField("登录后要改密码", default=True)
    password_changed_at = models.DateTimeField("密码修改时间", default=timezone.now)
    created_at = models.DateTimeField("建立时间", default=timezone.now)

    objects = PersonManager()

    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = "工作人员"
        verbose_name_plural = "工作人员"
        ordering = ["organisation__path", "username"]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="person_username_unique_any_case"),
        ]

    def __str__(self) -> str:
        return self.name

    # What core asks of an actor.
    @property
    def actor_id(self) -> str:
        return str(self.pk)

    @property
    def actor_name(self) -> str:
        return self.name

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """What this person may do and where; read once per instance, empty when deactivated."""
        if not self.is_active:
            return ()
        held = self.memberships.filter(until=None, role__in=ROLES).values_list(
            "role", "organisation__path"
        )
        return tuple(Grant(role, ROLES[role].label, ROLES[role].deeds, path) for role, path in held)

    # What core asks of the subject of an event.
    @property
    def subject_title(self) -> str:
        return f"{self.name}（{self.username}）"


def _roles_fit_lines() -> Q:
    fits = Q()
    for line in Line.values:
        fits |= Q(line=line, role__in=[r.name for r in ROLES.values() if r.line == line])
    return fits


class Membership(models.Model):
    """A role held by a person in an organisation and below (岗位), from one day until another.

    `line` repeats what the role says, so that the database itself keeps the lines apart.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField("岗位", max_length=20, choices=ROLE_CHOICES)
    line = models.CharField("岗位线", max_length=10, choices=Line, editable=False)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        verbose_name_plural = "岗位"
        ordering = ["organisation__path", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(until=None),
                name="membership_unique_while_held",
            ),
            # Two administrators in one person are refused here even if every check above fails.
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until=None) & ~Q(line=Line.BUSINESS),
                name="membership_one_administrator_line",
            ),
            models.CheckConstraint(condition=_roles_fit_lines(), name="membership_line_fits_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role_label} {self.organisation}"

    @property
    def role_label(self) -> str:
        return ROLES[self.role].label

    @property
    def is_held(self) -> bool:
        return self.until is None
