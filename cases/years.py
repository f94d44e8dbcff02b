"""The years that an item, and a date that somebody types, can be of."""

from django.core.validators import MaxValueValidator, MinValueValidator

# What a year is refused for outside of these is a slip of the hand, such as 202 or 20233. Members' cases and studies begin long
# after the first; the last is as far away as any item of today will be read. The sentences that refuse a year name both.
FIRST_YEAR, LAST_YEAR = 1980, 2100
# Dates of judgments and uses, and what is searched for, may lie earlier; a year before this one is a slip of the hand, such as 0002.
EARLIEST_YEAR = 1900


def year_validators() -> list[MinValueValidator | MaxValueValidator]:
    """Return what a field with the year of an item checks."""
    return [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
