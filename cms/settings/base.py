"""Settings shared by every environment. Each variable is described in docs/settings.md; a test compares the two."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

import dj_database_url
from jinja2 import StrictUndefined

from . import environment as env
from .counting import *  # noqa: F403  settings modules build on each other this way
from .headers import *  # noqa: F403
from .people import *  # noqa: F403
from .site import *  # noqa: F403
from .site import BASE_DIR, CONTACT_EMAIL, SITE_NAME, SITE_URL, VAR_DIR

INSTALLED_APPS = [
    "cms",
    "contributions",
    "usage",
    "search",
    "catalogue",
    "publications",
    "cases",
    "files",
    "accounts",
    # In the place of Wagtail's own, without an API that no address leads to.
    "cms.wagtail_apps.RedirectsConfig",
    "cms.wagtail_apps.SnippetsConfig",
    "cms.wagtail_apps.DocumentsConfig",
    "cms.wagtail_apps.ImagesConfig",
    # In the place of "wagtail.users": only administrators make administrators.
    "accounts.apps.PeopleAdminConfig",
    "wagtail.sites",
    # Never "modelsearch" beside it: every index task would fail, and only be logged.
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # Around all others, so that the refusal of a wrong host carries their headers too.
    "csp.middleware.CSPMiddleware",
    "cms.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of whatever keeps whole pages: a kept page counts like any other.
    "usage.middleware.RecorderMiddleware",
    "cms.compression.PageCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "cms.limits.LimitMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.middleware.OwnErrorPagesMiddleware",
    "cms.middleware.GoneMiddleware",
    "cms.middleware.DeletedAlreadyMiddleware",
    # The last: everything that may refuse a request has been asked before a transaction begins.
    "cms.middleware.AdminTransactionMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        # The site's own pages and components.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "cms.templating.environment",
            "extensions": ["jinja2.ext.i18n", "wagtail.jinja2tags.core", "cms.templating.WithoutIndentation"],
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.site",
            ],
            "trim_blocks": True,
            "lstrip_blocks": True,
            # A name that nobody gave is an error, so that a condition with a slip in it cannot quietly hide a warning.
            "undefined": StrictUndefined,
        },
    },
    {
        # What django-allauth and Wagtail's admin show, and mails.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates_django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "cms.forms.FormRenderer"

# --- Data ---------------------------------------------------------------------------------------------------

DATABASE_URL = env.url(
    "DATABASE_URL", f"sqlite:///{VAR_DIR / 'casebook.sqlite3'}", {"sqlite", "postgres", "postgresql"}
)
# A connection that stays open saves 1 to 7 ms a request on SQLite.
DATABASES = {
    "default": env.parsed(
        "DATABASE_URL",
        DATABASE_URL,
        # A server that was restarted meanwhile is noticed, instead of failing the first request after it.
        lambda value: dj_database_url.parse(value, conn_max_age=600, conn_health_checks=True),
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A write transaction takes its lock at the start, so that it waits instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
        " PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        # What is deleted is overwritten: an erased text is not left in free pages of the file.
        " PRAGMA secure_delete=ON;",
    }
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes, because limits are counted there: a table of the database, or Valkey.
CACHE_URL = env.url("CACHE_URL", "database://", {"database", "redis", "rediss"})
CACHE_TABLE = "shared_cache"
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": CACHE_TABLE,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
        "KEY_FUNCTION": "cms.cache_keys.hidden_key",
    }
    if CACHE_URL == "database://"
    else {
        "BACKEND": "cms.caching.ForgivingRedisCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        "KEY_FUNCTION": "cms.cache_keys.hidden_key",
    }
}

MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
MEDIA_URL = "/media/"
# Whether nginx sends the files once this process has said who may read them: deploy/nginx has the location for it.
FILES_BY_NGINX = env.flag("FILES_BY_NGINX")
STATIC_URL = "/static/"
# Nobody else's pages load our styles.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]

# --- Mail ---------------------------------------------------------------------------------------------------

EMAIL_URL = env.url("EMAIL_URL", "console://", {"console", "smtp", "smtps"})
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Beside the answer, so that its time does not tell whether an address is known.
MAIL_IN_BACKGROUND = True
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", CONTACT_EMAIL)

# --- Languages ----------------------------------------------------------------------------------------------

USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("nl", _("Dutch")), ("ar", _("Arabic"))]
WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
FORMAT_MODULE_PATH = "cms.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env.one_of("TIME_ZONE", "UTC", available_timezones(), "Europe/Amsterdam")

# --- Search -------------------------------------------------------------------------------------------------

SEARCH_URL = env.url("SEARCH_URL", "sqlite://", {"sqlite", "elasticsearch+http", "elasticsearch+https"})
# Whether a password may go to Elasticsearch over plain HTTP on another machine.
SEARCH_PLAIN_ALLOWED = env.flag("SEARCH_PLAIN_ALLOWED")
SEARCH_PAGE_SIZE = 20
SEARCH_QUERY_LENGTH = 300
SEARCH_DEPTH = 10_000
# Where fewer items than this match all that is asked for, those that match some of it follow.
SEARCH_ENOUGH = SEARCH_PAGE_SIZE
# How much of what is asked for these have to match, at least one word.
SEARCH_SOME_SHARE = 0.34

# The hour of the day, in TIME_ZONE, from which the worker compares the items with catalogue and index.
CATALOGUE_CHECK_HOUR = env.number("CATALOGUE_CHECK_HOUR", 2, least=0, most=23)

# --- Files --------------------------------------------------------------------------------------------------

MAX_UPLOAD_MB = env.number("MAX_UPLOAD_MB", 25, least=1)
# What reading one file may cost: seconds of a processor, megabytes of memory.
FILE_READ_SECONDS = env.number("FILE_READ_SECONDS", 8, least=1)
FILE_READ_MEMORY_MB = env.number("FILE_READ_MEMORY_MB", 768, least=256)
MAX_IMAGE_MEGAPIXELS = env.number("MAX_IMAGE_MEGAPIXELS", 25, least=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "files.upload_handler.RoomAwareUploadHandler",
]

# --- Wagtail ------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
# One sign-in for everybody, and addresses and passwords changed on its pages only: see accounts/doors.py.
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILDOCS_DOCUMENT_MODEL = "files.RepositoryFile"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "files.forms.RepositoryFileForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = MAX_UPLOAD_MB * 1024 * 1024
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_FORM_BASE = "files.picture_forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = min(MAX_UPLOAD_MB, 10) * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = MAX_IMAGE_MEGAPIXELS * 1_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
# The admin finds pages by title in the database itself: no index that could hold a draft, nothing to pay at a save.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Who checks what before it is published is the site's own matter; Wagtail's moderation would lead nowhere.
WAGTAIL_WORKFLOW_ENABLED = False
# Python knows names such as "localtime" that browsers refuse.
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
TAGGIT_CASE_INSENSITIVE = True

# --- Demo ---------------------------------------------------------------------------------------------------

# The demo's accounts have a known password.
DEMO_ALLOWED = False

# --- Version, checks and log -----------------------------------------------------------------------------------------

# The same as in pyproject.toml, which is not where the site runs; an index says which version made it.
CASEBOOK_VERSION = "0.1.0"

SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Both tell of every save; what goes wrong is told at a higher level.
    # The client of Elasticsearch would tell of every request.
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "elastic_transport": {"level": "ERROR"},
    },
}
