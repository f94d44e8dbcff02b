"""Stretches of UTC days that are reported on, and the one before with which they are compared."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from django.utils import timezone

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    def each_day(self) -> Iterator[date]:
        """Yield the days."""
        return (self.first + number * _DAY for number in range(self.days))

    def months(self) -> list[date]:
        """Return the first day of each month that the period touches."""
        number = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return [_months_later(self.first, months) for months in range(number)]

    def before(self) -> "Period":
        """Return the period before a period of whole months: as many months."""
        return Period(_months_later(self.first, -len(self.months())), self.first - _DAY)


def whole_months(first: date, last: date) -> Period:
    """Return the months in which the days are, from the first day of the one to the last of the other."""
    return Period(first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))


def today() -> date:
    """Return the UTC day that it is."""
    return timezone.now().astimezone(UTC).date()


def last_twelve_months() -> Period:
    """Return the twelve months before this one, which are over."""
    this_month = today().replace(day=1)
    return Period(_months_later(this_month, -12), this_month - _DAY)


def last_quarter() -> Period:
    """Return the last quarter of a year that is over."""
    month = today().replace(day=1)
    begin = _months_later(month, -((month.month - 1) % 3))
    return Period(_months_later(begin, -3), begin - _DAY)


def _months_later(month: date, number: int) -> date:
    years, place = divmod(month.month - 1 + number, 12)
    return date(month.year + years, place + 1, 1)
