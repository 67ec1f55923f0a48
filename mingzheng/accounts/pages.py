"""Pages of the library as this house needs them: events beside the second factor, one refusal."""

from allauth.account.views import password_change
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from mingzheng.accounts.actions import sessions
from mingzheng.accounts.requests import StaffRequest


@login_required
def change_password(request: StaffRequest) -> HttpResponse:
    """改密码; the library would send an account without any to a page that there is not."""
    if not request.user.has_usable_password():
        return render(request, "accounts/no_password.html", status=403)
    return password_change(request)


class _Recorded:
    label = ""

    def form_valid(self, form: Form) -> HttpResponse:
        with transaction.atomic():
            sessions.totp_changed(self.request.user, self.label)  # type: ignore[attr-defined]
            return super().form_valid(form)  # type: ignore[misc]


class ActivateTOTP(_Recorded, ActivateTOTPView):
    """Turn the second factor on."""

    label = "开通动态码"


class DeactivateTOTP(_Recorded, DeactivateTOTPView):
    """Turn it off, where the office allows that."""

    label = "关闭动态码"


class GenerateRecoveryCodes(_Recorded, GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones end."""

    label = "重新生成备用码"
