"""The budgets of what every page loads, as a browser gets it: compressed."""

from pathlib import Path

from django.conf import settings

import brotli


def test_style_and_script_are_small():
    static = Path(settings.BASE_DIR) / "static"
    assert len(brotli.compress((static / "css/site.css").read_bytes())) <= 10_000
    assert len(brotli.compress((static / "js/site.js").read_bytes())) <= 6_000
