"""One settings file: environment variables with safe development defaults (.env.example)."""

import os
import secrets
from pathlib import Path

import dj_database_url

from mingzheng.config import faces

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / os.environ.get("MINGZHENG_VAR", "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = os.environ.get("MINGZHENG_DEBUG") == "1"


def _kept_secret(given: str | None, name: str, fresh: str) -> str:
    """A secret: as the environment gives it, else made once and kept beside the database."""
    if given:
        return given
    path = VAR_DIR / name
    try:
        # O_EXCL: two processes that start together must not each keep a key of their own.
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text("utf-8").strip()
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(fresh)
    return path.read_text("utf-8").strip()


SECRET_KEY = _kept_secret(
    os.environ.get("MINGZHENG_SECRET_KEY"), "secret-key", secrets.token_urlsafe(48)
)
# What identity numbers are sealed with; a new version is a new line, old ones stay (ADR 24).
SEALING_KEYS = _kept_secret(
    os.environ.get("MINGZHENG_SEALING_KEYS"), "sealing-keys", f"1:{secrets.token_hex(32)}"
)
ALLOWED_HOSTS = os.environ.get("MINGZHENG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("MINGZHENG_ORIGINS", "").split(",") if o]
BEHIND_TLS = os.environ.get("MINGZHENG_TLS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "mingzheng.accounts",  # before allauth: its templates replace the library's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "django_include_bootstrap",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "mingzheng.core",
    "mingzheng.pagecache",
    "mingzheng.search",
    "mingzheng.deadlines",
    "mingzheng.evidence",
    "mingzheng.files",
    "mingzheng.proofing",
    "mingzheng.checklists",
    "mingzheng.prose",
    "mingzheng.screens",
    "mingzheng.standards",
    "mingzheng.laws",
    "mingzheng.channels",
    "mingzheng.dues",
    "mingzheng.profiles",
    "mingzheng.catalogue",
    "mingzheng.columns",
    "mingzheng.publishing",
    "mingzheng.notifications",
    "mingzheng.powers",
    "mingzheng.processes",
    "mingzheng.workrules",
    "mingzheng.newsroom",
    "mingzheng.handover",
    "mingzheng.topics",
    "mingzheng.publicity",
    "mingzheng.intake",
    "mingzheng.noticeboard",
    "mingzheng.decisions",
    "mingzheng.deciding",
    "mingzheng.lookup",
    "mingzheng.reading",
    "mingzheng.errata",
    "mingzheng.subscriptions",
    "mingzheng.editions",
    "mingzheng.collection",
    "mingzheng.backfile",
    "mingzheng.roster",
    "mingzheng.docket",
    "mingzheng.rounds",
    "mingzheng.merging",
    "mingzheng.portal",
    "mingzheng.workbench",
    "mingzheng.api",
    "mingzheng.upkeep",
    "mingzheng.demo",
]

MIDDLEWARE = [
    "mingzheng.screens.views.VisitorAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mingzheng.portal.middleware.TraditionalMiddleware",
    "mingzheng.screens.views.SecurityHeadersMiddleware",
    "mingzheng.screens.views.PlainTextMiddleware",
    "mingzheng.screens.views.RefusalMiddleware",
    "mingzheng.portal.middleware.PoliteAnswersMiddleware",
    "mingzheng.api.answers.WrongMethodMiddleware",
    "mingzheng.accounts.middleware.StaffSessionMiddleware",
    "mingzheng.workbench.context.FreshCounts",
    "axes.middleware.AxesMiddleware",
]

# What this process shows (前台、后台): docs/deploy/faces.md
FACE = faces.face(os.environ.get("MINGZHENG_FACE", ""))
MIDDLEWARE = faces.middleware(FACE, MIDDLEWARE)
ROOT_URLCONF = faces.urlconf(FACE)
# Where a public face leaves the words that were asked, for the office to count; empty: uncounted.
SEARCH_SPOOL = os.environ.get("MINGZHENG_SPOOL", "")
WSGI_APPLICATION = "mingzheng.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mingzheng.portal.context.site",
                "mingzheng.workbench.context.desk",
            ],
        },
    }
]

FORM_RENDERER = "mingzheng.screens.forms.Renderer"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'mingzheng.sqlite3'}", conn_max_age=600
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # writers queue instead of failing half-way
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA cache_size=-16000;",
    }
else:
    # Compiling a search costs ten times what it saves: the planner expects it to read everything.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off"
