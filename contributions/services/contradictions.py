"""What the answers of a draft together make impossible, told of the question at which it is put right."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from cases.models import CaseBase

from ..questions import steps_of


def contradictions_in(page: CaseBase) -> dict[str, list[str]]:
    """Return the sentences that the page's own checks and the database's conditions say, by field; each once."""
    found: dict[str, list[str]] = {}
    try:
        page.clean()
    except ValidationError as error:
        named = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
        found = {field: [text for one in errors for text in one.messages] for field, errors in named.items()}
    try:
        page.validate_constraints(exclude={"reference"})
    except ValidationError:
        # A condition is of several fields: Django says of none of them that it does not hold.
        for field, text in _broken(page):
            if text not in found.setdefault(field, []):
                found[field].append(text)
    return found


def _broken(page: CaseBase) -> list[tuple[str, str]]:
    """Return (field, sentence) for each condition that does not hold; the field is the last that is asked for of its fields."""
    asked = [name for step in steps_of(page.kind.code) for name in step.questions]
    found = []
    for model, constraints in page.get_constraints():
        for constraint in constraints:
            try:
                constraint.validate(model, page, exclude={"reference"})
            except ValidationError as error:
                fields = _fields_of(constraint)
                field = next((name for name in reversed(asked) if name in fields), NON_FIELD_ERRORS)
                found += [(field, text) for text in error.messages]
    return found


def _fields_of(constraint: models.BaseConstraint) -> set[str]:
    if isinstance(constraint, models.CheckConstraint):
        return set(models.Q(constraint.condition).referenced_base_fields)
    return set(getattr(constraint, "fields", ()))
