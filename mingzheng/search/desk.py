"""The words that help to find, on the desk of the openness office (搜索用词)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingzheng.core.access import Blocked, Denied
from mingzheng.search import actions
from mingzheng.search.forms import BestBetForm, SynonymForm
from mingzheng.search.models import Asked, BestBet, Synonym

PER_PAGE = 30


def editors_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse with a sentence whoever may not edit the words."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not actions.may_edit(request.user):
            raise Denied("搜索用词由政务公开办维护。")
        return view(request, *args, **kwargs)

    return login_required(guarded)


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@editors_only
def in_vain(request: HttpRequest) -> HttpResponse:
    """没搜到的词: what people looked for in vain, the most frequent first."""
    rows = Asked.objects.filter(in_vain__gt=0).order_by("-in_vain", "-last_on", "text")
    return render(request, "search/desk/in_vain.html", {"listing": _page(request, rows)})


@editors_only
def synonyms(request: HttpRequest) -> HttpResponse:
    """同义词: all of them, or those that hold a word."""
    q = request.GET.get("q", "").strip()[:40]
    rows = Synonym.objects.filter(Q(word__contains=q) | Q(official__contains=q))
    if request.GET.get("reviewed") == "0":
        rows = rows.filter(is_reviewed=False)
    context = {
        "listing": _page(request, rows),
        "q": q,
        "unreviewed": Synonym.objects.filter(is_reviewed=False).count(),
    }
    return render(request, "search/desk/synonyms.html", context)


@editors_only
def best_bets(request: HttpRequest) -> HttpResponse:
    """推荐结果: what is offered first for a query."""
    context = {"listing": _page(request, BestBet.objects.all())}
    return render(request, "search/desk/best_bets.html", context)


@editors_only
def hot(request: HttpRequest) -> HttpResponse:
    """热搜词: what is asked most, and what is left out."""
    context = {"listing": _page(request, Asked.objects.all())}
    return render(request, "search/desk/hot.html", context)


@editors_only
def new_synonym(request: HttpRequest) -> HttpResponse:
    """增加同义词; the word may come from the list of what was not found."""
    return _edit_synonym(request, Synonym(word=request.GET.get("word", "")[:40]))


@editors_only
def synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """修改同义词."""
    return _edit_synonym(request, get_object_or_404(Synonym, pk=pk))


def _edit_synonym(request: HttpRequest, row: Synonym) -> HttpResponse:
    form = SynonymForm(request.POST if request.method == "POST" else None, instance=row)
    return _edit(request, form, actions.save_synonym, "search_desk:synonyms")


@editors_only
def new_best_bet(request: HttpRequest) -> HttpResponse:
    """增加推荐结果."""
    return _edit_best_bet(request, BestBet(query=request.GET.get("word", "")[:60]))


@editors_only
def best_bet(request: HttpRequest, pk: int) -> HttpResponse:
    """修改推荐结果."""
    return _edit_best_bet(request, get_object_or_404(BestBet, pk=pk))


def _edit_best_bet(request: HttpRequest, row: BestBet) -> HttpResponse:
    form = BestBetForm(request.POST if request.method == "POST" else None, instance=row)
    return _edit(request, form, actions.save_best_bet, "search_desk:best_bets")


def _edit(request: HttpRequest, form: Any, save: Callable[..., Any], back: str) -> HttpResponse:
    if form.is_valid():
        try:
            saved = save(form.instance, by=request.user)
        except Blocked as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"已保存“{saved}”，马上起作用。")
            return redirect(back)
    what = form.instance._meta.verbose_name
    heading = f"修改{what}" if form.instance.pk else f"增加{what}"
    context = {"form": form, "row": form.instance, "back": back, "heading": heading, "what": what}
    return render(request, "search/desk/word.html", context)


@require_POST
@editors_only
def remove_synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """删除同义词."""
    return _remove(request, get_object_or_404(Synonym, pk=pk), "search_desk:synonyms")


@require_POST
@editors_only
def remove_best_bet(request: HttpRequest, pk: int) -> HttpResponse:
    """删除推荐结果."""
    return _remove(request, get_object_or_404(BestBet, pk=pk), "search_desk:best_bets")


def _remove(request: Any, row: Synonym | BestBet, back: str) -> HttpResponse:
    said = str(row)
    actions.remove_word(row, by=request.user)
    messages.success(request, f"已删除“{said}”，留痕里查得到。")
    return redirect(back)


@require_POST
@editors_only
def hide(request: Any, pk: int) -> HttpResponse:
    """不列入热搜, or back again."""
    row = get_object_or_404(Asked, pk=pk)
    actions.hide(row, by=request.user, is_hidden=not row.is_hidden)
    messages.success(request, f"“{row}”{'恢复热搜了' if row.is_hidden else '不再列入热搜'}。")
    return redirect("search_desk:hot")