DATABASES["default"] = faces.database(FACE, DATABASES["default"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DOWNLOADS = VAR_DIR / "cache" / "downloads"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Public files, built once for all processes (lookup.kept). May be emptied at any time.
    "downloads": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DOWNLOADS),
        "TIMEOUT": 7 * 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 300},  # a third goes when there are more
    },
}

# Finished public pages, in the memory of each process (docs/adr/0023); 0 keeps none.
PAGE_CACHE_BYTES = int(os.environ.get("MINGZHENG_PAGE_CACHE_MB", "64")) * 1024 * 1024
# The index repeats search_document, which is written with it; and it counts its own writes.
_INDEX = ("search_words", "search_titles", "search_flat", "search_index", "search_texts")
ECHOES = (*_INDEX, *(f"{name}_" for name in _INDEX))
# Tables that no public page reads: writing there renews no page. "_" at the end: all that begin so.
UNSEEN_TABLES = (
    *("django_session", "django_tasks_", "django_migrations", "axes_", "account_", "mfa_", "auth_"),
    *("pagecache_", "search_asked", "collection_", "rounds_", "merging_", "workrules_"),
    *("channels_", "notifications_delivery", "notifications_attempt"),
    *("notifications_requirement", "notifications_proof", "notifications_part", "subscriptions_"),
    *("errata_", "intake_", "screens_", "handover_systemkey", "profiles_rosterimport"),
    *ECHOES,
)

# Parts of the site map that rooms beside or above `reading` tell: name → what gives the places.
SITE_MAPS = {"publicity": "mingzheng.noticeboard.queries.places"}

# Where everybody reaches the site, for links in what is sent; nothing is sent without it.
SITE_ADDRESS = os.environ.get("MINGZHENG_ADDRESS", "")
# Hosts inside the office's own network that channels may reach (docs/deploy/channels.md).
CHANNEL_HOSTS = tuple(h for h in os.environ.get("MINGZHENG_CHANNEL_HOSTS", "").split(",") if h)

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
# Two faces have a VAR_DIR each; these two folders the office writes and the public face reads.
STATIC_ROOT = BASE_DIR / (os.environ.get("MINGZHENG_STATIC") or VAR_DIR / "static")
MEDIA_ROOT = BASE_DIR / (os.environ.get("MINGZHENG_MEDIA") or VAR_DIR / "media")
STORAGES = {
    "default": {
        "BACKEND": "mingzheng.screens.storing.FaceStorage",
        "OPTIONS": {"directory_permissions_mode": 0o750},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # Read by the proxy and by the public face, who are not the office.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
FONT_FOLDER = os.environ.get("MINGZHENG_FONTS", "")  # the office's licensed 仿宋 and 小标宋
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes, form fields without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a mapping form of a wide workbook

# Who may sign in, and how (GB/T 22239-2019 8.1.4.1; numbers are practice, see docs/law.md).
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name"]},
    },
    {
        "NAME": "mingzheng.accounts.passwords.LengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "mingzheng.accounts.passwords.CharacterClassesValidator"},
    {"NAME": "mingzheng.accounts.passwords.NotTheOldValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workbench:todo"
SESSION_COOKIE_AGE = int(os.environ.get("MINGZHENG_IDLE_MINUTES", "30")) * 60
SESSION_SAVE_EVERY_REQUEST = False  # StaffSessionMiddleware renews once a minute, not each time
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
VISITOR_HEADER = "HTTP_X_REAL_IP" if BEHIND_TLS else ""  # who asks, as the proxy says
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "mingzheng.portal.pages.stale_form"

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "mingzheng.accounts.adapter.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "mingzheng.accounts.signin_forms.LoginForm",
    "change_password": "mingzheng.accounts.signin_forms.ChangePasswordForm",
    "reauthenticate": "mingzheng.accounts.signin_forms.ReauthenticateForm",
}
# Wrong passwords are counted by axes; this bounds wrong codes. A whole office shares one address.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False  # no "remember me": the session ends when idle
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
MFA_ADAPTER = "mingzheng.accounts.adapter.StaffMFAAdapter"
MFA_FORMS = {
    "authenticate": "mingzheng.accounts.signin_forms.CodeForm",
    "reauthenticate": "mingzheng.accounts.signin_forms.CodeAgainForm",
    "activate_totp": "mingzheng.accounts.signin_forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "明政"
STAFF_TOTP_REQUIRED = os.environ.get("MINGZHENG_TOTP", "0") == "1"
STAFF_PASSWORD_DAYS = int(os.environ.get("MINGZHENG_PASSWORD_DAYS", "90"))  # 0: never expires

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["login", "code"]  # people type passwords into the wrong field
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("MINGZHENG_LOG", "WARNING")},
}
