"""What the answers of a draft together make impossible, told of the question at which it is put right."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from cases.models import CaseBase

from ..questions import steps_of


def contradictions_in(page: CaseBase, unread: frozenset[str]) -> dict[str, list[str]]:
    """Return the sentences that the page's own checks and the database's conditions say, by field; each once.

    Args:
        page: the page with the answers in it.
        unread: the fields whose answers are not in the page, because something is wrong with them already: what depends on
            one of them cannot be known yet.
    """
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
        broken = _broken(page)
        for field, text, _fields in broken:
            if text not in found.setdefault(field, []):
                found[field].append(text)
        # The page's own checks say it in the same sentence.
        unknown = {text for _field, text, fields in broken if fields & unread}
        found = {field: [text for text in texts if text not in unknown] for field, texts in found.items()}
    return {field: texts for field, texts in found.items() if texts and field not in unread}


def _broken(page: CaseBase) -> list[tuple[str, str, set[str]]]:
    """Return (field, sentence, all fields) for each condition that does not hold; the field is the last that is asked for of them."""
    asked = [name for step in steps_of(page.kind.code) for name in step.questions]
    found = []
    for model, constraints in page.get_constraints():
        for constraint in constraints:
            try:
                constraint.validate(model, page, exclude={"reference"})
            except ValidationError as error:
                fields = _fields_of(constraint)
                field = next((name for name in reversed(asked) if name in fields), NON_FIELD_ERRORS)
                found += [(field, text, fields) for text in error.messages]
    return found


def _fields_of(constraint: models.BaseConstraint) -> set[str]:
    if isinstance(constraint, models.CheckConstraint):
        return set(models.Q(constraint.condition).referenced_base_fields)
    return set(getattr(constraint, "fields", ()))
