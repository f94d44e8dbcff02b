"""The entry point for application servers."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()
# Loaded before the first reader comes, who would wait half a second for it; with `gunicorn --preload` once for all processes.
import_module(settings.ROOT_URLCONF)
