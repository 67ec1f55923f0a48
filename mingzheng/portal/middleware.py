"""Answers that would be an empty page or a stranger's words become a polite page of this site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from mingzheng.core.access import Refusal
from mingzheng.screens.views import Busy

from . import pages
from .context import chosen
from .traditional import in_traditional

STAFF = ("/desk/", "/sign-in/")  # what is written there is kept: the words stay as they are


class PoliteAnswersMiddleware:
    """405 gets a page that says why, its Allow header kept; Busy becomes a 503 that says when."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # What has a body already (the API's) speaks to programs in its own way.
        if response.status_code != 405 or response.streaming or response.content:
            return response
        return pages.wrong_method(request, response.headers.get("Allow", ""))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal) and not hasattr(request, "user"):
            return pages.error(request, 403, said=error.reason)  # the public face has no desk
        if not isinstance(error, Busy):
            return None
        return pages.unavailable(request, error.sentence, seconds=error.seconds)


class TraditionalMiddleware:
    """Public pages in traditional characters (繁體) for whoever has chosen them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if chosen(request, "script") != "hant" or request.path.startswith(STAFF):
            return response
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        response.content = in_traditional(response.content.decode()).encode()
        return response
