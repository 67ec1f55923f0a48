"""Desk pages of people (人员): the list, one person, and every deed on them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mingzheng.accounts import actions, queries
from mingzheng.accounts.actions.people import deed_over
from mingzheng.accounts.models import Person
from mingzheng.accounts.queries import refusal, require
from mingzheng.core import trace
from mingzheng.core.access import may
from mingzheng.posts.roles import ROLE_CHOICES
from mingzheng.roster import forms

TEMPLATES = "roster"
PER_PAGE = 50


@dataclass(frozen=True)
class PersonDeed:
    """A deed on a person that asks for a reason or a confirmation; `take` may return a password."""

    label: str
    warning: str
    deed: Callable[[Person], str]
    take: Callable[[Person, Any, str], str | None]
    explained: bool = False


def _plain(action: Callable[..., None]) -> Callable[[Person, Any, str], None]:
    return lambda person, by, reason: action(person, by=by, reason=reason)


PERSON_DEEDS = {
    "reset-password": PersonDeed(
        "重置密码",
        "旧密码马上作废，正在用的登录也会退出。新的一次性密码只显示一次。",
        deed_over,
        lambda person, by, reason: actions.reset_password(person, by=by),
    ),
    "unlock": PersonDeed(
        "解除锁定",
        "连续输错密码被锁住时用，解除后马上能再登录。",
        lambda person: "person.unlock",
        lambda person, by, reason: actions.unlock_person(person, by=by),
    ),
    "reset-totp": PersonDeed(
        "重置动态码",
        "手机丢了、换了时用。重置前请当面确认是本人。",
        lambda person: "person.unlock",
        _plain(actions.reset_totp),
        explained=True,
    ),
    "deactivate": PersonDeed(
        "停用",
        "停用后不能登录，岗位全部收回，办过的事留痕仍在。",
        deed_over,
        _plain(actions.deactivate_person),
        explained=True,
    ),
    "reactivate": PersonDeed(
        "恢复",
        "恢复后没有岗位，要由安全管理员重新授予。",
        lambda person: "person.edit",
        lambda person, by, reason: actions.reactivate_person(person, by=by, reason=reason),
        explained=True,
    ),
}


def seen(request: HttpRequest, pk: int) -> Person:
    """The person, if the one asking may see people there; 404 otherwise."""
    return get_object_or_404(queries.people_seen_by(request.user), pk=pk)  # type: ignore[arg-type]


def _step(request: HttpRequest, title: str, form: Any, person: Person, **more: Any) -> HttpResponse:
    back = reverse("roster:person", args=[person.pk])
    context = {"title": title, "form": form, "back_url": back, **more}
    return render(request, f"{TEMPLATES}/step.html", context)


def _once(request: HttpRequest, person: Person, password: str) -> HttpResponse:
    """The only page that ever shows the one-time password; nothing keeps it."""
    response = render(
        request, f"{TEMPLATES}/password.html", {"subject": person, "password": password}
    )
    response["Cache-Control"] = "no-store"
    return response


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one may see, by name, role, organisation or state."""
    person: Any = request.user
    queries.require_anywhere(person, "person.see")
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "role", "at", "state")}
    found = queries.people_like(queries.people_seen_by(person), **asked)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "roles": ROLE_CHOICES,
        "places": queries.places(person, "person.see"),
        "may_edit": queries.holds(person, "person.edit"),
    }
    return render(request, f"{TEMPLATES}/people.html", context)


