"""订阅: ask, confirm, change, stop. Nobody signs in; nothing here is kept by any cache."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mingzheng.channels.states import Medium
from mingzheng.core.access import Blocked
from mingzheng.screens.visits import is_too_often
from mingzheng.subscriptions import actions, links, queries
from mingzheng.subscriptions.forms import AskForm, CodeForm, MineForm
from mingzheng.subscriptions.rules.pace import MOST_FROM
from mingzheng.subscriptions.states import Follow

MINUTES = 10
OFTEN = "十分钟里已经申请了很多次。请过一会儿再来。"
READ_OR_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> Any:
    return render(request, f"subscriptions/{name}.html", context, status=status)


# Nobody is signed in here, so nobody can be tricked; and a visitor needs no cookie for it.
@csrf_exempt
@never_cache
@READ_OR_WRITE
def new(request: HttpRequest) -> HttpResponse:
    """订阅: what, where to, how often; what one came from is ticked already."""
    media = list(queries.channels())
    if not media:
        return _page(request, "closed", {})
    asked = request.POST if request.method == "POST" else request.GET
    column = queries.column_of(asked.get("column", ""))
    first: dict[str, Any] = {
        str(name): asked.getlist(name)
        for name in (Follow.COLUMN, Follow.FIELD, Follow.SERIES, Follow.TOPIC)
    }
    first |= {"office": asked.get("office", ""), "word": asked.get("word", "")[:20]}
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, choices=queries.choices(), column=column, media=media, initial=first)
    if form.is_valid():
        if is_too_often(request, "subscriptions", most=MOST_FROM, minutes=MINUTES):
            raise Blocked(OFTEN)
        said = form.cleaned_data
        made = actions.ask(said["medium"], said["address"], form.wanted(said), pace=said["pace"])
        if said["medium"] == Medium.SMS and made:
            return redirect("subscriptions:code", links.asked_token(made))
        return redirect("subscriptions:sent")
    return _page(request, "new", {"form": form, "column": column})


@never_cache
@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest) -> HttpResponse:
    """去收信: the same words whether the address follows things already or not."""
    return _page(request, "sent", {})


@csrf_exempt
@never_cache
@READ_OR_WRITE
def code(request: HttpRequest, token: str) -> HttpResponse:
    """The code of a short message."""
    pk = links.asked_by(token)
    if pk is None:
        return _page(request, "over", {}, status=404)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = actions.confirm_by_code(pk, form.cleaned_data["code"])
        except Blocked as refused:
            form.add_error("code", refused.reason)
        else:
            return redirect("subscriptions:mine", links.token_of(found))
    return _page(request, "code", {"form": form})


@csrf_exempt
@never_cache
@READ_OR_WRITE
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """确认: a button, since mail programs open links before people do."""
    found = links.confirmed_by(token)
    if found is None:
        return _page(request, "over", {}, status=404)
    if request.method == "POST":
        try:
            subscriber = actions.confirm(*found)
        except Blocked:
            return _page(request, "over", {}, status=410)
        return redirect("subscriptions:mine", links.token_of(subscriber))
    return _page(request, "confirm", {})


@csrf_exempt
@never_cache
@READ_OR_WRITE
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """我的订阅: what one follows, fewer of it, none of it."""
    found = links.subscriber_at(token)
    if found is None:
        return _page(request, "over", {}, status=404)
    rows = list(found.interests.all())
    first = {"keep": [str(row.pk) for row in rows], "pace": found.pace}
    data = request.POST if request.method == "POST" else None
    form = MineForm(data, rows=rows, initial=first)
    if form.is_valid():
        keep = [int(pk) for pk in form.cleaned_data["keep"]]
        if not actions.change(found, keep, form.cleaned_data["pace"]):
            return redirect("subscriptions:stopped")
        return redirect(f"{request.path}?saved=1")
    context = {"form": form, "subscriber": found, "token": token}
    context["is_saved"] = "saved" in request.GET and request.method != "POST"
    return _page(request, "mine", context)


@csrf_exempt
@never_cache
@READ_OR_WRITE
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """退订: one POST is enough (RFC 8058), from a mail program or from the button here."""
    found = links.subscriber_at(token)
    if request.method == "POST":
        if found:
            actions.stop(found)
        return redirect("subscriptions:stopped")
    return _page(request, "stop", {"subscriber": found})


@never_cache
@require_http_methods(["GET", "HEAD"])
def stopped(request: HttpRequest) -> HttpResponse:
    """退订好了."""
    return _page(request, "stopped", {})
