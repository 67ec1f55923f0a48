"""Topics on the desk: make them, arrange their parts, archive them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require_anywhere
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked
from mingzheng.files.rules.safety import Refused
from mingzheng.screens.lists import NOTHING, Column, Listing, respond
from mingzheng.topics import actions, queries
from mingzheng.topics.forms import PartForm, TopicForm
from mingzheng.topics.models import Topic, TopicPick


def _standing(one: Topic) -> str:
    if one.archived_on:
        return "已归档"
    if not one.is_open:
        return "没有公开"
    return "已结束，还没有归档" if one.has_ended(timezone.localdate()) else "正在办"


COLUMNS = (
    Column("name", "专题", lambda one: one.name, url=Topic.get_absolute_url),
    Column("office", "负责单位", lambda one: one.organisation.label),
    Column("begins", "开始", lambda one: one.begins_on, sort="begins_on", css="nowrap"),
    Column("ends", "结束", lambda one: one.ends_on or NOTHING, sort="ends_on", css="nowrap"),
    Column("standing", "状况", _standing, css="nowrap"),
)


def seen(request: StaffRequest, pk: int) -> Topic:
    """The topic, if this person keeps it; else 404."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@login_required
@require_safe
def topics(request: StaffRequest) -> HttpResponse:
    """专题: those that I keep."""
    require_anywhere(request.user, "topic.edit")
    listing = Listing(
        request, COLUMNS, queries.visible_to(request.user), name="专题专栏", unit="个",
        empty="还没有专题。从右上角新设。",
    )  # fmt: skip
    return respond(request, listing, template="topics/desk/topics.html")


@login_required
def edit(request: StaffRequest, pk: int = 0) -> HttpResponse:
    """设置专题: a new one, or one that is there."""
    require_anywhere(request.user, "topic.edit")
    one = seen(request, pk) if pk else None
    reach = within(paths_with(request.user, "topic.edit"))
    offices = Organisation.objects.filter(reach, is_active=True).order_by("path")
    if request.method == "POST":
        form = TopicForm(request.POST, request.FILES, topic=one, offices=offices)
        if form.is_valid() and (made := _saved(request, form, one)):
            return redirect(made)
    else:
        form = TopicForm(topic=one, offices=offices)
    back = one.get_absolute_url() if one else reverse("topics_desk:topics")
    context = {"form": form, "topic": one, "submit": "保存", "back_url": back}
    return render(request, "topics/desk/edit.html", context)


def _saved(request: StaffRequest, form: TopicForm, one: Topic | None) -> Topic | None:
    said = form.cleaned_data
    file = said["picture"]
    picture = (file.name, file.read(), said["alt"]) if file else None
    topic = one or Topic(organisation=said["office"])
    try:
        made = actions.save(topic, said, by=request.user, fields=said["fields_of"], picture=picture)
    except Refused as refused:
        form.add_error("picture", str(refused))
        return None
    except Blocked as blocked:
        form.add_error(None, blocked.reason)
        return None
    messages.success(request, f"已保存：{made.name}。")
    return made


@login_required
@require_safe
def topic(request: StaffRequest, pk: int) -> HttpResponse:
    """One topic: its parts with what stands in them, and the forms to arrange it."""
    one = seen(request, pk)
    return _page(request, one, PartForm(topic=one))


def _page(request: StaffRequest, one: Topic, form: PartForm, **more: Any) -> HttpResponse:
    picks: dict[int, list[TopicPick]] = {}
    rows = TopicPick.objects.filter(part__topic=one).select_related("article")
    for chosen in rows.order_by("position", "pk"):
        picks.setdefault(chosen.part_id, []).append(chosen)
    parts = one.parts.select_related("office", "column").order_by("position", "pk")
    context = {
        "topic": one,
        "standing": _standing(one),
        "parts": [(part, picks.get(part.pk, [])) for part in parts],
        "form": form,
        **more,
    }
    return render(request, "topics/desk/topic.html", context)


@login_required
@require_POST
def add_part(request: StaffRequest, pk: int) -> HttpResponse:
    """A new part."""
    one = seen(request, pk)
    form = PartForm(request.POST, topic=one)
    if form.is_valid():
        try:
            actions.add_part(one, form.cleaned_data, by=request.user)
        except Blocked as blocked:
            form.add_error(None, blocked.reason)
        else:
            return redirect(one)
    return _page(request, one, form)


@login_required
@require_POST
def remove_part(request: StaffRequest, pk: int, part: int) -> HttpResponse:
    """Take a part away."""
    one = seen(request, pk)
    return _done(request, one, actions.remove_part, get_object_or_404(one.parts, pk=part))


@login_required
@require_POST
def pick(request: StaffRequest, pk: int, part: int) -> HttpResponse:
    """Put an article into a part, by its short address or the whole of it."""
    one = seen(request, pk)
    code = request.POST.get("code", "").strip().rstrip("/").rpartition("/")[2]
    return _done(request, one, actions.pick, get_object_or_404(one.parts, pk=part), code)


@login_required
@require_POST
def unpick(request: StaffRequest, pk: int, chosen: int) -> HttpResponse:
    """Take an article out of a part."""
    one = seen(request, pk)
    rows = TopicPick.objects.filter(part__topic=one).select_related("part__topic", "article")
    return _done(request, one, actions.unpick, get_object_or_404(rows, pk=chosen))


@login_required
@require_POST
def archive(request: StaffRequest, pk: int) -> HttpResponse:
    """归档, with the note that the public reads."""
    one = seen(request, pk)
    return _done(request, one, actions.archive, one, request.POST.get("note", "")[:500])


@login_required
@require_POST
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    """恢复 an archived topic."""
    one = seen(request, pk)
    return _done(request, one, actions.restore, one)


def _done(request: StaffRequest, one: Topic, deed: Callable[..., None], *said: Any) -> HttpResponse:
    """Do it and go back; a refusal is shown on the topic's page, where it can be mended."""
    try:
        deed(*said, by=request.user)
    except Blocked as blocked:
        messages.error(request, blocked.reason)
    return redirect(one)
