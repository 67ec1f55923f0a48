"""What the checks found, on the desk: mended as suggested, let pass, held back again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked
from mingzheng.newsroom.actions import findings
from mingzheng.newsroom.desk.manuscripts import base_of, seen
from mingzheng.proofing.forms import PassForm


@login_required
@require_POST
def let_pass(request: StaffRequest, pk: int) -> HttpResponse:
    """放行, or 收回放行 where `back` is sent: one finding, by name and with a reason."""
    one = seen(request, pk)
    form = PassForm(request.POST)
    form.fields["reason"].required = "back" not in request.POST
    if not form.is_valid():
        raise Blocked("写明理由：依据哪一条规定公开，或者为什么不是个人信息。")
    mark = form.cleaned_data["fingerprint"]
    if "back" in request.POST:
        findings.hold_back(one, mark, by=request.user)
        messages.success(request, "已收回放行，这一处又要改了。")
    else:
        findings.let_pass(one, mark, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "已放行，理由留痕。")
    return redirect(f"{one.get_absolute_url()}#findings")


@login_required
@require_POST
def mask(request: StaffRequest, pk: int) -> HttpResponse:
    """照建议改: one finding or all red ones, as a new revision."""
    one = seen(request, pk)
    require(request.user, "manuscript.edit", one.organisation_path, one.organisation_name)
    marks = set(request.POST.getlist("fingerprint"))
    made = findings.mask(one, marks, by=request.user, base=base_of(request))
    messages.success(request, f"已照建议改好，存为第 {made.number} 稿。发布前再看一遍。")
    return redirect(f"{one.get_absolute_url()}#findings")
