"""The database's conditions of an item, asked in one statement.

Django asks for each by itself, and an item has a score of them, checked several times a publication: by the form, by the
version that is stored, by the publication. That was half of what publishing an item costs beyond a plain page.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_

from django.core.exceptions import FieldError
from django.db import models, router


def meets_conditions(item: models.Model, exclude: Iterable[str] | None = None) -> bool:
    """Whether the item meets every condition of its table; False also where only asking one by one can tell.

    Args:
        item: the item, stored or not.
        exclude: fields that are not to be looked at, as for `validate_constraints`.
    """
    left_out = set(exclude or ())
    conditions: list[models.Q] = []
    for _model, constraints in item.get_constraints():
        for constraint in constraints:
            if not isinstance(constraint, models.CheckConstraint):
                return False
            condition = models.Q(constraint.condition)
            if not condition.referenced_base_fields & left_out:
                conditions.append(condition)
    if not conditions:
        return True
    # Django's own check of a single condition does the same.
    values = item._get_field_expression_map(meta=item._meta, exclude=left_out)  # type: ignore[attr-defined]
    try:
        return bool(reduce(and_, conditions).check(values, using=router.db_for_write(type(item), instance=item)))
    except FieldError:
        return False
