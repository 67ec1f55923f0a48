"""The register on the desk: the list, one law, the import, and what must be looked at."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import Denied, Refusal
from mingzheng.files.rules.safety import Refused, check_size
from mingzheng.laws import actions, queries
from mingzheng.laws.forms import (
    AliasForm,
    FixForm,
    ImportForm,
    LawForm,
    ReasonForm,
    RepealForm,
    VersionForm,
)
from mingzheng.laws.importing import import_titles
from mingzheng.laws.models import Citation, Law, LawVersion
from mingzheng.laws.states import Flag
from mingzheng.screens.lists import Column, Filter, Listing, respond

SHOWN = 200  # problems on the page
TAGS = {Flag.CURRENT: "tag tag-valid", Flag.SUPERSEDED: "cell-bad", Flag.REPEALED: "cell-bad"}


def _place(law: Law) -> str:
    return reverse("laws_desk:law", args=[law.pk])


def _tag(one: Citation) -> str:
    return TAGS.get(Flag(one.flag), "tag tag-ink")


def _source(one: Citation) -> str:
    return one.source_url


LAW_COLUMNS = (
    Column("title", "名称", lambda one: one.title, sort="title", url=_place),
    Column("category", "类别", lambda one: one.category or "—", sort="category"),
    Column("cited", "引用次数", lambda one: one.cited, sort="cited", css="num"),
)
CITATION_COLUMNS = (
    Column("source", "事项", lambda one: one.source_title, sort="source_id", url=_source),
    Column("text", "依据里写的", lambda one: one.text),
    Column("flag", "情况", lambda one: one.get_flag_display(), sort="flag", dress=_tag),
    Column("code", "编码", lambda one: one.source_id, sort="source_id", css="nowrap"),
    Column("office", "单位", lambda one: one.organisation.label, sort="organisation__path"),
    Column("law", "对上的法规", lambda one: one.law.title if one.law else "—", at_first=False),
)


def _keeps(request: StaffRequest) -> bool:
    try:
        actions.demand_edit(request.user)
    except Denied:
        return False
    return True


def _posted(request: StaffRequest, name: str) -> Any:
    return request.POST if request.method == "POST" and name in request.POST else None


@login_required
def laws(request: StaffRequest) -> HttpResponse:
    """法规库: every law, with how often it is cited."""
    kinds = [(one, one) for one in queries.categories()]
    filters = (
        Filter("q", "名称、文号", lambda rows, value: rows.filter(pk__in=queries.named(value))),
        Filter("category", "类别", lambda rows, value: rows.filter(category=value), kinds),
    )
    empty = "先导入法规名录，依据里写的法规才对得上。"
    found = queries.laws()
    listing = Listing(request, LAW_COLUMNS, found, filters, name="法规库", unit="部", empty=empty)
    context = {"may_edit": _keeps(request)}
    return respond(request, listing, template="laws/desk/laws.html", context=context)


@login_required
def new(request: StaffRequest) -> HttpResponse:
    """登记法规 that no table has."""
    actions.demand_edit(request.user)
    form = LawForm(request.POST or None)
    if form.is_valid():
        law = actions.add_law(by=request.user, **form.cleaned_data)
        messages.success(request, f"已登记《{law.title}》。")
        return redirect("laws_desk:law", law.pk)
    return render(request, "laws/desk/new.html", {"form": form})


@login_required
def law(request: StaffRequest, pk: int) -> HttpResponse:
    """One law: texts, names, who cites it; the keeper adds a text, a name, or repeals it."""
    one = get_object_or_404(Law, pk=pk)
    named = {"title": one.title, "category": one.category}
    forms = {
        "correct": LawForm(_posted(request, "correct"), prefix="c", initial=named),
        "alias": AliasForm(_posted(request, "alias"), prefix="a"),
        "version": VersionForm(_posted(request, "version"), prefix="v"),
        "repeal": RepealForm(_posted(request, "repeal"), prefix="r"),
        "undo": ReasonForm(_posted(request, "undo"), prefix="u"),
    }
    text = _text_meant(request, one)
    if text:
        given = {name: getattr(text, name) for name in ("version_on", "number", "note")}
        given["status"] = text.said
        forms["fix"] = FixForm(_posted(request, "fix"), prefix="f", initial=given)
        forms["drop"] = ReasonForm(_posted(request, "drop"), prefix="d")
    if request.method == "POST":
        actions.demand_edit(request.user)
        if unwanted := request.POST.get("remove_alias", ""):
            alias = get_object_or_404(one.aliases, pk=unwanted if unwanted.isdecimal() else 0)
            actions.remove_alias(alias, by=request.user)
            messages.success(request, f"已删除别名“{alias.text}”，留痕里查得到。")
            return redirect("laws_desk:law", pk)
        if _done(request, one, text, forms):
            return redirect("laws_desk:law", pk)
    citing = queries.citing(one)
    context = {
        "law": one,
        "forms": forms,
        "text": text,
        "may_edit": _keeps(request),
        "citing": Paginator(citing, 50).get_page(request.GET.get("page")),
        "offices": citing.order_by().values("organisation").distinct().count(),
        "history": trace.history(one).order_by("-sequence")[:8],
    }
    return render(request, "laws/desk/law.html", context)


def _text_meant(request: StaffRequest, law: Law) -> LawVersion | None:
    """The text that is to be corrected or removed; 404 for one of another law."""
    asked = request.GET.get("text", "")
    if not asked:
        return None
    return get_object_or_404(law.versions, pk=asked if asked.isdecimal() else 0)


def _done(request: StaffRequest, law: Law, text: LawVersion | None, forms: dict[str, Any]) -> bool:
    deeds = {
        "correct": lambda said: actions.correct(law, by=request.user, **said),
        "alias": lambda said: actions.add_alias(law, said["text"], by=request.user),
        "version": lambda said: actions.add_version(law, by=request.user, **said),
        "repeal": lambda said: actions.repeal(law, by=request.user, **said),
        "undo": lambda said: actions.undo_repeal(law, by=request.user, **said),
    }
    if text:
        deeds["fix"] = lambda said: actions.correct_version(text, by=request.user, **said)
        deeds["drop"] = lambda said: actions.remove_version(text, by=request.user, **said)
    for name, deed in deeds.items():
        form = forms[name]
        if form.is_bound and form.is_valid():
            try:
                deed(form.cleaned_data)
            except Refusal as refused:
                form.add_error(None, refused.reason)
                return False
            messages.success(request, f"《{law.title}》已改，引用它的事项已经重新核对。")
            return True
    return False


@login_required
def import_page(request: StaffRequest) -> HttpResponse:
    """导入法规名录: read, report row by row; a trial run writes nothing."""
    actions.demand_edit(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    outcome = None
    if form.is_valid():
        file, dry_run = form.cleaned_data["file"], form.cleaned_data["dry_run"]
        try:
            check_size(file.name, file.size)
            outcome = import_titles(file.name, file.read(), by=request.user, dry_run=dry_run)
        except Refused as refused:
            form.add_error("file", refused.sentence)
    context = {"form": form, "outcome": outcome, "shown": SHOWN}
    return render(request, "laws/desk/import.html", context)


@login_required
def citations(request: StaffRequest) -> HttpResponse:
    """引用核对: what lists in force cite, and what is wrong with it."""
    filters = (
        Filter("flag", "情况", lambda rows, value: rows.filter(flag=value), Flag.choices),
        Filter("q", "写的名称", lambda rows, value: rows.filter(text__contains=value)),
    )
    empty, found = "现行的清单里没有这样的引用。", queries.citations()
    listing = Listing(
        request, CITATION_COLUMNS, found, filters, name="引用核对", unit="处", empty=empty
    )
    context = {"unknown": queries.unknown_names()[:20]}
    return respond(request, listing, template="laws/desk/citations.html", context=context)
