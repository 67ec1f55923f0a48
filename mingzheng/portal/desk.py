"""The workbench page of the site settings (网站设置)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingzheng.accounts.queries.reach import top_path
from mingzheng.core.access import Denied, may

from . import actions, queries
from .forms import SiteForm


@login_required
@require_http_methods(["GET", "POST"])
def site_settings(request) -> HttpResponse:
    """Show and change the settings; refuses whoever may not change them."""
    if reason := queries.why_not_edit(request.user):
        raise Denied(reason)
    form = SiteForm(request.POST or None, instance=queries.site_settings())
    if request.method == "POST" and form.is_valid():
        actions.change_site(by=request.user, values=form.cleaned_data)
        messages.success(request, "网站设置已保存，页头、页脚和网页标签马上按新的显示。")
        return redirect("portal:site-settings")
    # The row under a refused form already holds what was typed: ask again for what is true.
    row = queries.site_settings()
    may_trace = may(request.user, "trace.see", top_path(request.user))
    context = {
        "form": form,
        "unset": row.unset,
        "has_trace": may_trace and not row._state.adding,
    }
    return render(request, "portal/desk/site_settings.html", context)
