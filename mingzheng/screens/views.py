"""What every request passes through, and one view that takes any step of any flow."""

import re
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.db import IntegrityError
from django.db.models import BigIntegerField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from mingzheng.core.access import Blocked, Denied, Refusal
from mingzheng.core.moves import move
from mingzheng.core.trace import REQUEST_ID
from mingzheng.files.rules.words import NOT_TEXT

POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; form-action 'self'; "
    "object-src 'none'; base-uri 'self'"
)


class VisitorAddressMiddleware:
    """Behind the proxy of the installation, whoever asks is whom the proxy names (X-Real-IP).

    Otherwise all residents would be one, and the first who asks too often would shut out all. As
    for X-Forwarded-Proto, the server's own port is never open to the outside.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.VISITOR_HEADER:
            with suppress(ValueError):  # no address: the proxy does not say, its own stays
                said = ip_address(request.META.get(settings.VISITOR_HEADER, "").strip())
                request.META["REMOTE_ADDR"] = str(said)
        return self.get_response(request)


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


class PlainTextMiddleware:
    """Takes out of forms and queries what no text holds (files.rules.words.NOT_TEXT).

    Word pastes such characters unseen; kept, they break feeds, workbooks and PostgreSQL. An
    address with a number that no row can have is 404, before a database stumbles over it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, said: Any) -> None:
        """After the CSRF check, which reads the form: a file is not read twice or too early."""
        if NOT_TEXT.search(request.path_info):
            raise BadRequest("no text in an address")
        if any(isinstance(one, int) and one > BigIntegerField.MAX_BIGINT for one in said.values()):
            raise Http404("no row has this number")
        request.GET, request.POST = _plain(request.GET), _plain(request.POST)  # type: ignore[assignment]


def _plain(said: QueryDict) -> QueryDict:
    if not any(NOT_TEXT.search(value) for _, values in said.lists() for value in values):
        return said
    clean = QueryDict(mutable=True, encoding=said.encoding)
    for name, values in said.lists():
        clean.setlist(name, [NOT_TEXT.sub("", value) for value in values])
    return clean


class Busy(Exception):
    """Too many want the same costly thing at once; `sentence` says so, `seconds` when to ask again.

    The faces turn it into a polite 503 (portal.middleware).
    """

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.sentence, self.seconds = sentence, seconds


TWICE = "同样的内容刚刚已经存过，可能是按了两次。请回到列表看看，不用再填。"


def _is_twin(error: Exception) -> bool:
    """Whether the database refused a second row of what there may be only one of."""
    if not isinstance(error, IntegrityError):
        return False
    cause = error.__cause__
    return getattr(cause, "sqlstate", "") == "23505" or "UNIQUE constraint" in str(cause)


class RefusalMiddleware:
    """Denied and Blocked become a polite page (403, 409) with the sentence that says why.

    So does what was sent twice in one moment, where only the database could tell.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if _is_twin(error):
            error = Blocked(TWICE)
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
