"""前台和后台: one program in two ways of running. The public face has no staff and cannot write."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver

PUBLIC, OFFICE, BOTH = FACES = ("public", "office", "both")
# How the addresses of staff begin. Whatever a room puts there, the public face lacks.
STAFF = ("desk/", "sign-in/")
# What only serves those who sign in. Sessions go with it: a visitor has none to read or write.
_STAFFS_OWN = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mingzheng.accounts.middleware.StaffSessionMiddleware",
    "mingzheng.workbench.context.FreshCounts",
    "axes.middleware.AxesMiddleware",
)


def face(said: str) -> str:
    """Take MINGZHENG_FACE; return it, `both` when it is empty. Raises ImproperlyConfigured."""
    if (said or BOTH) not in FACES:
        raise ImproperlyConfigured(f"MINGZHENG_FACE 只能是 {'、'.join(FACES)}，不能是“{said}”。")
    return said or BOTH


def middleware(face: str, names: Sequence[str]) -> list[str]:
    """The middleware of a face, in the same order."""
    return [name for name in names if face != PUBLIC or name not in _STAFFS_OWN]


def urlconf(face: str) -> str:
    """The module that lists the addresses of a face."""
    return "mingzheng.config.public_urls" if face == PUBLIC else "mingzheng.config.urls"


def database(face: str, given: Any) -> Any:
    """The database as this face opens it: to read only, whatever its account may do otherwise."""
    if face != PUBLIC:
        return given
    options = dict(given.get("OPTIONS", {}))
    if not given["ENGINE"].endswith("sqlite3"):
        options["options"] = f"{options.get('options', '')} -c default_transaction_read_only=on"
        return given | {"OPTIONS": options}
    options |= {
        "transaction_mode": "DEFERRED",  # IMMEDIATE asks for the pen
        "init_command": "PRAGMA query_only=ON; PRAGMA cache_size=-16000;",
    }
    name = f"file:{quote(str(given['NAME']))}?mode=ro"
    return given | {"NAME": name, "OPTIONS": options}


def without_staff(
    patterns: Sequence[URLPattern | URLResolver], before: str = ""
) -> Iterator[URLPattern | URLResolver]:
    """The same addresses but those that begin like staff's, however deep they are listed."""
    for one in patterns:
        route = f"{before}{one.pattern}"
        if route.startswith(STAFF):
            continue
        if isinstance(one, URLResolver):
            inner = list(without_staff(one.url_patterns, route))
            name, app, space = one.default_kwargs, one.app_name, one.namespace
            yield URLResolver(one.pattern, inner, name, app_name=app, namespace=space)
        else:
            yield one
