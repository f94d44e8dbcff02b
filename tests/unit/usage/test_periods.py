"""Periods: the months that they touch, and the period before, up to the last day that there is."""

from datetime import date

import pytest

from usage.periods import Period, whole_months


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 3, 31), date(2026, 3, 31), [date(2026, 3, 1)]),
        (date(2025, 11, 30), date(2026, 2, 1), [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]),
        (date(9999, 11, 2), date.max, [date(9999, 11, 1), date(9999, 12, 1)]),
    ],
)  # fmt: skip
def test_each_month_that_is_touched_is_there_once(first, last, months):
    assert Period(first, last).months() == months


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (date(2026, 3, 1), date(2026, 4, 30), Period(date(2026, 1, 1), date(2026, 2, 28))),
        (date(9999, 12, 1), date.max, Period(date(9999, 11, 1), date(9999, 11, 30))),
    ],
)
def test_before_a_period_are_as_many_months(first, last, before):
    assert Period(first, last).before() == before


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        (date(2026, 2, 17), date(2026, 2, 18), Period(date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 2, 1), date(2026, 3, 31), Period(date(2026, 2, 1), date(2026, 3, 31))),
    ],
)
def test_days_stand_for_their_months(first, last, whole):
    assert whole_months(first, last) == whole
