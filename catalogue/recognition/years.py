"""Years and ranges of years in a text; not the numbers of articles, sums of money and numbers of people that look like them."""

import re
from collections.abc import Collection, Iterator

from .found import Span, YearsFound

_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_TO = (
    r"\s*(?:-|–|—|to|and|till|until|bis|und|tot|en met|en|à|et|a|y"
    r"|al|e|do|i|до|по|и|й|і|та|și|până în|pana in|la)\s*"
)
_BETWEEN = r"(?:between|from|zwischen|von|tussen|van|entre|de|du|desde|tra|dal|między|od|pomiędzy|z|между|с|від|з|от|през|între|din|de la)"
_IN_WORDS = re.compile(rf"\b{_BETWEEN}\s+({_YEAR}){_TO}({_YEAR})\b", re.IGNORECASE)
_WITH_DASH = re.compile(rf"(?<![\w.,/:-])({_YEAR})\s*[-–—]\s*({_YEAR}|\d\d)(?![\w/:-]|[.,]\d)")
_SINGLE = re.compile(rf"(?<![\w/:§€$£-])(?<!\d[.,])({_YEAR})s?(?![\w/:]|[.,]\d|-\d{{3}})")
_DATE = re.compile(rf"(?<!\d)(?:\d{{1,2}}[./-]\d{{1,2}}[./-]({_YEAR})|({_YEAR})-\d{{2}}-\d{{2}})(?!\d)")
# What stands before a number that is no year, and behind it.
_NUMBER_BEFORE = re.compile(
    r"(?:\b(?:art|arts|article|articles|artikel|artículo|articolul|статья|член|no|nr|numero|número|№|section|para|paragraph|s|page|p|seite|"
    r"eur|euro|usd|gbp|chf|about|over|only|paid|some|около|über|ongeveer)\.?|[€$£#§])\s*$",
    re.IGNORECASE,
)
_UNIT_BEHIND = re.compile(
    r"\s?(?:[€$£%₴₽]|(?:eur|euros?|evro|usd|dollars?|dólares|pounds?|gbp|chf|franken|francs?|lei|leva|лв|лева|złotych|zł|руб|рублей|гривень|"
    r"евро|євро|kronen|kroner|kr|people|persons|women|men|workers|victims|menschen|personen|frauen|personnes|personas|mensen|lucrători|"
    r"человек|души|осіб|km|kg|hours|stunden|heures|horas|uur|meters|metres|miles|m²)\b)",
    re.IGNORECASE,
)


def years_in(text: str, taken: Collection[Span] = ()) -> tuple[YearsFound, ...]:
    """Return the years, in their order.

    Args:
        text: in composed form.
        taken: places of identifiers and laws, whose numbers are no years.
    """
    found: list[YearsFound] = []
    for years in (*_ranges(text), *_dates(text), *_single(text)):
        first, last = years.span
        if all(last <= start or first >= end for start, end in (*taken, *(one.span for one in found))):
            found.append(years)
    return tuple(sorted(found, key=lambda one: one.span))


def _ranges(text: str) -> Iterator[YearsFound]:
    for pattern in (_IN_WORDS, _WITH_DASH):
        for match in pattern.finditer(text):
            first, last = match.groups()
            years = int(first), int(last if len(last) > 2 else first[:2] + last)
            if years[0] <= years[1]:
                start = match.start(1) if pattern is _WITH_DASH else match.start()
                yield YearsFound(*years, (start, match.end()))


def _dates(text: str) -> Iterator[YearsFound]:
    for match in _DATE.finditer(text):
        year = int(match.group(1) or match.group(2))
        yield YearsFound(year, year, match.span())


def _single(text: str) -> Iterator[YearsFound]:
    for match in _SINGLE.finditer(text):
        if not (
            _NUMBER_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
            or _UNIT_BEHIND.match(text, match.end())
        ):
            year = int(match.group(1))
            last = year + 9 if match.group().endswith("s") and year % 10 == 0 else year
            yield YearsFound(year, last, match.span())
