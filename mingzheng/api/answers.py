"""Answers to programs that the library would give in English."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from mingzheng.handover import problems

DESK = "/desk/api/"
WRONG_METHOD = "这个地址不能用 {} 调用，只能用 {}。"


class WrongMethodMiddleware:
    """405 of either API: a sentence in the shape of its other errors, the Allow header kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or not request.path.startswith(("/api/", DESK)):
            return response
        known = sorted(response.headers.get("Allow", "").split(", "))
        words = WRONG_METHOD.format(request.method, "、".join(known))
        said: HttpResponse
        if request.path.startswith(DESK):
            said = problems.answer(request, problems.Problem(405, "wrong-method", words))
        else:
            options = {"ensure_ascii": False}
            said = JsonResponse({"detail": words}, status=405, json_dumps_params=options)
        said["Allow"] = ", ".join(known)
        return said
