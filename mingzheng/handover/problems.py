"""What the interface answers when something is wrong (RFC 9457), in Chinese, with the fields."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja.errors import ValidationError

from mingzheng.core.trace import REQUEST_ID
from mingzheng.handover.rules.parcels import LABELS, Fault

SPACE = "urn:mingzheng:problem:"
SENTENCES = {
    "missing": "没有写{label}。",
    "extra_forbidden": "没有“{name}”这个字段，检查拼写，或者去掉。",
    "string_too_long": "{label}太长，最多 {max_length} 个字。",
    "string_too_short": "{label}不能空着。",
    "too_long": "{label}太多，最多 {max_length} 项。",
    "enum": "{label}不能这样写，可以写：{choices}。",
    "bool_type": "{label}写 true 或者 false。",
    "bool_parsing": "{label}写 true 或者 false。",
}
BY_KIND = (
    ("date", "{label}写成 2026-12-31 这样的日期。"),
    ("base64", "{label}要用 base64 写。"),
    ("list", "{label}写成一列，每项一个，放在方括号里。"),
    ("model", "{label}写成一组字段，放在花括号里。"),
    ("string", "{label}写成文字，放在引号里。"),
    ("json", "正文不是能读的 JSON。"),
)


class Problem(Exception):
    """An answer that refuses: its status, the name of the problem, one sentence, the fields."""

    def __init__(
        self, status: int, name: str, detail: str, faults: Iterable[Fault] = (), **more: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.name, self.detail = status, name, detail
        self.faults, self.more = list(faults), more


def answer(request: HttpRequest, problem: Problem) -> JsonResponse:
    """The problem as application/problem+json; `errors` name the fields, `request_id` the call."""
    said: dict[str, Any] = {
        "type": SPACE + problem.name,
        "title": TITLES[problem.name],
        "status": problem.status,
        "detail": problem.detail,
        "errors": [
            {"field": name, "label": LABELS.get(name, name), "message": sentence}
            for name, sentence in problem.faults
        ],
        "request_id": REQUEST_ID.get(),
        **problem.more,
    }
    response = JsonResponse(said, status=problem.status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/problem+json"
    if problem.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if problem.status == 429:
        response["Retry-After"] = "60"
    return response


TITLES = {
    "not-signed-in": "密钥不对",
    "too-often": "调用太密",
    "wrong": "内容有不对的地方",
    "not-yours": "不在这把密钥的范围里",
    "different": "同一编号，内容不同",
    "not-now": "现在不能办",
    "not-there": "没有这一件",
    "wrong-method": "调用的方法不对",
    "unreadable": "读不懂",
    "too-large": "太大",
}


def faults_of(error: ValidationError) -> list[Fault]:
    """What the types found wrong, as fields and sentences."""
    return [_fault(one) for one in error.errors]


def _fault(one: Mapping[str, Any]) -> Fault:
    # Names of places and numbers in lists: ("body", "said", "meeting", "topics", 0).
    path = [str(part) for part in one["loc"] if part not in ("body", "query", "said")]
    name = ".".join(part for part in path if not part.isdecimal())
    label = LABELS.get(name) or LABELS.get(path[-1] if path else "") or name or "内容"
    given = one.get("ctx", {})
    words = {
        "label": label,
        "name": path[-1] if path else "",
        "max_length": given.get("max_length", ""),
        "choices": str(given.get("expected", "")).replace(" or ", "、").replace("'", ""),
    }
    kind = str(one["type"])
    for begin, sentence in BY_KIND:
        if kind not in SENTENCES and begin in kind:
            return ".".join(path), sentence.format(**words)
    return ".".join(path), SENTENCES.get(kind, "{label}不能这样写。").format(**words)
