"""The sign-in pages: only those of allauth's that are needed; no sign-up, no mail, no reset."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from django.urls import path

from mingzheng.accounts import pages

urlpatterns = [
    path("", account.login, name="account_login"),
    path("out/", account.logout, name="account_logout"),
    path("stopped/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", pages.change_password, name="account_change_password"),
    path("security/", mfa.index, name="mfa_index"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("code/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("code/activate/", pages.ActivateTOTP.as_view(), name="mfa_activate_totp"),
    path("code/deactivate/", pages.DeactivateTOTP.as_view(), name="mfa_deactivate_totp"),
    path("recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/",
        pages.GenerateRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
