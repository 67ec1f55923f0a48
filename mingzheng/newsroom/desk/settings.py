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
from mingzheng.core.access import Actor, may
from mingzheng.newsroom.desk.columns import office_of
from mingzheng.newsroom.queries import Decided, decided_by
from mingzheng.publishing import queries
from mingzheng.publishing.actions import settings as actions
from mingzheng.publishing.flow import FLOWS, PLANS
from mingzheng.publishing.models import InterpretationRule, ReviewPlan
from mingzheng.publishing.queries.settings import Plan, Synchrony
from mingzheng.texts.states import ArticleKind

FOLLOW = 0  # among the numbers of reviews: as above
CLASH = "勾了“照上级的”，下面又填得和上级的不一样。要另定就去掉勾，要照上级的就不改下面两项。"


class SettingsForm(forms.Form):
    """What holds for an office and those below it; `above` is what holds where it decides nothing.

    What the office has decided itself fills the fields, else what holds above.
    """

    reviews = forms.TypedChoiceField(label="几道审查", coerce=int, widget=forms.RadioSelect)
    follow_rule = forms.BooleanField(required=False)
    kinds = forms.MultipleChoiceField(
        label="哪些种类要同步解读", choices=ArticleKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    workdays = forms.IntegerField(
        label="解读最晚在文件发布后几个工作日", min_value=0, max_value=actions.LATEST,
        help_text="0 是同一天。法规没有写几天，这里的天数待核实，由本县定",
    )  # fmt: skip

    def __init__(self, data: Any, *, above: tuple[Plan, Synchrony], own: Decided | None) -> None:
        plan, self.rule = above
        own_plan, rule = (own.plan, own.rule) if own else (None, None)
        super().__init__(
            data,
            initial={
                "reviews": own_plan.reviews if own_plan else FOLLOW,
                "follow_rule": rule is None,
                "kinds": list((rule or self.rule).kinds),
                "workdays": (rule or self.rule).workdays,
            },
        )
        turns = [
            (number, f"{number} 道：{'、'.join(str(turn.stage.label) for turn in turns)}")
            for number, turns in PLANS.items()
        ]
        follow = f"{_whose(plan.decided_by)}：{plan.reviews} 道"
        self.fields["reviews"].choices = [(FOLLOW, follow), *turns]  # type: ignore[attr-defined]
        self.fields["follow_rule"].label = f"同步解读{_whose(self.rule.decided_by)}"

    def clean(self) -> dict[str, Any]:
        """Nobody writes what will not hold: a tick and other words below it contradict."""
        said = super().clean() or {}
        mine = (set(said.get("kinds", ())), said.get("workdays"))
        if said.get("follow_rule") and mine != (set(self.rule.kinds), self.rule.workdays):
            raise forms.ValidationError({"follow_rule": CLASH})
        return said

    def save(self, office: Organisation, by: Actor) -> None:
        """Decide, or decide no longer."""
        said = self.cleaned_data
        if said["reviews"] == FOLLOW:
            actions.follow_above(ReviewPlan, office, by=by)
        else:
            actions.set_plan(office, said["reviews"], by=by)
        if said["follow_rule"]:
            actions.follow_above(InterpretationRule, office, by=by)
        else:
            actions.set_interpretation(office, said["kinds"], said["workdays"], by=by)


def _whose(decided_by: str) -> str:
    return f"照上级的（{decided_by}定的）" if decided_by else "照系统的初始值"


def _above(office: Organisation) -> tuple[Plan, Synchrony]:
    """What would hold for this office if it decided nothing itself."""
    if office.parent is None:
        return Plan(), Synchrony()
    return queries.plan_for(office.parent), queries.synchrony_for(office.parent)


@login_required
def settings(request: StaffRequest, code: str) -> HttpResponse:
    """发布设置 of an office; what it has not decided holds from above."""
    office = office_of(request, code)
    plan, rule = queries.plan_for(office), queries.synchrony_for(office)
    own = decided_by([office]).get(office.pk)
    data = request.POST if request.method == "POST" else None
    form = SettingsForm(data, above=_above(office), own=own)
    if request.method == "POST":
        require(request.user, "review_plan.edit", office.path, office.name)
    if form.is_valid():
        form.save(office, request.user)
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
