"""What every request passes through, and one view that takes any step of any flow."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from mingzheng.core.access import Blocked, Denied, Refusal
from mingzheng.core.moves import move
from mingzheng.core.trace import REQUEST_ID

POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; form-action 'self'; "
    "object-src 'none'; base-uri 'self'"
)


class SecurityHeadersMiddleware:
    """No foreign script, style or frame; a number on each request, kept in its events."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if re.fullmatch(r"[\w-]{8,64}", given, re.ASCII) else uuid4().hex
        token = REQUEST_ID.set(number)
        try:
            response = self.get_response(request)
        finally:
            REQUEST_ID.reset(token)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"
        )
        response.headers["X-Request-ID"] = number
        return response


class NulMiddleware:
    """No text that a person writes holds the character NUL, and PostgreSQL stores none: 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """After the CSRF check, which reads the form: a file is not read twice or too early."""
        forms = (request.GET, request.POST)
        said = [value for form in forms for _, values in form.lists() for value in values]
        if any("\0" in value for value in (request.path_info, *said)):
            raise BadRequest("NUL in an address or a form")


class RefusalMiddleware:
    """Denied and Blocked become a polite page (403, 409) with the sentence that says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        status = 403 if isinstance(error, Denied) else 409
        context = {"reason": error.reason, "denied": status == 403}
        return render(request, "screens/refused.html", context, status=status)


def _nothing(person: Any) -> QuerySet[Any]:
    raise ImproperlyConfigured("StepView.as_view needs visible=queries.visible_to")


class StepView(LoginRequiredMixin, View):
    """Take one step that asks for no more than a note; POST `note`, then back to the subject.

    `visible(person)` gives the rows the person may see; `take` is the room's own action where
    a step does more than move.
    """

    http_method_names = ["post"]
    visible: Callable[[Any], QuerySet[Any]] = staticmethod(_nothing)
    take: Callable[..., Any] = staticmethod(move)

    def post(self, request: HttpRequest, pk: Any, step: str) -> HttpResponse:
        subject = get_object_or_404(self.visible(request.user), pk=pk)
        try:
            row = subject.FLOW.step(step)
        except KeyError as unknown:
            raise Blocked("没有这一步，请刷新后再看。") from unknown
        if row.form:
            raise Blocked(f"“{row.label}”要先填表，请从办理页进入。")
        self.take(subject, step, by=request.user, note=request.POST.get("note", "").strip())
        messages.success(request, f"已{row.label}：{subject.subject_title}")
        return redirect(subject.get_absolute_url())
