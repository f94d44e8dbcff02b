"""Measurements: what a search, a rebuild and a publication cost, beside Wagtail's own ways on the same data."""
