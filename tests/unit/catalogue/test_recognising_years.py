"""Years are recognised, and numbers that only look like them are not."""

import pytest

from catalogue.recognition.years import years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("in March 2019", [(2019, 2019)]),
        ("between 2016 and 2018", [(2016, 2018)]),
        ("von 2016 bis 2018", [(2016, 2018)]),
        ("с 2016 по 2018 год", [(2016, 2018)]),
        ("2016–2018", [(2016, 2018)]),
        ("2016-18", [(2016, 2018)]),
        ("since 2015. In 2017", [(2015, 2015), (2017, 2017)]),
        ("on 12.03.2019", [(2019, 2019)]),
        ("2019-03-12", [(2019, 2019)]),
        ("in the 2010s", [(2010, 2019)]),
    ],
)
def test_years_and_ranges(text, years):
    assert [(one.first, one.last) for one in years_in(text)] == years


@pytest.mark.parametrize(
    "text",
    [
        "Art. 2019",
        "€2000",
        "2000 euros",
        "2000 €",
        "paid 2000",
        "2010 workers",
        "12,2000",
        "No. 2011",
        "2011/36",
        "21884/15",
        "3000",
        "2018-2016",
    ],
)
def test_other_numbers_are_no_years(text):
    assert years_in(text) == ()


def test_numbers_of_a_law_are_no_years():
    assert years_in("Act 2015 and 2016", [(0, 8)]) == years_in("         and 2016")
