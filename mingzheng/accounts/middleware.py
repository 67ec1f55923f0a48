"""Keeps a staff session honest: idle time-out, forced change of password, forced second factor."""

import re
import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from mingzheng.accounts import passwords
from mingzheng.accounts.models import Person

SEEN = "seen_at"
SECOND_FACTOR = "has_second_factor"
RENEW_AFTER = 60  # seconds: one write a minute at most, not one a page
DESK = "/desk/"
# Fields that must not be shown again on the page that says the session has ended.
_UNSHOWN = ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code")
_CHOSEN = re.compile(r"[a-z_]+|\d{1,9}")  # what a list or a tick sends: nobody typed it
_ALWAYS_OPEN = ("account_logout", "account_login", "account_reauthenticate", "mfa_reauthenticate")
_ENROLMENT = ("mfa_activate_totp", "mfa_view_recovery_codes")


class StaffSessionMiddleware:
    """What every request of a signed-in person passes; visitors pass at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Touching the session of a visitor would make every public page vary by cookie.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            is_program = "authorization" in request.headers  # it has a key and never a session
            if request.method == "POST" and request.path.startswith(DESK) and not is_program:
                return not_saved(request, 401)  # signed out in another window while writing here
            return self.get_response(request)
        person = request.user
        if not isinstance(person, Person):
            if request.path.startswith(DESK):
                return _session_ended(request)
            return self.get_response(request)
        self._renew(request)
        if where := _first_errand(request, person):
            return _go(request, where)
        response = self.get_response(request)
        if not request.user.is_authenticated:
            # They have just left, maybe from a shared PC: the browser must not keep their drafts.
            # Pages stay cacheable until then, so that "back" returns to what was typed.
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    def _renew(self, request: HttpRequest) -> None:
        now = int(time.time())
        if now - request.session.get(SEEN, 0) >= RENEW_AFTER:
            request.session[SEEN] = now


def _session_ended(request: HttpRequest) -> HttpResponse:
    """Say that the time ran out."""
    if request.method != "POST":
        query = urlencode({"next": request.get_full_path(), "ended": "1"})
        return _go(request, f"{reverse('account_login')}?{query}")
    return not_saved(request, 401)


def not_saved(request: HttpRequest, status: int) -> HttpResponse:
    """Show again what was posted, since it was not saved.

    401: nobody is signed in any more. 403: the form is from before somebody signed in anew.
    """
    written = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _UNSHOWN
        for value in values
        if value.strip() and not _CHOSEN.fullmatch(value)
    ]
    context = {
        "written": written,
        "files": sorted(request.FILES),
        "minutes": settings.SESSION_COOKIE_AGE // 60,
        "is_out": status == 401,
        "form": _came_from(request),
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': _came_from(request)})}",
    }
    return render(request, "accounts/session_ended.html", context, status=status)


def _came_from(request: HttpRequest) -> str:
    """The page with the form; a deed's own address often takes no GET."""
    before = request.headers.get("Referer", "")
    start = f"{request.scheme}://{request.get_host()}"
    return before.removeprefix(start) if before.startswith(f"{start}{DESK}") else DESK


def _first_errand(request: HttpRequest, person: Person) -> str | None:
    """Where the person has to go before anything else; None if nowhere."""
    change = reverse("account_change_password")
    open_here = [reverse(name) for name in _ALWAYS_OPEN]
    if person.must_change_password or passwords.has_expired(person):
        if request.path in [change, *open_here]:
            return None
        if not person.must_change_password:
            days = settings.STAFF_PASSWORD_DAYS
            messages.warning(request, f"密码用满 {days} 天了，请换一个新的。")
        return change
    if settings.STAFF_TOTP_REQUIRED and not _has_second_factor(request, person):
        enrolment = [reverse(name) for name in _ENROLMENT]
        if request.path not in [change, *open_here, *enrolment]:
            messages.warning(request, "本单位要求登录时填动态码，请先开通。")
            return enrolment[0]
    return None


def _has_second_factor(request: HttpRequest, person: Person) -> bool:
    if not request.session.get(SECOND_FACTOR):
        found = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
        if not found:
            return False
        request.session[SECOND_FACTOR] = True  # asked once a session, not once a page
    return True


def _go(request: HttpRequest, where: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)
