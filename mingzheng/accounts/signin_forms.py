"""The forms of the sign-in pages: allauth's, with our words, and nothing English left."""

import hashlib
import hmac
import unicodedata
from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from mingzheng.accounts.actions import sessions
from mingzheng.accounts.adapter import client_address, tries_left
from mingzheng.accounts.models import Person

FORGOTTEN = "忘了密码，请本单位管理员重置。"


def dress(form: forms.Form, labels: dict[str, str]) -> None:
    """Give the fields our labels and the look of the gate; drop the library's placeholders."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.error_messages["required"] = f"请填{label}。"
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["class"] = "form-control"


class LoginForm(account_forms.LoginForm):
    """Staff number and password; a wrong pair says how many tries are left."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"login": "账号", "password": "密码"})
        self.fields["login"].help_text = "工号"

    def clean_login(self) -> str:
        """The staff number as stored, so that YX01 and yx01 share one count of failures.

        An unknown name is replaced by its keyed digest: people type passwords into this field,
        and the lock-out table keeps what it gets.
        """
        typed = unicodedata.normalize("NFKC", self.cleaned_data["login"]).strip()
        known = Person.objects.filter(username__iexact=typed).values_list("username", flat=True)
        if name := known.first():
            return name
        digest = hmac.new(settings.SECRET_KEY.encode(), typed.casefold().encode(), hashlib.sha256)
        return f"?{digest.hexdigest()[:24]}"

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError:
            left = tries_left(self.request)
            self.add_error("password", f"账号或密码不对，还可以试 {left} 次。{FORGOTTEN}")
            return self.cleaned_data


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": "现在的密码", "password1": "新密码", "password2": "再填一遍新密码"}
        dress(self, labels)
        self.fields["password1"].help_text = (
            "至少 10 个字；小写字母、大写字母、数字、符号四类里至少用三类；"
            "不用姓名、工号和常见密码。"
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "password2" in self.errors and values.get("password1"):
            del self.errors["password2"]
            self.add_error("password2", "两遍填的新密码不一样。")
        return values


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password again, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"password": "密码"})


class _CodeForm:
    """A code field in our words, with every wrong code in the trace."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"code": "动态码"})  # type: ignore[arg-type]
        self.fields["code"].widget.attrs["autofocus"] = True  # type: ignore[attr-defined]

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)  # type: ignore[misc]
        sessions.code_failed(self.user, address=client_address(context.request))  # type: ignore[attr-defined]


class CodeForm(_CodeForm, mfa_forms.AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_CodeForm, mfa_forms.ReauthenticateForm):
    """The code again, before something sensitive."""


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator proves that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"code": "动态码"})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
