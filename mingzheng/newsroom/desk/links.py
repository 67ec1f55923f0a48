"""Links of a text (关联): found by words, put into the next revision, taken out again."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked
from mingzheng.newsroom.actions import asking
from mingzheng.newsroom.desk.manuscripts import base_of, page, seen
from mingzheng.newsroom.forms import InterpreterForm, LinkForm
from mingzheng.newsroom.queries import asked_to_interpret, linkable
from mingzheng.publishing.actions import drafting
from mingzheng.replay.words import named
from mingzheng.texts.rules.content import Content, Tie
from mingzheng.texts.states import Relation


@login_required
def links(request: StaffRequest, pk: int) -> HttpResponse:
    """关联: what this text interprets, amends, is based on, cites; each change is a revision."""
    one = seen(request, pk)
    require(request.user, "manuscript.edit", one.organisation_path, one.organisation_name)
    content = one.revision.content if one.revision else Content()
    base = one.revision.number if one.revision else 0
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (ties := _changed(request, form, content.ties)) is not None:
        text = replace(content, ties=ties)
        drafting.save_revision(one, text, by=request.user, base=base_of(request))
        messages.success(request, "关联已存为新的一稿。")
        return redirect("newsroom:links", one.pk)
    words = request.GET.get("q", "").strip()[:100]
    found = linkable(words, apart_from=one.article) if words else []
    context = page(
        request, one, "links", form=form, words=words, found=found, base=base,
        ties=named(content.ties, one.organisation_id), relations=Relation.choices,
        asked=asked_to_interpret(request.user), ask=InterpreterForm(manuscript=one),
    )  # fmt: skip
    return render(request, "newsroom/links.html", context)


def _changed(
    request: StaffRequest, form: LinkForm, ties: tuple[Tie, ...]
) -> tuple[Tie, ...] | None:
    """The ties with one more or one fewer; None when the form has to be filled in better."""
    gone = request.POST.get("remove", "")
    if gone:
        if not gone.isdecimal() or int(gone) >= len(ties):
            raise Blocked("这一条关联已经没有了，请刷新后再看。")
        return tuple(tie for n, tie in enumerate(ties) if n != int(gone))
    if not form.is_valid():
        return None
    said = form.cleaned_data
    if not said["article"] and not said["title"].strip():
        form.add_error("title", "写明是哪份文件。")
        return None
    tie = Tie(said["relation"], said["article"], said["title"].strip(), said["url"])
    return (*ties, tie)


@login_required
@require_POST
def interpreter(request: StaffRequest, pk: int) -> HttpResponse:
    """请单位解读: another office may read this text and link its interpretation with it."""
    one = seen(request, pk)
    form = InterpreterForm(request.POST, manuscript=one)
    if not form.is_valid():
        raise Blocked("没有这个单位，或者它已经撤并，请刷新后重新选。")
    office = form.cleaned_data["office"]
    if asking.ask_to_interpret(one, office, by=request.user):
        said = (
            f"已请{office.label}解读，它现在能看、能关联这份稿件。"
            if office
            else "不再请别的单位解读。"
        )
        messages.success(request, said)
    return redirect("newsroom:links", one.pk)
