"""Pages that change the second factor: the library's, with an event in the same transaction."""

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse

from mingzheng.accounts.actions import sessions


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
