"""Settings of publishing on the desk (发布设置): how many reviews, interpretation together."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import above, organisations_seen_by, require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import may
from mingzheng.newsroom.desk.columns import office_of
from mingzheng.newsroom.queries import decided_by
from mingzheng.publishing import queries
from mingzheng.publishing.actions import settings as actions
from mingzheng.publishing.flow import FLOWS, PLANS
from mingzheng.publishing.states import ArticleKind


class SettingsForm(forms.Form):
    """What holds for an office and those below it."""

    reviews = forms.TypedChoiceField(
        label="几道审查", coerce=int, widget=forms.RadioSelect,
        choices=[
            (number, f"{number} 道：{'、'.join(str(turn.stage.label) for turn in turns)}")
            for number, turns in PLANS.items()
        ],
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="哪些种类要同步解读", choices=ArticleKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    workdays = forms.IntegerField(
        label="解读最晚在文件发布后几个工作日", min_value=0, max_value=actions.LATEST,
        help_text="0 是同一天。法规没有写几天，这里的天数待核实，由本县定",
    )  # fmt: skip


@login_required
def settings(request: StaffRequest, code: str) -> HttpResponse:
    """发布设置 of an office; what it has not decided holds from above."""
    office = office_of(request, code)
    plan, rule = queries.plan_for(office), queries.synchrony_for(office)
    initial: dict[str, Any] = {
        "reviews": plan.reviews,
        "kinds": list(rule.kinds),
        "workdays": rule.workdays,
    }
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        require(request.user, "review_plan.edit", office.path, office.name)
    if form.is_valid():
        said = form.cleaned_data
        if said["reviews"] != plan.reviews or plan.decided_by == office.label:
            actions.set_plan(office, said["reviews"], by=request.user)
        now = (set(said["kinds"]), said["workdays"])
        if now != (set(rule.kinds), rule.workdays):
            actions.set_interpretation(office, said["kinds"], said["workdays"], by=request.user)
        messages.success(request, "发布设置已存。正在审的稿件照原来的办完。")
        return redirect("newsroom:settings", office.code)
    context = {
        "office": office,
        "office_code": office.code,
        "here": "settings",
        "form": form,
        "plan": plan,
        "rule": rule,
        "flow": FLOWS[plan.reviews],
        "kind_labels": [dict(ArticleKind.choices)[kind] for kind in rule.kinds],
        "may_edit": may(request.user, "review_plan.edit", office.path),
        **_offices(request, office),
    }
    return render(request, "newsroom/settings.html", context)


def _offices(request: StaffRequest, office: Organisation) -> dict[str, Any]:
    """The offices within reach, those with a decision of their own apart, and what holds here."""
    seen = organisations_seen_by(request.user).filter(is_active=True)
    offices = list(seen.order_by("path"))
    chain = above(office)
    decided = decided_by([*chain, *offices])
    nearest = [decided[one.pk] for one in reversed(chain) if one.pk in decided]
    return {
        "own": [decided[one.pk] for one in offices if one.pk in decided],
        "following": [one for one in offices if one.pk not in decided],
        "is_only": offices == [office],
        "plan_event": next((one.plan_event for one in nearest if one.plan), None),
        "rule_event": next((one.rule_event for one in nearest if one.rule), None),
    }
