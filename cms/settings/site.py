"""Which site this is, and where it keeps its data."""

from pathlib import Path

from . import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")

SITE_NAME = env.text("SITE_NAME", "Casebook")
SITE_URL = env.url("SITE_URL", "http://127.0.0.1:8000", {"http", "https"}).rstrip("/")
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "casebook@example.org")
LEAVE_SITE_URL = env.url("LEAVE_SITE_URL", "https://www.wikipedia.org/", {"https"})
