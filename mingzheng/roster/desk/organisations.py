"""Desk pages of organisations (机构): the tree, one organisation, and every change to it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from mingzheng.accounts import actions, queries
from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries import refusal, require
from mingzheng.core import trace
from mingzheng.core.access import may
from mingzheng.roster import forms
from mingzheng.roster.actions import import_organisations as import_table
from mingzheng.roster.organisation_csv import MAX_BYTES, REQUIRED, template, write

TEMPLATES = "roster"
STEP = f"{TEMPLATES}/step.html"


def seen(request: HttpRequest, code: str) -> Organisation:
    """The organisation of this code, if the person may see it; 404 otherwise."""
    found = queries.organisations_seen_by(request.user).select_related("parent")  # type: ignore[arg-type]
    return get_object_or_404(found, code=code)


def _changed(request: HttpRequest, code: str) -> Organisation:
    """The organisation, if the person may change it; says who may otherwise."""
    organisation = seen(request, code)
    require(request.user, "organisation.edit", organisation.path, organisation.name)  # type: ignore[arg-type]
    return organisation


def _page(request: HttpRequest, title: str, form: Any, back: str, **more: Any) -> HttpResponse:
    context = {"title": title, "form": form, "back_url": back, **more}
    return render(request, STEP, context)


def _url(name: str, organisation: Organisation) -> str:
    return reverse(f"roster:{name}", args=[organisation.code])


@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """The tree, or what of it answers to a word."""
    person: Any = request.user
    queries.require_anywhere(person, "organisation.see")
    wanted, closed = request.GET.get("q", "").strip(), request.GET.get("closed") == "1"
    rows = queries.tree(person, closed=closed)
    if wanted:
        rows = [one for one in rows if queries.answers_to(one, wanted)]
    context = {
        "rows": rows,
        "q": wanted,
        "closed": closed,
        "may_edit": queries.holds(person, "organisation.edit"),
        "may_see_people": queries.holds(person, "person.see"),
    }
    return render(request, f"{TEMPLATES}/organisations.html", context)


@login_required
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one organisation, and what may be done with it."""
    person: Any = request.user
    one = seen(request, code)
    may_trace = may(person, "trace.see", one.path)
    context = {
        "organisation": one,
        "above": queries.above(one)[:-1],
        "children": one.children.order_by("position", "pk"),
        "people": queries.people_seen_by(person).filter(organisation=one),
        "aliases": queries.aliases_of(one),
        "may_map": may(person, "alias.map", one.path),
        "steps": _steps(person, one),
        "events": list(trace.history(one).order_by("-sequence")[:10]) if may_trace else [],
        "may_trace": may_trace,
    }
    return render(request, f"{TEMPLATES}/organisation.html", context)


def _steps(person: Person, one: Organisation) -> list[dict[str, Any]]:
    reason = refusal(person, "organisation.edit", one.path, one.name)
    table = [
        ("edit_organisation", "修改", ""),
        ("move_organisation", "划转", "换上级，下面的机构一起走"),
        ("close_organisation", "停用", "撤并以后不再用，历史都留着")
        if one.is_active
        else ("reopen_organisation", "恢复使用", ""),
    ]
    steps = [
        {"label": label, "hint": hint, "url": _url(name, one), "reason": reason}
        for name, label, hint in table
    ]
    new = f"{reverse('roster:new_organisation')}?parent={one.code}"
    steps.insert(1, {"label": "在下面新增机构", "hint": "", "url": new, "reason": reason})
    return steps


@login_required
def new_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation below the one named in the address."""
    parent = _changed(request, request.GET.get("parent", ""))
    form = forms.OrganisationForm(forms.posted(request), initial={"level": parent.level})
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        one = form.attempt(
            lambda: actions.create_organisation(by=by, parent=parent, **form.cleaned_data)
        )
        if one:
            messages.success(request, f"已新增“{one.name}”。")
            return redirect("roster:organisation", one.code)
    title = f"在“{parent.name}”下面新增机构"
    return _page(request, title, form, _url("organisation", parent), submit="新增")


@login_required
def edit_organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is said about an organisation."""
    one = _changed(request, code)
    initial = {name: getattr(one, name) for name in forms.OrganisationForm.base_fields}
    form = forms.OrganisationForm(forms.posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        changed = form.attempt(lambda: actions.update_organisation(one, by=by, **form.cleaned_data))
        if changed is not None:
            messages.success(request, f"已改 {len(changed)} 项。" if changed else "没有改动。")
            return redirect("roster:organisation", one.code)
        one.refresh_from_db()
    return _page(request, f"修改：{one.name}", form, _url("organisation", one))


@login_required
def move_organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Hang an organisation under another parent."""
    one = _changed(request, code)
    by: Any = request.user
    places = [
        other
        for other in queries.places(by, "organisation.edit")
        if not other.path.startswith(one.path)
    ]
    form = forms.MoveForm(forms.posted(request), organisations=places)
    if request.method == "POST" and form.is_valid():
        parent, note = form.cleaned_data["organisation"], form.cleaned_data["note"]
        done = form.attempt(
            lambda: actions.move_organisation(one, by=by, parent=parent, note=note) or True
        )
        if done:
            messages.success(request, f"“{one.name}”已划到“{parent.name}”下面。")
            return redirect("roster:organisation", one.code)
    return _page(request, f"划转：{one.name}", form, _url("organisation", one), submit="划转")


def _explained(request: HttpRequest, code: str, label: str, deed: Any) -> HttpResponse:
    one = _changed(request, code)
    form = forms.ReasonForm(forms.posted(request))
    if request.method == "POST" and form.is_valid():
        deed(one, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"“{one.name}”已{label}。")
        return redirect("roster:organisation", one.code)
    return _page(request, f"{label}：{one.name}", form, _url("organisation", one), submit=label)


@login_required
def close_organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Take an organisation out of use."""
    return _explained(request, code, "停用", actions.close_organisation)


@login_required
def reopen_organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Put a closed organisation back into use."""
    return _explained(request, code, "恢复使用", actions.reopen_organisation)


@login_required
@require_POST
def forget_alias(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Forget what a name was said to mean."""
    one = seen(request, code)
    alias = get_object_or_404(queries.aliases_of(one).filter(organisation=one), pk=pk)
    actions.forget_alias(alias, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"“{alias.text}”不再对应。下次导入会再问。")
    return redirect("roster:organisation", one.code)


@login_required
def import_organisations(request: HttpRequest) -> HttpResponse:
    """Bring in a CSV; the report names every cell in the way."""
    by: Any = request.user
    queries.require_anywhere(by, "organisation.edit")
    form = forms.ImportForm(forms.posted(request), request.FILES)
    report = None
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(MAX_BYTES + 1)
        report = import_table(content, by=by, dry_run=form.cleaned_data["dry_run"])
    context = {"form": form, "report": report, "required": REQUIRED}
    return render(request, f"{TEMPLATES}/import.html", context)


@login_required
def export_organisations(request: HttpRequest) -> HttpResponse:
    """The organisations one may see, as the same CSV that the import takes; or an empty form."""
    person: Any = request.user
    queries.require_anywhere(person, "organisation.see")
    is_template = request.GET.get("template") == "1"
    text = template() if is_template else write(queries.rows_for_export(person))
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    name = "机构表模板.csv" if is_template else "机构表.csv"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
