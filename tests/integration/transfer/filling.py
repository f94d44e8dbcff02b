"""Puts a row into every table that is empty, so that none is forgotten, with values that are easily lost on the way."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Value

from wagtail.models import ModelLogEntry

from cms.transfer.tables import carried_tables

from .places import moving_models

TEXT = "“Łódź” — 'тест', عربي, 日本語 🕊\n\t\\N {% now %} \x7f"
JSON = {"text": TEXT, "nothing": None, "numbers": [1, 2.5, -3, 10**15], "deep": {"": [True, []]}}
# In the hour that a change to summer time leaves out, in a zone that is not the site's.
MOMENT = datetime(2026, 3, 29, 2, 30, 59, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
VALUES: dict[str, Any] = {
    "DateTimeField": MOMENT,
    "DateField": date(1, 1, 1),
    "DecimalField": Decimal("0.10"),
    "JSONField": JSON,
    "BooleanField": True,
    "FloatField": 0.1 + 0.2,
}
# Where the database does not take what stands in the other columns: nobody accepts what is their own.
EMPTY = {"contributions.Contribution.approved_by"}


def fill_empty_tables() -> None:
    """Put a row into each, what it points to first."""
    by_name = {model._meta.label: model for model in moving_models()}
    for table in carried_tables():
        model = by_name[table.name]
        if not models.QuerySet(model).exists():
            # Django's bulk_create refuses models with two tables, and saving would write both.
            models.QuerySet(model)._insert([model(**_values(model))], fields=_own_fields(model), using="default")
    # The JSON value `null` is not the same as nothing.
    ModelLogEntry.objects.update(data=Value(None, models.JSONField()))


def _own_fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]


def _values(model: type[models.Model]) -> dict[str, Any]:
    return {field.attname: _value(field) for field in _own_fields(model) if str(field) not in EMPTY}


def _value(field: models.Field) -> Any:
    if isinstance(field, models.ForeignKey):
        # The last one: a restriction of the first page would hide the whole site.
        found = models.QuerySet(field.related_model).order_by("pk").last()
        return found.pk if found else None
    kind = field.get_internal_type()
    if kind in VALUES:
        return VALUES[kind]
    if kind == "UUIDField":
        return uuid4()
    if "Integer" in kind:
        return 7
    if field.choices:
        return field.choices[0][0]
    return TEXT[: field.max_length]
