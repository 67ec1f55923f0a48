"""编码规则: how long codes of items are, kept by the openness office because nobody read it."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingzheng.accounts.queries.reach import paths_with
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Denied, Refusal
from mingzheng.editions.desk.editions import posted
from mingzheng.powers.actions.profiles import save_profile
from mingzheng.powers.models import CodeProfile
from mingzheng.powers.states import CodeKind
from mingzheng.standards.states import SourceTag


class ProfileForm(forms.ModelForm):
    """One accepted way to write a code."""

    class Meta:
        model = CodeProfile
        fields = ("kind", "name", "length", "pattern", "source", "tag", "is_active")
        help_texts = {
            "length": "0 就是不限位数。",
            "pattern": "可以不填；填了就按正则表达式整段核对。",
            "source": "标准或者文件的名称；凭记忆的写明待核实。",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (("kind", CodeKind.choices), ("tag", SourceTag.choices)):
            cast(forms.ChoiceField, self.fields[name]).choices = [("", "请选择"), *choices]


def _keeper(request: StaffRequest) -> None:
    if not paths_with(request.user, "standard.confirm"):
        raise Denied("编码规则由政务公开办维护。")


@login_required
def profiles(request: StaffRequest) -> HttpResponse:
    """Every way to write a code that is accepted, and whether anybody has confirmed it."""
    _keeper(request)
    return render(request, "editions/lists/profiles.html", {"rows": CodeProfile.objects.all()})


@login_required
def profile(request: StaffRequest, pk: int = 0) -> HttpResponse:
    """One of them; without a key a new one. Lists are checked anew at once."""
    _keeper(request)
    row = get_object_or_404(CodeProfile, pk=pk) if pk else CodeProfile()
    form = ProfileForm(posted(request), instance=row)
    if form.is_valid():
        try:
            save_profile(row, by=request.user, **form.cleaned_data)
        except Refusal as refused:
            form.add_error("pattern", refused.reason)
        else:
            messages.success(request, f"已保存“{row.name}”，有这种编码的清单重新检查过了。")
            return redirect("lists_desk:profiles")
    return render(request, "editions/lists/profile.html", {"form": form, "row": row})
