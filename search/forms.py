"""The search form: the only way from a request to `SearchParams`. What does not parse gets a message; the rest is searched."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.characters import clean_line
from cases.years import EARLIEST_YEAR, LAST_YEAR
from catalogue.facets import FACETS

from .params import SearchParams, Sort

MOST_CHOICES, LONGEST_CHOICE = 50, 120


class FacetField(forms.Field):
    """The chosen values of a facet, or other keys. Which values exist is the index's to say: an unknown one finds nothing."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Return the values without doubles and blanks."""
        return tuple(dict.fromkeys(text.strip() for text in value or () if text.strip()))

    def validate(self, value: tuple[str, ...]) -> None:
        """Refuse more choices than a page can show."""
        if len(value) > MOST_CHOICES or any(map(_unreadable, value)):
            raise ValidationError(_("These choices cannot be read. Choose from the options shown."))


def _unreadable(choice: str) -> bool:
    return len(choice) > LONGEST_CHOICE or clean_line(choice) != choice


def _year(label: Any) -> forms.IntegerField:
    message = _("Write a year between 1900 and 2100, such as 2024, or leave it empty.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"invalid": message, "min_value": message, "max_value": message},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )


def words_of(data: Mapping[str, Any]) -> str:
    """Return the words of a query string: one line, of a length that a search takes."""
    return clean_line(data.get("q") or "")[: settings.SEARCH_QUERY_LENGTH].strip()


class WordsField(forms.CharField):
    """The words of a search, in one line."""

    def to_python(self, value: Any) -> str:
        """Return the words without characters that mean nothing."""
        return clean_line(super().to_python(value) or "").strip()


class SearchForm(forms.Form):
    """Reads a query string."""

    q = WordsField(label=_("Words"), required=False)
    year_from = _year(_("From year"))
    year_to = _year(_("To year"))
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=Sort.choices,
        error_messages={"invalid_choice": _("This order is not known. The best match comes first now.")},
    )
    as_typed = FacetField(required=False)
    # The words that `as_typed` was said of, where others may have been typed in their place.
    typed = WordsField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(
        required=False,
        min_value=1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value"), _("There is no page with this number. The first one is shown.")
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for facet in FACETS:
            self.fields[facet] = FacetField(required=False)

    def clean_q(self) -> str:
        """Bound the length of the words."""
        text: str = self.cleaned_data["q"]
        if len(text) > settings.SEARCH_QUERY_LENGTH:
            self.add_error(
                "q",
                ValidationError(
                    _("This is longer than %(length)s characters. Only its beginning was searched."),
                    params={"length": settings.SEARCH_QUERY_LENGTH},
                ),
            )
        return words_of(self.cleaned_data)

    def clean_page(self) -> int:
        """Bound the depth: deep pages cost more than anybody reads."""
        page: int = self.cleaned_data["page"] or 1
        if page * settings.SEARCH_PAGE_SIZE > settings.SEARCH_DEPTH:
            raise ValidationError(
                _("Only the first %(depth)s results can be paged through. Narrow the search with words or filters."),
                params={"depth": settings.SEARCH_DEPTH},
            )
        return page

    def clean(self) -> None:
        """Refuse a span of years that ends before it begins."""
        first, last = self.cleaned_data.get("year_from"), self.cleaned_data.get("year_to")
        if first and last and last < first:
            self.add_error("year_to", _("Write a last year that is not before the first year."))

    def params(self) -> SearchParams:
        """Return the search that the valid part of the form asks for."""
        self.full_clean()
        clean = self.cleaned_data
        text = words_of(self.data)
        holds = clean.get("typed") in ("", text)
        return SearchParams(
            text=text,
            chosen={facet: clean[facet] for facet in FACETS if clean.get(facet)},
            year_from=clean.get("year_from"),
            year_to=clean.get("year_to"),
            as_typed=(clean.get("as_typed") or ()) if holds else (),
            sort=clean.get("sort") or Sort.BEST,
            page=clean.get("page") or 1,
            page_size=settings.SEARCH_PAGE_SIZE,
        )
