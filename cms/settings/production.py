"""Settings for a server on the internet. It refuses to start without its secrets and addresses."""

import logging
from urllib.parse import unquote, urlsplit

from jinja2 import ChainableUndefined, make_logging_undefined

from .base import *  # noqa: F403  settings modules build on each other this way
from .base import EMAIL_URL, SITE_URL, TEMPLATES, env

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
if len(SECRET_KEY) < 50:
    env.refuse(
        "SECRET_KEY",
        "is shorter than 50 characters; make one with `python -c 'import secrets; print(secrets.token_urlsafe(60))'`.",
    )
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
if not ALLOWED_HOSTS:
    env.refuse("ALLOWED_HOSTS", "is not set; name the hosts that this server answers to, separated by commas.")
if not SITE_URL.startswith("https://"):
    env.refuse("SITE_URL", "is not an https:// address; set it to the public address of this server.")
env.text("DATABASE_URL")

_mail = urlsplit(EMAIL_URL)
if _mail.scheme not in {"smtp", "smtps"}:
    env.refuse("EMAIL_URL", "names no mail server; write smtp://user:password@host:587 or smtps://….")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or (465 if _mail.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = _mail.scheme == "smtp" and bool(_mail.username)

# A reader gets the page without the name that nobody gave, or a part of it, and the log tells of it; tests refuse such a template.
TEMPLATES[0]["OPTIONS"]["undefined"] = make_logging_undefined(logging.getLogger("cms.templating"), ChainableUndefined)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cms.static_files.HashedFilesStorage"},
}
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECOND_FACTOR_REQUIRED = env.flag("SECOND_FACTOR_REQUIRED", default=True)
# nginx, as in deploy/nginx.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1)
SECURE_SSL_REDIRECT = True
# A load balancer asks for these over plain HTTP inside its own network.
SECURE_REDIRECT_EXEMPT = [r"^-/"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
# Both bind other names than the site's own, and can hardly be taken back: whoever owns the domain decides.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
