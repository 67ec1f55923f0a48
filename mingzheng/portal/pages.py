"""The site's own pages: home, site map, statements, skins, robots, and the polite error pages."""

from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mingzheng.accounts.middleware import DESK, not_saved
from mingzheng.backfile.queries import moved_to
from mingzheng.catalogue import queries as catalogue
from mingzheng.core.addresses import absolute
from mingzheng.reading.queries import home as published
from mingzheng.screens.carried import page_facts, root_of
from mingzheng.screens.rules.linked import organ
from mingzheng.topics import queries as topics

from . import navigation
from .context import SKINS, Site

YEAR = 365 * 24 * 60 * 60  # seconds a skin is remembered
NEWEST, TOPICS = 5, 3  # catalogue changes and topics on the home page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页: search, the fields, the newest changes of the catalogue."""
    tiles = catalogue.field_tiles()
    total = sum(tile.items for tile in tiles)
    context = {
        "tiles": tiles,
        "items_total": f"{total:,}" if total else "",
        "changes": catalogue.change_log()[:NEWEST],
        "blocks": published.blocks(),
        "entries": navigation.ENTRIES,
        "topics": topics.running(timezone.localdate())[:TOPICS],
        "hide_search": True,
        "linked_data": _home_facts(request),
    }
    return render(request, "portal/home.html", context)


def _home_facts(request: HttpRequest) -> SafeString:
    """The site with its search, and the government whose site it is."""
    said, root, here = Site.of(request).settings, root_of(request), reverse("portal:home")
    government = organ(
        said.name,
        here,
        root=root,
        address=said.address,
        telephone=said.phone,
        email=said.email,
        logo=f"{root}{static('mingzheng/favicon.svg')}",
    )
    site = {
        "@type": "WebSite",
        "url": f"{root}{here}",
        "name": said.name,
        "inLanguage": "zh-CN",
        "publisher": {"@id": government["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{root}{reverse(navigation.SEARCH)}?q={{q}}",
            },
            "query-input": "required name=q",
        },
    }
    return page_facts(request, [], site, government)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """网站地图: every channel and every field."""
    context = {
        "channels": navigation.CHANNELS,
        "groups": navigation.FOOTER,
        "tiles": catalogue.field_tiles(),
    }
    return render(request, "portal/site_map.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """无障碍声明 (无障碍环境建设法 art 32; GB/T 37668-2019)."""
    return render(request, "portal/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """隐私政策 (个人信息保护法 arts 6, 35)."""
    return render(request, "portal/privacy.html")


@require_safe
def skin(request: HttpRequest) -> HttpResponse:
    """Remember the visitor's skin and contrast in a cookie, then go back to the same page."""
    response = redirect(_safe_local(request.GET.get("next", "")))
    for kind, values in SKINS.items():
        value = request.GET.get(kind)
        if value in values:
            response.set_cookie(
                kind,
                value,
                max_age=YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response


def _safe_local(address: str) -> str:
    """The address if it is a path of this site, else the home page (no open redirect)."""
    if address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return reverse("portal:home")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: the workbench, sign-in and skins are not for crawlers; the rest is."""
    closed: tuple[str, ...] = ("/desk/", "/sign-in/", reverse("portal:skin"))
    if settings.FACE == "office":
        closed = ("/",)  # the same pages stand on the public face
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if settings.FACE != "office":
        lines.append(f"Sitemap: {absolute(request, reverse('reading:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for /favicon.ico before they have read the page."""
    return redirect(static("mingzheng/favicon.svg"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form is not one of ours."""
    return error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a sentence from whoever refused, if there is one in Chinese."""
    return error(request, 403, said=str(exception))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form from before one signed in anew, or from another site (CSRF); nothing was done.

    What staff typed into a page of ours is shown again; what another site sends never is.
    """
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if is_ours and request.path.startswith(DESK):
        return not_saved(request, 403)
    return error(request, 403, said=STALE_FORM, title="这张表单过期了")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the page is not there; 301 where an old site had it and the text came over."""
    if request.method in ("GET", "HEAD"):
        with suppress(DatabaseError):
            where = moved_to(request.get_host(), request.path, request.META.get("QUERY_STRING", ""))
            if where:
                return HttpResponsePermanentRedirect(where)
    said = exception.args[0] if exception.args else ""  # a table of addresses, or our own sentence
    return error(request, 404, said=said if isinstance(said, str) else "")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: no database, no settings, no session: whatever broke must not break this page too."""
    return HttpResponse(render_to_string("portal/server_error.html"), status=500)


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: a deed opened like a page, or a page sent to like a form; nothing was done."""
    if request.method not in ("GET", "HEAD"):
        response = error(request, 405, said=ONLY_TO_READ)
    elif request.path.startswith("/desk/") and request.user.is_authenticated:
        context = {"reason": ERRORS[405][1], "denied": False}
        response = render(request, "screens/refused.html", context, status=405)
    else:
        response = error(request, 405)
    response["Allow"] = allowed
    return response


def unavailable(request: HttpRequest, sentence: str = "", seconds: int = 120) -> HttpResponse:
    """503: something we need is down for now; `sentence` says what still works."""
    response = error(request, 503, said=sentence)
    response["Retry-After"] = str(seconds)
    return response


ONLY_TO_READ = "这个地址只能打开看，不能提交内容。什么都没有改动，请回到上一页再办。"


STALE_FORM = (
    "您在别处重新登录过，或者这一页放得太久，刚才填的没有提交。"
    "按浏览器的后退键回到表单，把填的内容复制下来，刷新以后再提交一次。"
)
ERRORS = {
    400: ("这个请求看不懂", "网址或者表单里有不对的内容，请从首页重新进入。"),
    403: ("这一页不对您开放", "如果您是工作人员，请先登录；登录后仍看不到，请找本单位管理员。"),
    404: ("没有这一页", "网址可能写错了，或者内容已经移走。可以搜索，或从下面的入口找。"),
    405: ("不能直接打开", "这一步要从页面上的按钮办，不能直接打开网址。"),
    503: ("暂时用不了", "系统正在维护，请过几分钟再试。"),
}


def error(request: HttpRequest, code: int, said: str = "", title: str = "") -> HttpResponse:
    """One friendly page for every refusal; `said` replaces our sentence when it is Chinese."""
    usual, sentence = ERRORS[code]
    if any("一" <= sign <= "鿿" for sign in said):
        sentence = said
    context = {
        "code": code,
        "title": title or usual,
        "sentence": sentence,
        "entries": navigation.ENTRIES,
    }
    return render(request, "portal/error.html", context, status=code)
