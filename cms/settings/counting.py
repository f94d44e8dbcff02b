"""How views and downloads are counted: docs/usage.md."""

from . import environment as env
from .site import VAR_DIR

# What was recorded until it is taken into the database, and the salts of the last two days. Leave it out of backups.
USAGE_DIR = env.path("USAGE_DIR", VAR_DIR / "usage")
# Set by the reader's own act on the page about counting; the one cookie of who is not signed in.
USAGE_OPT_OUT_COOKIE = "not_counted"
# Counts of readers below this are shown as "fewer than 5".
USAGE_SMALLEST_SHOWN = 5
