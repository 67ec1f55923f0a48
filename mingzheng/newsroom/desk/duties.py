"""Which dues a text is meant for (公开责任), chosen on the case page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.newsroom.actions import duties
from mingzheng.newsroom.desk.manuscripts import base_of, seen


@login_required
@require_POST
def choose(request: StaffRequest, pk: int) -> HttpResponse:
    """选公开责任: the dues that were ticked, kept with the next revision."""
    one = seen(request, pk)
    require(request.user, "manuscript.edit", one.organisation_path, one.organisation_name)
    keys = request.POST.getlist("due")
    made = duties.choose(one, keys, by=request.user, base=base_of(request))
    said = f"已照选的存为第 {made.number} 稿。" if made else "和原来选的一样，不用再存。"
    messages.success(request, said)
    return redirect(f"{one.get_absolute_url()}#duties")
