"""Tables that the admin's lists and reports export: no cell is the start of a formula, as in the site's own exports."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from catalogue.spreadsheets import harmless

_of_wagtail = SpreadsheetExportMixin.preprocess_field_value


def preprocess_field_value(self: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
    """Return what stands in a cell."""
    cell = _of_wagtail(self, field, value, export_format)
    return harmless(cell) if isinstance(cell, str) else cell


def connect() -> None:
    """Use it for every export of the admin; called once, when the app is ready."""
    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
