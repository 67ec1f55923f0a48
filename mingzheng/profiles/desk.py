"""Profiles on the desk: which offices I keep, what is missing, and every form to fill it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.requests import StaffRequest
from mingzheng.accounts.states import Level
from mingzheng.core.access import Blocked
from mingzheng.files.rules.refusals import Refused
from mingzheng.files.rules.safety import check_size
from mingzheng.profiles import queries, sheets
from mingzheng.profiles.actions import importing, portraits, writing
from mingzheng.profiles.forms import (
    GuideForm,
    OfficerForm,
    PhotoForm,
    ProfileForm,
    RosterForm,
    UnitForm,
)
from mingzheng.profiles.models import Guide, Officer, Profile, Unit
from mingzheng.profiles.portraits import check_size as check_photo
from mingzheng.profiles.states import Presence
from mingzheng.screens.lists import Column, Filter, Listing, respond

STEP = "profiles/desk/step.html"


def _url(organisation: Organisation) -> str:
    return reverse("profiles_desk:office", args=[organisation.code])


def _gaps(one: Organisation) -> tuple[str, str]:
    gaps = queries.gaps_of(one)
    return ("amber", f"还缺 {len(gaps)} 样") if gaps else ("green", "齐了")


COLUMNS = (
    Column("office", "单位", lambda one: one.name, url=_url, css="title-cell"),
    Column("level", "层级", lambda one: one.get_level_display(), at_first=False),
    Column("units", "内设机构、中队、网格", lambda one: one.units_shown, css="num"),
    Column("people", "公示人员", lambda one: one.people_shown, css="num"),
    Column(
        "guide", "公开指南", lambda one: "有" if getattr(one, "guide", None) else "—", css="nowrap"
    ),
    Column("light", "检查", lambda one: _gaps(one)[1], light=lambda one: _gaps(one)[0]),
)
FILTERS = (
    Filter("q", "单位", lambda rows, value: rows.filter(name__contains=value)),
    Filter("level", "层级", lambda rows, value: rows.filter(level=value), Level.choices),
)


@login_required
@require_safe
def offices(request: StaffRequest) -> HttpResponse:
    """机构职能: the offices whose profile I keep; a single one is opened at once."""
    rows = queries.kept_by(request.user).order_by("path")
    listing = Listing(
        request,
        COLUMNS,
        rows,
        FILTERS,
        name="机构职能和人员公示",
        unit="个单位",
        empty="没有归您填写的单位。填写机构职能要有经办或者政务公开办的岗位。",
    )
    return respond(request, listing, template="profiles/desk/offices.html")


def _kept(request: StaffRequest, code: str) -> Organisation:
    """The office, if this person keeps its profile; 404 otherwise."""
    return get_object_or_404(queries.kept_by(request.user), code=code)


@login_required
@require_safe
def office(request: StaffRequest, code: str) -> HttpResponse:
    """One office: what it shows, what the law asks for and is missing, what may be done."""
    one = _kept(request, code)
    about = queries.about(one)
    context = {
        "office": one,
        "about": about,
        "presences": Presence.choices,
        "last_import": queries.last_import(one),
    }
    return render(request, "profiles/desk/office.html", context)


def _edit(
    request: StaffRequest, one: Organisation, form: Any, save: Any, title: str
) -> HttpResponse:
    """Show a form; on a good POST save what it says and go back to the office."""
    if request.method == "POST" and form.is_valid():
        save(form.values())
        messages.success(request, f"已保存：{title}。网上马上按新的显示。")
        return redirect("profiles_desk:office", one.code)
    context = {"office": one, "form": form, "title": title, "back_url": _url(one)}
    return render(request, STEP, context)


def _posted(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _copy(row: models.Model) -> Any:
    """The row as it stands: a bound form writes into its own instance before anything is saved."""
    return type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})


@login_required
def profile(request: StaffRequest, code: str) -> HttpResponse:
    """写机构职能."""
    one = _kept(request, code)
    row = Profile.objects.filter(organisation=one).first() or Profile(organisation=one)
    form = ProfileForm(_posted(request), instance=row)
    return _edit(
        request, one, form, lambda v: writing.save_profile(one, v, by=request.user), "机构职能"
    )


@login_required
def guide(request: StaffRequest, code: str) -> HttpResponse:
    """写政府信息公开指南."""
    one = _kept(request, code)
    row = queries.guide_of(one) or Guide(organisation=one)
    form = GuideForm(_posted(request), instance=row)
    title = "政府信息公开指南"
    return _edit(request, one, form, lambda v: writing.save_guide(one, v, by=request.user), title)


@login_required
def unit(request: StaffRequest, code: str, pk: int | None = None) -> HttpResponse:
    """新增或者修改内设机构、中队、网格."""
    one = _kept(request, code)
    row = get_object_or_404(Unit, pk=pk, organisation=one) if pk else Unit(organisation=one)
    stands = _copy(row)
    form = UnitForm(_posted(request), instance=row)
    title = f"修改：{stands.name}" if pk else "新增内设机构、中队、网格"
    return _edit(request, one, form, lambda v: writing.save_unit(stands, v, by=request.user), title)


@login_required
def officer(request: StaffRequest, code: str, pk: int | None = None) -> HttpResponse:
    """新增或者修改公示人员."""
    one = _kept(request, code)
    row = get_object_or_404(Officer, pk=pk, organisation=one) if pk else Officer(organisation=one)
    stands = _copy(row)
    form = OfficerForm(_posted(request), instance=row, organisation=one)
    title = f"修改：{stands.name}" if pk else "新增公示人员"
    return _edit(
        request, one, form, lambda v: writing.save_officer(stands, v, by=request.user), title
    )


@login_required
def photo(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """上传、更换工作照."""
    one = _kept(request, code)
    row = get_object_or_404(Officer, pk=pk, organisation=one)
    form = PhotoForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and _put_photo(request, row, form):
        messages.success(request, f"{row.name}的工作照已经放到网上。")
        return redirect("profiles_desk:office", code)
    title = f"{row.name}的工作照"
    context = {"office": one, "form": form, "title": title, "back_url": _url(one), "officer": row}
    return render(request, "profiles/desk/photo.html", context)


def _put_photo(request: StaffRequest, row: Officer, form: PhotoForm) -> bool:
    """Keep the photo; False, with the sentence at its box, for a file that is refused."""
    file = form.cleaned_data["file"]
    try:
        check_photo(file.size)
        portraits.put_photo(
            row, file.name, file.read(), has_consent=form.cleaned_data["has_consent"],
            by=request.user,
        )  # fmt: skip
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return False
    return True


@login_required
@require_POST
def presence(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """在岗、外出、休假: one press."""
    row = get_object_or_404(Officer, pk=pk, organisation=_kept(request, code))
    writing.mark_presence(row, request.POST.get("presence", ""), by=request.user)
    messages.success(request, f"{row.name}：{row.get_presence_display()}。")
    return redirect("profiles_desk:office", code)


@login_required
@require_POST
def remove(request: StaffRequest, code: str, what: str, pk: int) -> HttpResponse:
    """撤下一个人或者一个单元."""
    one = _kept(request, code)
    if what == "unit":
        writing.remove_unit(get_object_or_404(Unit, pk=pk, organisation=one), by=request.user)
    elif what in ("officer", "photo"):
        row = get_object_or_404(Officer, pk=pk, organisation=one)
        deed = portraits.drop_photo if what == "photo" else writing.remove_officer
        deed(row, by=request.user)
    else:
        raise Http404
    messages.success(request, "已撤下，网上看不到了，留痕还在。")
    return redirect("profiles_desk:office", code)


@login_required
def upload(request: StaffRequest, code: str) -> HttpResponse:
    """上传名册: the whole roster from a table; nothing is kept while a row is wrong."""
    one = _kept(request, code)
    form = RosterForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    found = _read(form) if form.is_valid() else None
    if found and not found.problems:
        name = form.cleaned_data["file"].name
        importing.put_roster(one, found.lines, file_name=name, by=request.user)
        messages.success(request, f"读了 {len(found.lines)} 行，名册已经换好。")
        return redirect("profiles_desk:office", code)
    context = {"office": one, "form": form, "problems": found.problems if found else []}
    return render(request, "profiles/desk/upload.html", context)


def _read(form: RosterForm) -> sheets.Roster | None:
    """What the file says; None, with the sentence at its box, for a file that is refused."""
    file = form.cleaned_data["file"]
    try:
        check_size(file.name, file.size)
        return sheets.read_roster(file.name, file.read())
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return None


@login_required
@require_POST
def undo(request: StaffRequest, code: str) -> HttpResponse:
    """撤销最近一次导入."""
    kept = queries.last_import(_kept(request, code))
    if kept is None:
        raise Blocked("没有可以撤销的导入。")
    importing.undo(kept, by=request.user)
    messages.success(request, f"已撤销导入“{kept.file_name}”，名册回到导入之前。")
    return redirect("profiles_desk:office", code)


@login_required
@require_safe
def table(request: StaffRequest, code: str) -> HttpResponse:
    """The roster as the table that the upload takes; ?template=1 an empty one."""
    one = _kept(request, code)
    if request.GET.get("template") == "1":
        name, text = "人员名册模板.csv", sheets.template()
    else:
        name = f"{one.name}人员名册.csv"
        text = sheets.as_csv(queries.officers_of(one), queries.units_of(one))
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
