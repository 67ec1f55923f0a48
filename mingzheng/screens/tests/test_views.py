"""What every request passes through, and the view that takes any step."""

from typing import ClassVar
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.tests.factories import a_county
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.core.tests.papers import Paper
from mingzheng.screens.views import (
    PlainTextMiddleware,
    RefusalMiddleware,
    SecurityHeadersMiddleware,
    StepView,
    VisitorAddressMiddleware,
)


@pytest.mark.parametrize(
    ("header", "said", "seen"),
    [
        ("HTTP_X_REAL_IP", "203.0.113.7", "203.0.113.7"),
        ("HTTP_X_REAL_IP", " 2001:DB8::1 ", "2001:db8::1"),
        ("HTTP_X_REAL_IP", "203.0.113.7, 10.0.0.1", "127.0.0.1"),  # no address
        ("HTTP_X_REAL_IP", "", "127.0.0.1"),
        ("", "203.0.113.7", "127.0.0.1"),  # no proxy: anybody could say so
    ],
)
def test_behind_the_proxy_a_visitor_is_whom_the_proxy_names(rf, settings, header, said, seen):
    settings.VISITOR_HEADER = header
    request = rf.get("/", headers={"x-real-ip": said})

    VisitorAddressMiddleware(lambda asked: HttpResponse())(request)

    assert request.META["REMOTE_ADDR"] == seen


class Anonymous:
    is_authenticated = False


class SignedIn:
    """A member of staff as a request carries one."""

    is_authenticated: ClassVar[bool] = True

    def __init__(self, staff):
        self.staff = staff

    def __getattr__(self, name):
        return getattr(self.staff, name)


def answer(rf, get_response=lambda request: HttpResponse("好"), **headers):
    return SecurityHeadersMiddleware(get_response)(rf.get("/", headers=headers))


def test_no_foreign_script_style_or_frame(rf):
    """GB/T 22239-2019 8.1.4.4: input and content are kept in bounds."""
    policy = answer(rf).headers["Content-Security-Policy"]

    for part in (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "img-src 'self' data:",
    ):
        assert part in policy
    assert "unsafe" not in policy


def test_a_page_may_state_a_policy_of_its_own(rf):
    page = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    assert answer(rf, lambda _: page).headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.django_db
def test_the_number_of_a_request_is_kept_in_its_events(rf, clerk):
    def deed(request):
        trace.record(trace.Subject("test.case", "1", "低保"), "note", by=clerk, label="备注")
        return HttpResponse()

    response = answer(rf, deed, **{"X-Request-ID": "abc-12345"})

    assert response.headers["X-Request-ID"] == "abc-12345"
    assert trace.history(trace.Subject("test.case", "1", "")).get().request_id == "abc-12345"
    assert trace.REQUEST_ID.get() == ""


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "有空 格", "a\tb-12345678"])
def test_a_number_that_is_none_is_replaced(rf, given):
    number = answer(rf, **{"X-Request-ID": given}).headers["X-Request-ID"]

    assert number != given
    assert len(number) == 32


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), [(Denied, 403), (Blocked, 409)])
def test_a_refusal_becomes_a_page_with_the_sentence(rf, kind, status):
    request = rf.get("/")
    request.user = Anonymous()

    page = RefusalMiddleware(HttpResponse).process_exception(request, kind("还缺保密审查意见。"))

    assert page.status_code == status
    assert "还缺保密审查意见。" in page.content.decode()


def test_other_errors_are_not_swallowed(rf):
    assert RefusalMiddleware(HttpResponse).process_exception(rf.get("/"), ValueError()) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("papers")
class TestStepView:
    def post(self, rf, staff, paper, step, note="", **options):
        request = rf.post("/", {"note": note})
        request.user = SignedIn(staff) if staff else Anonymous()
        request._messages = CookieStorage(request)
        view = StepView.as_view(visible=lambda person: Paper.objects.exclude(title="密"), **options)
        return view(request, pk=paper.pk, step=step), request

    def test_a_step_is_taken_and_said(self, rf, clerk):
        paper = Paper.objects.create(state="draft")

        response, request = self.post(rf, clerk, paper, "submit", note=" 请审 ")

        assert response.url == f"/papers/{paper.pk}/"
        assert [str(m) for m in get_messages(request)] == ["已送审：关于低保标准的通知"]
        assert trace.history(paper).get().note == "请审"

    def test_a_reading_request_takes_no_step(self, rf, clerk):
        request = rf.get("/")
        request.user = SignedIn(clerk)

        assert StepView.as_view(visible=Paper.objects.all)(request, pk=1).status_code == 405

    def test_what_a_person_may_not_see_is_not_there(self, rf, clerk):
        paper = Paper.objects.create(state="draft", title="密")

        with pytest.raises(Http404):
            self.post(rf, clerk, paper, "submit")

    @pytest.mark.parametrize(
        ("step", "kind", "sentence"),
        [("sign", Denied, "由审核人办理"), ("fly", Blocked, "没有这一步")],
    )
    def test_a_refused_step_changes_nothing(self, rf, clerk, step, kind, sentence):
        paper = Paper.objects.create(state="review")

        with pytest.raises(kind, match=sentence):
            self.post(rf, clerk, paper, step)
        assert not trace.history(paper).exists()

    def test_a_step_with_a_form_cannot_be_taken_past_it(self, rf, reviewer):
        with pytest.raises(Blocked, match="要先填表"):
            self.post(rf, reviewer, Paper.objects.create(state="done"), "stamp")

    def test_a_room_may_do_more_than_move(self, rf, clerk):
        done = []

        self.post(
            rf, clerk, Paper.objects.create(state="draft"), "submit",
            take=lambda paper, step, **facts: done.append((step, facts["note"])),
        )  # fmt: skip

        assert done == [("submit", "")]

    def test_a_stranger_signs_in_first(self, rf):
        response, _ = self.post(rf, None, Paper.objects.create(state="draft"), "submit")

        assert response.status_code == 302


@pytest.mark.parametrize("mark", ["\0", "\x0b", "\x08", "\ufffe"])
def test_what_no_text_holds_is_taken_out_of_forms_and_queries(rf, mark):
    """Word pastes \x0b unseen; XML, and so feeds and workbooks, cannot hold it."""
    request = rf.post(f"/?{urlencode({'q': f'低{mark}保'})}", {"note": [f"照{mark}办", "第二"]})

    PlainTextMiddleware(HttpResponse).process_view(request, None, (), {})

    assert request.GET["q"] == "低保"
    assert request.POST.getlist("note") == ["照办", "第二"]


@pytest.mark.django_db
def test_the_same_thing_sent_twice_at_once_is_a_sentence(rf):
    a_county()
    with pytest.raises(IntegrityError) as twin, transaction.atomic():
        Organisation.objects.bulk_create([Organisation(code="YX"), Organisation(code="YX")])

    request = rf.post("/")
    request.user = Anonymous()
    page = RefusalMiddleware(HttpResponse).process_exception(request, twin.value)

    assert page.status_code == 409
    assert "可能是按了两次" in page.content.decode()


@pytest.mark.django_db
def test_any_other_fault_of_the_data_stays_a_fault(rf):
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        Organisation.objects.bulk_create([Organisation(code=None)])

    assert RefusalMiddleware(HttpResponse).process_exception(rf.post("/"), fault.value) is None
