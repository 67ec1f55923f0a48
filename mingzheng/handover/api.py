"""办文办会接口: an office's document system hands over what was formed, with its own key.

It stands under /desk/ so that the public face lacks it and nothing of it is ever kept.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.utils import timezone
from ninja import NinjaAPI, Query, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from mingzheng.accounts.models import Organisation
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.deadlines import almanac
from mingzheng.dues import queries as owing
from mingzheng.dues.rules.results import verdict
from mingzheng.files.rules.safety import Refused
from mingzheng.handover import actions, queries
from mingzheng.handover.models import Handover
from mingzheng.handover.problems import Problem, answer, faults_of
from mingzheng.handover.queries import System
from mingzheng.handover.schemas import HandoverIn, HandoverOut, ItemOut, Name, ProblemOut
from mingzheng.posts.actors import VISITOR
from mingzheng.screens.visits import is_too_often

TRIES, MINUTES = 20, 10  # wrong keys from one address, in so many minutes
STRANGE_KEY = (
    "密钥不对，或者已经收回。在请求头里写 Authorization: Bearer 加密钥；没有的找系统管理员。"
)


class Key(HttpBearer):
    """Authorization: Bearer, the key that the system administrator issued."""

    def authenticate(self, request: HttpRequest, token: str) -> System | None:
        """The system whose key it is, unless it asks too often."""
        found = queries.system_of(token)
        if found is None:
            _note_stranger(request)
            return None
        last = trace.history(found.key).order_by("-sequence")[found.key.per_minute - 1 :][:1]
        if (one := last.first()) and one.at > timezone.now() - timedelta(minutes=1):
            often = f"这把密钥每分钟最多调用 {found.key.per_minute} 次，过一分钟再来。"
            raise Problem(429, "too-often", often)
        return found


def _note_stranger(request: HttpRequest) -> None:
    """A wrong key is in the trace, but nobody fills the trace with wrong keys."""
    address = request.META.get("REMOTE_ADDR", "")
    place = "system-key:" + trace.digest(address.encode())[:16]
    if is_too_often(request, "system-key", most=TRIES, minutes=MINUTES):
        raise Problem(429, "too-often", "错的密钥试得太多，过十分钟再来。")
    subject = trace.Subject("system-key", place, "错的接口密钥")
    trace.record(subject, "refuse", by=VISITOR, label="接口密钥不对", address=request.path)


api = NinjaAPI(
    title="明政办文办会接口",
    version="1.0",
    description="单位的办文系统把形成的公文、开过的会议移交过来，当时就算出最晚哪天公开。"
    "密钥由系统管理员发放；每次调用都留痕。",
    docs_url=None,
    docs_decorator=login_required,  # the contract is for staff and whoever they give it to
    urls_namespace="handover_api",
    auth=Key(),
)
_PROBLEMS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422, 429), ProblemOut)


def _note(request: HttpRequest, status: int, said: str = "") -> None:
    """Every call with a key is in the trace of that key."""
    system = getattr(request, "auth", None)
    if isinstance(system, System):
        trace.record(
            system.key, "call", by=system, label="接口调用", answered=str(status), name=said[:200],
            address=f"{request.method} {request.path}",
        )  # fmt: skip


def _refuse(request: HttpRequest, problem: Problem) -> HttpResponse:
    _note(request, problem.status, problem.detail)
    return answer(request, problem)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return _refuse(request, error)


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return answer(request, Problem(401, "not-signed-in", STRANGE_KEY))


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = faults_of(error)
    return _refuse(request, Problem(422, "wrong", "".join(words for _, words in found), found))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _refuse(request, Problem(error.status_code, "unreadable", "内容不是能读的 JSON。"))


@api.exception_handler(RawPostDataException)
def _a_form(request: HttpRequest, error: RawPostDataException) -> HttpResponse:
    words = "这里只收 JSON：请求头写 Content-Type: application/json，文件用 base64 放在 files 里。"
    return _refuse(request, Problem(415, "unreadable", words))


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    words = "一次移交最多 10 兆字节。大的文件在明政里上传。"
    return _refuse(request, Problem(413, "too-large", words))


def _office(system: System, code: str) -> Organisation:
    found = queries.office_within(system, code)
    if found is None:
        place = system.organisation_name
        words = f"单位编码 {code[:40]} 不在这把密钥的范围里：只能替{place}和下级单位移交。"
        raise Problem(403, "not-yours", words, [("organisation", words)])
    return found


@api.post(
    "handovers",
    response={200: HandoverOut, 201: HandoverOut, **_PROBLEMS},
    summary="移交公文或者会议",
)
def send(request: HttpRequest, said: HandoverIn) -> Any:
    """201 with the number and the day; 200 where the same was handed over before; 409 if other."""
    system: System = request.auth  # type: ignore[attr-defined]
    office = _office(system, said.organisation)
    files = [(one.name, one.content) for one in said.files]
    try:
        found = actions.send(
            office, said.parcel(), by=system, system=system.key.system, files=files
        )
    except actions.Faulty as wrong:
        raise Problem(422, "wrong", wrong.reason, wrong.faults) from wrong
    except actions.Different as other:
        number = other.handover.number
        raise Problem(409, "different", other.reason, number=number) from other
    except Refused as refused:
        raise Problem(422, "wrong", str(refused), [("files", str(refused))]) from refused
    except Denied as denied:
        raise Problem(403, "not-yours", denied.reason) from denied
    except Blocked as blocked:
        raise Problem(409, "not-now", blocked.reason) from blocked
    status = 201 if found.is_new else 200
    _note(request, status, found.handover.number)
    return Status(status, _shown(found.handover))


@api.get("handovers", response={200: HandoverOut, **_PROBLEMS}, summary="查一件移交办到哪一步")
def handover(request: HttpRequest, organisation: Query[Name], source_id: Query[Name]) -> Any:
    """What became of something that this system handed over."""
    system: System = request.auth  # type: ignore[attr-defined]
    office = _office(system, organisation)
    found = queries.sent_by_system(system, office, source_id)
    if found is None:
        words = f"{office.name}没有用编号“{source_id}”移交过。"
        raise Problem(404, "not-there", words, [("source_id", words)])
    _note(request, 200, found.number)
    return _shown(found)


@api.get("items", response={200: list[ItemOut], **_PROBLEMS}, summary="可以对上的公开事项")
def items(request: HttpRequest, organisation: Query[Name]) -> Any:
    """The items in force that documents of an office may be."""
    system: System = request.auth  # type: ignore[attr-defined]
    office = _office(system, organisation)
    found = queries.items_to_name(office)
    _note(request, 200, office.code)
    return [
        {"code": one.code, "name": one.name, "field": one.field.list_name, "limit": one.limit_text}
        for one in found
    ]


def _shown(one: Handover) -> dict[str, Any]:
    today, calendar = timezone.localdate(), almanac.current()
    dues = []
    for due in one.dues.select_related("organisation", "item", "term").order_by("due_on", "pk"):
        result = verdict(due.days, today, calendar)
        dues.append(
            {
                "item": due.item_code,
                "name": due.item_name,
                "due_on": due.due_on,
                "provisional": due.provisional,
                "light": result.light.colour,
                "result": result.label,
                "fulfilled_on": due.fulfilled_on,
                "explanation": [r._asdict() for r in owing.explanation_of(due, today, calendar)],
            }
        )
    names = ("number", "source_id", "version", "state", "state_label", "disclosure", "publish_by")
    article = one.article if one.article and one.article.is_public else None
    return {name: getattr(one, name) for name in names} | {
        "organisation": one.organisation.code,
        "explanation": [reason._asdict() for reason in queries.why(one)],
        "dues": dues,
        "note": _opinion(one),
        "article": article.get_absolute_url() if article else None,
    }


def _opinion(one: Handover) -> str:
    """Why it was sent back, if it stands there."""
    if one.state != "returned":
        return ""
    last = trace.history(one).filter(step="turn_down").order_by("-sequence").first()
    return last.note if last else ""
