"""The page of components: every component is on it, and only who develops has it."""

import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

import pytest

from cms.gallery.views import components

ROOT = Path(settings.BASE_DIR)
PAGE = ROOT / "templates/development/components.html"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_made_without_the_catalogue(rf, language):
    request = rf.get("/components/")
    request.user = AnonymousUser()
    with translation.override(language):
        page = components(request).content.decode()
    assert 'class="shown"' in page
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page


def test_every_component_is_on_it():
    source = PAGE.read_text(encoding="utf-8")
    shown = set(re.findall(r'from "(components/\w+\.html)"', source))
    assert shown == {f"components/{path.name}" for path in (ROOT / "templates/components").iterdir()}


@pytest.mark.django_db
def test_it_is_not_there_without_debug(client):
    assert client.get("/components/").status_code == 404


def test_it_is_there_for_who_develops():
    code = "import django; django.setup(); from django.urls import reverse; print(reverse('components'))"
    environment = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "1", "PATH": ""}
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert made.stdout.decode().strip() == "/components/"
