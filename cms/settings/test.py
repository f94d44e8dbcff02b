"""Settings for the tests: as production where it matters, fast hashing, files in a throw-away folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "VAR_DIR" not in os.environ:
    # Processes that the tests start take over the folder; it goes with the process that made it.
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="casebook-test-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from .base import *  # noqa: F403  the folder above must be known first
from .base import BASE_DIR

DEBUG = False
SECRET_KEY = "tests-only"  # noqa: S105  not a secret
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["tests.hashers.QuickHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Emptied after every test, also after those that may not use the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MAIL_IN_BACKGROUND = False
TEST_TEMPLATE_DIR = BASE_DIR / ".cache" / "test-databases"
STATIC_ROOT = Path(os.environ["VAR_DIR"]) / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DEMO_ALLOWED = True
# Refusals are what many tests ask for; told on the console they hide the failure of the test.
LOGGING = {"version": 1, "disable_existing_loggers": False}
