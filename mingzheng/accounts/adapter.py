"""How allauth behaves here: Chinese only, no sign-up, no mail, and every sign-in in the trace."""

import base64
import hashlib
import secrets
import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mingzheng.accounts.actions import sessions
from mingzheng.accounts.actions.people import change_password
from mingzheng.accounts.models import Person

_SENTENCES = {
    "account/messages/logged_out.txt": "已退出登录。",
    "account/messages/password_changed.txt": "密码已修改，下次登录用新密码。",
    "mfa/messages/totp_activated.txt": "动态码已开通，下次登录要填 6 位动态码。",
    "mfa/messages/totp_deactivated.txt": "动态码已关闭。",
    "mfa/messages/recovery_codes_generated.txt": "已生成一组新的备用码，请抄下来收好。",
}


def client_address(request: HttpRequest) -> str:
    """The address a request came from, as the server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))


class StaffAdapter(DefaultAccountAdapter):
    """Sign-in of staff."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "这个账号已经停用。要恢复，请找本单位管理员。",
        "enter_current_password": "现在的密码不对。",
        "incorrect_password": "密码不对。",
        "incorrect_code": "动态码不对，请看手机验证器里最新的 6 位数字。",
        "invalid_login": "账号或密码不对。",
        "username_password_mismatch": "账号或密码不对。",
        "too_many_login_attempts": "试的次数太多了，请过几分钟再试。",
        "rate_limited": "试的次数太多了，请过几分钟再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own sentences; what has none (say "signed in as …") is not worth saying."""
        if sentence := message or _SENTENCES.get(message_template or ""):
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """No second counter: django-axes counts failures, in the database, for all processes."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # None while already locked: such tries are not counted, and not written down either,
        # or anybody could fill the trace from outside.
        failures = getattr(request, "axes_failures_since_start", None)
        person = Person.objects.filter(username=credentials.get("username", "")).first()
        if person and failures is not None:
            sessions.sign_in_failed(
                person, address=client_address(request), left=tries_left(request)
            )

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        if isinstance(user, Person):
            sessions.signed_in(user, address=client_address(request))

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Person):
            sessions.signed_out(request.user)
        super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        if isinstance(user, Person):
            sessions.refused_inactive(user, address=client_address(request))
        return super().respond_user_inactive(request, user)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        if isinstance(user, Person):
            change_password(user, password)

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """There is no mail; the trace tells."""

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse(settings.LOGIN_REDIRECT_URL)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {"reauthenticate": "用密码", "mfa_reauthenticate": "用动态码或备用码"}
        return [
            {**method, "description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
            if method["id"] in words
        ]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago is not asked for the same password again."""
        request = context.request
        records = get_authentication_records(request, request.user)
        last = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - last >= account_settings.REAUTHENTICATION_TIMEOUT)


def tries_left(request: HttpRequest) -> int:
    """How often a person may still mistype before the lock; only right after a failure."""
    failures = getattr(request, "axes_failures_since_start", None) or 0
    return max(0, settings.AXES_FAILURE_LIMIT - failures)


def _cipher() -> Fernet:
    key = hashlib.sha256(b"mingzheng.totp:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class StaffMFAAdapter(DefaultMFAAdapter):
    """Second factor: secrets are encrypted at rest; a forced factor cannot be switched off."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "本单位要求登录时填动态码，不能关闭。",
        "cannot_generate_recovery_codes": "先开通动态码，才能生成备用码。",
        "incorrect_code": "动态码不对，请看手机验证器里最新的 6 位数字。",
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # The signing key was changed. An empty secret would be guessable; a random one never
            # matches, and a security administrator resets the factor.
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not settings.STAFF_TOTP_REQUIRED
