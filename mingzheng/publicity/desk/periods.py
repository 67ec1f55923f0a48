"""公示期设置 on the desk: by when, for how long, by whose rules; for the openness office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mingzheng.accounts.queries import require_anywhere
from mingzheng.accounts.requests import StaffRequest
from mingzheng.publicity import queries
from mingzheng.publicity.actions import periods as actions
from mingzheng.publicity.forms import MarketForm, PeriodForm
from mingzheng.publicity.rules.timing import PERMIT, Term
from mingzheng.publicity.states import PenaltyType, Scheme


def _label(term: Term) -> str:
    return "行政许可" if term.sort == PERMIT else str(PenaltyType(term.sort).label)


@login_required
@require_safe
def periods(request: StaffRequest) -> HttpResponse:
    """The table, scheme by scheme; what is not verified stands out."""
    require_anywhere(request.user, actions.DEED)
    terms = queries.terms()
    tables = [
        (label, [(_label(term), term) for term in terms.values() if term.scheme == scheme])
        for scheme, label in Scheme.choices
    ]
    open_lines = sum(not term.is_verified for term in terms.values())
    context = {"tables": tables, "open": open_lines, "offices": queries.market_offices()}
    return render(request, "publicity/periods.html", context)


@login_required
def period(request: StaffRequest, scheme: str, sort: str) -> HttpResponse:
    """Change one line."""
    require_anywhere(request.user, actions.DEED)
    term = queries.terms().get((scheme, sort))
    if term is None:
        raise Http404
    names = ("workdays", "months", "most", "is_shown", "source", "is_verified")
    data = request.POST if request.method == "POST" else None
    form = PeriodForm(data, initial={name: getattr(term, name) for name in names})
    if form.is_valid():
        actions.set_period(form.term(term), by=request.user)
        messages.success(request, f"{_label(term)}：已保存，以后审核公示的照新的算。")
        return redirect("publicity:periods")
    context = {"form": form, "heading": _label(term), "scheme": Scheme(scheme).label}
    return render(request, "publicity/period.html", context)


@login_required
def market(request: StaffRequest) -> HttpResponse:
    """Choose the offices that go by the market regulator's rules."""
    require_anywhere(request.user, actions.DEED)
    offices = queries.offices_for(request.user, actions.DEED).exclude(level="village")
    chosen = list(queries.market_offices().values_list("code", flat=True))
    data = request.POST if request.method == "POST" else None
    form = MarketForm(data, offices=offices, initial={"offices": chosen})
    if form.is_valid():
        done = actions.choose_market_offices(list(form.cleaned_data["offices"]), by=request.user)
        messages.success(request, f"已保存，{done} 个单位适用市场监管规则。")
        return redirect("publicity:periods")
    context = {"form": form, "heading": "适用市场监管规则的单位", "scheme": Scheme.MARKET.label}
    return render(request, "publicity/period.html", context)
