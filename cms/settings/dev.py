"""Settings for `make run`: everything embedded, on this machine only."""

from .base import *  # noqa: F403  settings modules build on each other this way
from .base import env

DEBUG = env.flag("DEBUG", default=True)
# For this machine only; production refuses to start without a key of its own.
SECRET_KEY = env.text("SECRET_KEY", "development-only-never-used-in-production")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
DEMO_ALLOWED = True
# Static files come straight from where they are written, with DEBUG off as well.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