@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles now and before, and what may be done."""
    by: Any = request.user
    subject = seen(request, pk)
    may_trace = may(by, "trace.see", subject.organisation_path)
    context = {
        "subject": subject,
        "memberships": queries.memberships_of(subject),
        "has_totp": queries.has_second_factor(subject),
        "is_locked": queries.is_locked(subject),
        "steps": _steps(by, subject),
        "may_grant": queries.holds(by, "membership.grant") and by.pk != subject.pk,
        "events": list(trace.history(subject).order_by("-sequence")[:10]) if may_trace else [],
        "may_trace": may_trace,
    }
    return render(request, f"{TEMPLATES}/person.html", context)


def _steps(by: Person, subject: Person) -> list[dict[str, Any]]:
    where = subject.organisation_path, subject.organisation_name
    own = "自己的账号请在“账号安全”里管，或者请另一位管理员来办。" if by.pk == subject.pk else None
    active = ["reset-password", "unlock", "reset-totp", "deactivate"]
    steps = [
        {
            "label": PERSON_DEEDS[name].label,
            "url": reverse("roster:person_deed", args=[subject.pk, name]),
            "reason": own or refusal(by, PERSON_DEEDS[name].deed(subject), *where),
        }
        for name in (active if subject.is_active else ["reactivate"])
    ]
    edit = {
        "label": "改姓名、调动",
        "url": reverse("roster:edit_person", args=[subject.pk]),
        "reason": refusal(by, "person.edit", *where),
    }
    grant = {
        "label": "授予岗位",
        "url": reverse("roster:grant", args=[subject.pk]),
        "reason": own or refusal(by, "membership.grant", *where),
    }
    if subject.is_active:
        steps = [grant, edit, *steps]
    return sorted(steps, key=lambda step: step["reason"] is not None)  # what one may do, first


@login_required
@never_cache
def new_person(request: HttpRequest) -> HttpResponse:
    """Add somebody; the one-time password is shown once."""
    by: Any = request.user
    queries.require_anywhere(by, "person.edit")
    form = forms.PersonForm(
        forms.posted(request),
        organisations=queries.places(by, "person.edit"),
        initial={"organisation": request.GET.get("at", "")},
    )
    if request.method == "POST" and form.is_valid():
        made = form.attempt(lambda: actions.create_person(by=by, **form.cleaned_data))
        if made:
            return _once(request, *made)
    context = {
        "title": "新增人员",
        "form": form,
        "back_url": reverse("roster:people"),
        "submit": "新增",
    }
    return render(request, f"{TEMPLATES}/step.html", context)


@login_required
def edit_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the name, or move the person to another organisation."""
    by: Any = request.user
    subject = seen(request, pk)
    require(by, "person.edit", subject.organisation_path, subject.organisation_name)
    form = forms.PersonChangeForm(
        forms.posted(request),
        organisations=queries.places(by, "person.edit"),
        initial={"name": subject.name, "organisation": subject.organisation.code},
    )
    if request.method == "POST" and form.is_valid():
        actions.update_person(subject, by=by, **form.cleaned_data)
        messages.success(request, f"{subject.name}的资料已保存。")
        return redirect("roster:person", subject.pk)
    return _step(request, f"修改：{subject.name}", form, subject)


@login_required
@never_cache
def person_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """One of the deeds in the table above, after a reason or a confirmation."""
    by: Any = request.user
    subject = seen(request, pk)
    if (row := PERSON_DEEDS.get(deed)) is None:
        raise Http404
    require(by, row.deed(subject), subject.organisation_path, subject.organisation_name)
    form = (forms.ReasonForm if row.explained else forms.ConfirmForm)(forms.posted(request))
    if request.method == "POST" and form.is_valid():
        password = row.take(subject, by, form.cleaned_data["reason"])
        if password:
            return _once(request, subject, password)
        messages.success(request, f"{subject.name}：已{row.label}。")
        return redirect("roster:person", subject.pk)
    title = f"{row.label}：{subject.name}"
    return _step(request, title, form, subject, before=row.warning, submit=row.label)


@login_required
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a role."""
    by: Any = request.user
    subject = seen(request, pk)
    queries.require_anywhere(by, "membership.grant")
    form = forms.GrantForm(
        forms.posted(request),
        organisations=queries.places(by, "membership.grant"),
        initial={"organisation": subject.organisation.code},
    )
    if request.method == "POST" and form.is_valid():
        membership = actions.grant_membership(subject, by=by, **form.cleaned_data)
        messages.success(request, f"已授予{subject.name}“{membership.role_label}”岗位。")
        return redirect("roster:person", subject.pk)
    return _step(request, f"授予岗位：{subject.name}", form, subject, submit="授予")


@login_required
def revoke(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    """End a role."""
    by: Any = request.user
    subject = seen(request, pk)
    held = get_object_or_404(queries.memberships_of(subject), pk=membership)
    require(by, "membership.grant", held.organisation.path, held.organisation.name)
    form = forms.ReasonForm(forms.posted(request))
    if request.method == "POST" and form.is_valid():
        actions.revoke_membership(held, by=by, reason=form.cleaned_data["reason"])
        messages.success(request, f"已收回{subject.name}的“{held.role_label}”岗位。")
        return redirect("roster:person", subject.pk)
    title = f"收回岗位：{subject.name}，{held.organisation.label}{held.role_label}"
    return _step(request, title, form, subject, submit="收回")
