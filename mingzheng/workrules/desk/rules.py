"""Rules and items on the desk: which rule holds for what, one rule, writing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.files.rules.safety import Refused, check_size
from mingzheng.workrules import queries
from mingzheng.workrules.actions import writing
from mingzheng.workrules.desk.drawing import drawn
from mingzheng.workrules.desk.sets import page, seen
from mingzheng.workrules.forms import Rows, ScopeForm, WorkbookForm, draft_of, initial_of
from mingzheng.workrules.models import RuleSet, WorkRule
from mingzheng.workrules.queries import Line, Report
from mingzheng.workrules.reading import Reading, read_rules
from mingzheng.workrules.rules.course import Row
from mingzheng.workrules.rules.timing import FIT_LABELS, Fit
from mingzheng.workrules.states import Scope

PER_PAGE = 60
TAGS = {Fit.OVER: "cell-bad", Fit.HOLIDAYS: "tag", Fit.FITS: "tag tag-valid", Fit.OPEN: "tag"}


def _fit(line: Line) -> dict[str, str]:
    if line.rule is None:
        return {"words": "没有规则", "dress": "cell-bad"}
    return {"words": FIT_LABELS[line.fit], "dress": TAGS[line.fit]}


@login_required
@require_safe
def items(request: StaffRequest, pk: int) -> HttpResponse:
    """事项和规则: everything the office owes, the rule that holds, whether the time fits."""
    one = seen(request, pk)
    report = queries.report_of(one)
    look, words = request.GET.get("look", ""), request.GET.get("q", "").strip()[:60]
    lines = _chosen(report, look)
    if words:
        lines = [line for line in lines if words in f"{line.owed.code}{line.owed.name}"]
    shown = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = page(
        request,
        one,
        "items",
        looks=_looks(report),
        look=look,
        q=words,
        shown=shown,
        lines=[(line, _fit(line)) for line in shown.object_list],
    )
    return render(request, "workrules/items.html", context)


def _chosen(report: Report, look: str) -> list[Line]:
    if look == "none":
        return report.uncovered
    if look in Fit.__members__.values():
        return report.fitting(Fit(look))
    if look.isdecimal():
        return [line for line in report.lines if line.rule and line.rule.pk == int(look)]
    return report.lines


def _looks(report: Report) -> list[tuple[str, str, int]]:
    """The chips over the list: value, words, how many; empty ones left out."""
    found = [("", "全部", len(report.lines)), ("none", "没有规则", len(report.uncovered))]
    found += [(one.value, FIT_LABELS[one], len(report.fitting(one))) for one in Fit]
    found += [
        (str(rule.pk), f"《{rule.name}》", len(report.by_rule[rule.pk])) for rule in report.rules
    ]
    return [one for one in found if one[2] or not one[0]]


@login_required
@require_safe
def item(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """One item: its limit, the rule that holds for it, drawn and as a table."""
    one = seen(request, pk)
    report = queries.report_of(one)
    line = next((line for line in report.lines if line.owed.code == code), None)
    if line is None:
        raise Http404
    context = page(
        request,
        one,
        "items",
        line=line,
        fit=_fit(line),
        drawn=drawn(line.rule) if line.rule else None,
        why=_why(line),
    )
    return render(request, "workrules/item.html", context)


def _why(line: Line) -> str:
    """By which of its scopes the rule holds for the item."""
    if line.rule is None or line.rule.is_general:
        return "没有单独规定，照通用规则办"
    held = next(target for target in line.owed.place.targets if target in line.rule.targets)
    return {
        Scope.ITEM: "这个事项单独规定",
        Scope.MATTER: "按一级事项单独规定",
        Scope.FIELD: "按领域单独规定",
    }[Scope(held[0])]


@login_required
@require_safe
def rule(request: StaffRequest, pk: int, rule: int) -> HttpResponse:
    """One rule: for what it holds, drawn, as a table, and its items."""
    one = seen(request, pk)
    report = queries.report_of(one)
    found = _rule(report, rule)
    context = page(
        request,
        one,
        "rules",
        rule=found,
        drawn=drawn(found),
        covers=queries.words_of(found.targets, report.owed),
        lines=[(line, _fit(line)) for line in report.by_rule[found.pk]],
        problems=[p for p in report.problems if p.rule is found],
    )
    return render(request, "workrules/rule.html", context)


def _rule(report: Report, pk: int) -> WorkRule:
    for one in report.rules:
        if one.pk == pk:
            return one
    raise Http404


def _to_write(request: StaffRequest, pk: int) -> tuple[RuleSet, Report]:
    """The set for somebody who writes in it; others are told who does."""
    one = seen(request, pk)
    place = one.organisation
    require(request.user, "workrule.edit", place.path, place.name)
    return one, queries.report_of(one)


@login_required
def edit(request: StaffRequest, pk: int, rule: int) -> HttpResponse:
    """修改规则 of a draft: the whole course on one page."""
    one, report = _to_write(request, pk)
    found = _rule(report, rule)
    others = [other for other in report.rules if other is not found]
    rows, scope = _forms(request, report, others, found.course, found)
    if _are_valid(rows, scope):
        changed = writing.change_rule(found, draft_of(rows.rows(), scope), by=request.user)
        messages.success(request, "已保存。" if changed else "和原来一样，没有改动。")
        return redirect(found)
    context = page(request, one, "rules", rule=found, rows=rows, scope=scope)
    return render(request, "workrules/rule_form.html", context)


@login_required
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """新增规则 of a draft, as a copy of the general one to be changed."""
    one, report = _to_write(request, pk)
    general = next((rule for rule in report.rules if rule.is_general), None)
    course = general.course if general else []
    rows, scope = _forms(request, report, report.rules, course, None)
    if _are_valid(rows, scope):
        made = writing.add_rule(one, draft_of(rows.rows(), scope), by=request.user)
        messages.success(request, f"已新增《{made.name}》。")
        return redirect(made)
    context = page(request, one, "rules", rule=None, rows=rows, scope=scope)
    return render(request, "workrules/rule_form.html", context)


def _forms(
    request: StaffRequest,
    report: Report,
    others: list[WorkRule],
    course: list[Row],
    rule: WorkRule | None,
) -> tuple[Any, ScopeForm | None]:
    """The rows and the scope; the general rule has no scope to choose."""
    data = request.POST if request.method == "POST" else None
    # Bound forms get no initial values: one that says what stood there would count as untouched.
    rows: Any = Rows(data, initial=None if data else initial_of(course), prefix="r")
    if rule and rule.is_general:
        return rows, None
    initial: dict[str, Any] = {"name": rule.name if rule else ""}
    for scope in Scope.values:
        chosen = [key for kind, key in (rule.targets if rule else ()) if kind == scope]
        initial[scope] = chosen or request.GET.getlist(scope)
    return rows, ScopeForm(data, owed=report.owed, others=others, initial=initial)


def _are_valid(rows: Any, scope: ScopeForm | None) -> bool:
    """Both are looked at, so that everything wrong is said at once."""
    said = [form.is_valid() for form in (rows, scope) if form is not None]
    return bool(rows.is_bound) and all(said)


@login_required
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """上传规则表: courses of rules that are there; nothing is kept while a row is wrong."""
    one, _ = _to_write(request, pk)
    is_post = request.method == "POST"
    form = WorkbookForm(*((request.POST, request.FILES) if is_post else ()))
    reading = _read(form) if form.is_valid() else None
    if reading and not reading.problems:
        changed = writing.put_courses(one, reading.courses, by=request.user)
        messages.success(request, f"读了 {len(reading.courses)} 条规则，改了 {changed} 条。")
        return redirect(one)
    problems = reading.problems if reading else []
    context = page(request, one, "rules", form=form, problems=problems)
    return render(request, "workrules/upload.html", context)


def _read(form: WorkbookForm) -> Reading | None:
    """What the file says; None, with the sentence at its box, for a file that is refused."""
    file = form.cleaned_data["file"]
    try:
        check_size(file.name, file.size)
        return read_rules(file.name, file.read())
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return None


@login_required
@require_POST
def remove(request: StaffRequest, pk: int, rule: int) -> HttpResponse:
    """删除规则 from a draft."""
    one, report = _to_write(request, pk)
    found = _rule(report, rule)
    name = found.name
    writing.remove_rule(found, by=request.user)
    messages.success(request, f"已删除《{name}》，它的事项改照范围更大的规则办。")
    return redirect(one)


@login_required
@require_safe
def of_item(request: StaffRequest, code: str) -> HttpResponse:
    """一个事项的内部规则: the offices within reach that owe it; a single one is opened at once."""
    found = queries.rules_for_item(request.user, code)
    if not found:
        raise Http404
    if len(found) == 1 and (only := found[0][1]):
        return redirect("workrules:item", only.pk, code)
    context = {"code": code, "name": queries.name_of(code), "found": found}
    return render(request, "workrules/of_item.html", context)
