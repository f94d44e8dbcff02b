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
from .base import BASE_DIR, DATABASES, INSTALLED_APPS

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
# Refuses migrations that processes of the release before cannot live with: they still answer while a new one is put in
# their place. The first migrations of each app are where it begins.
INSTALLED_APPS += ["django_migration_linter"]
MIGRATION_LINTER_OPTIONS = {
    "include_apps": [name for name in INSTALLED_APPS if (BASE_DIR / name / "migrations").is_dir()],
    "ignore_initial_migrations": True,
    "quiet": ["ignore", "ok", "warning"],
    "no_cache": True,
    # SQLite makes a table again for most changes, with all its columns, and each of them would look like a new one. What
    # adds a column that must have a value is found where the tests run on PostgreSQL.
    "exclude_migration_tests": ["NOT_NULL"] if DATABASES["default"]["ENGINE"].endswith("sqlite3") else [],
}
# Refusals are what many tests ask for; told on the console they hide the failure of the test.
LOGGING = {"version": 1, "disable_existing_loggers": False}
