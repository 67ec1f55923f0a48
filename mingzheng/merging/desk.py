"""Merging on the desk: merge, decide what disagrees, look at the joint checks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.requests import StaffRequest
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition
from mingzheng.core import trace
from mingzheng.core.access import Blocked
from mingzheng.core.moves import why_not
from mingzheng.merging import actions, queries
from mingzheng.merging.states import MergeChoice
from mingzheng.rounds.desk.rounds import page, to_run
from mingzheng.rounds.models import Round
from mingzheng.rounds.queries import board
from mingzheng.rounds.states import RoundState

DEED = "submission.merge"
A_PAGE = 10
SHOWN = 100  # findings of one check on the page


@login_required
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """汇总: what was taken, what the last merges did; a POST merges."""
    round_ = to_run(request, pk, DEED)
    if not round_.is_merged:
        raise Blocked("这一轮没有要汇总的目录。权责清单、公共服务清单由各单位的那一版各自批复。")
    if request.method == "POST":
        done = actions.merge(round_, by=request.user)
        words = f"新增 {done.created} 个事项，修改 {done.updated} 个，删去 {done.removed} 个"
        words = words if done.changed else "和上次一样，什么都没有改"
        asked = f"；有 {done.open_questions} 个事项要您定" if done.open_questions else ""
        messages.success(request, f"汇总了 {done.offices} 个单位：{words}{asked}。")
        return redirect("merging:conflicts" if done.open_questions else "merging:merge", pk)
    edition = catalogue.edition_for(round_.organisation)
    left = queries.left_of(round_)
    context = page(
        request,
        round_,
        "merge",
        edition=edition,
        board=board(round_, timezone.localdate())[-1:],
        open_total=left.open,
        may_start=round_.state == RoundState.MERGING,
        gather_reason=why_not(round_, "gather", by=request.user),
        submit_reason=_submit_reason(request, round_, edition, left),
        history=trace.history(round_).filter(step="merged").order_by("-sequence")[:6],
    )
    return render(request, "merging/merge.html", context)


def _submit_reason(
    request: StaffRequest, round_: Round, edition: Edition | None, left: queries.Left
) -> str | None:
    """Why the merged edition cannot go for review now; None if it can."""
    if round_.unmerged_total:
        return f"还有 {round_.unmerged_total} 份接收了没有汇总。"
    if left.open:
        return f"还有 {left.open} 个有分歧的事项没有定。"
    if round_.state == RoundState.MERGING and left.unwritten:
        return "定好的还没有写进草稿，再汇总一次。"
    if edition is None:
        return "还没有目录草稿，先汇总。"
    return why_not(edition, "submit", by=request.user)


@login_required
@require_safe
def conflicts(request: StaffRequest, pk: int) -> HttpResponse:
    """有分歧的事项: side by side, differences marked, to be decided one by one."""
    round_ = to_run(request, pk, DEED)
    listing = Paginator(queries.disagreements(round_), A_PAGE).get_page(request.GET.get("page"))
    context = page(
        request,
        round_,
        "conflicts",
        listing=listing,
        rows=[(one, queries.sides(one)) for one in listing],
        open_total=queries.left_of(round_).open,
        choices=MergeChoice.choices,
    )
    return render(request, "merging/conflicts.html", context)


@login_required
@require_POST
def decide(request: StaffRequest, pk: int, conflict: int) -> HttpResponse:
    """定夺 one disagreement."""
    round_ = to_run(request, pk, DEED)
    found = get_object_or_404(queries.disagreements(round_), pk=conflict)
    said = {name: request.POST.get(name, "") for name in ("question", "choice", "chosen")}
    actions.decide(found, by=request.user, **said)
    left = queries.left_of(round_).open
    words = f"还有 {left} 个要定。" if left else "都定好了，再汇总一次就写进草稿。"
    messages.success(request, f"“{found.name}”定了，{words}")
    return redirect("merging:conflicts", pk)


@login_required
@require_safe
def checks(request: StaffRequest, pk: int) -> HttpResponse:
    """联合检查: before the merged edition goes for approval."""
    round_ = to_run(request, pk, DEED)
    edition = catalogue.edition_for(round_.organisation) if round_.is_merged else None
    found = queries.checks(round_, edition)
    total = sum(len(check.found) for check in found)
    context = page(
        request, round_, "checks", edition=edition, checks=found, shown=SHOWN, total=total
    )
    return render(request, "merging/checks.html", context)
