"""Asks the search page as a visitor does, and reads from the page what was found."""

from html.parser import HTMLParser

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation


class NotAnsweredError(Exception):
    """The page is not an answer of the search engine; the message says why."""


class _Hits(HTMLParser):
    """Collects the references of the hits, in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []
        self.reduced = False
        self._in_hit = self._in_reference = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notice where a hit and its reference begin."""
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        self.reduced |= values.get("id") == "reduced"
        self._in_hit |= tag == "li" and "hit" in classes
        self._in_reference = self._in_hit and "reference" in classes

    def handle_endtag(self, tag: str) -> None:
        """Notice where a hit ends; none has a list within."""
        self._in_reference = False
        self._in_hit &= tag != "li"

    def handle_data(self, data: str) -> None:
        """Take the reference down."""
        if self._in_reference:
            self.references.append(data.strip())


def ask(text: str, language: str, number: int = 0) -> list[str]:
    """Return the references of the items on the first page of results.

    Args:
        text: what is typed into the field.
        language: the visitor's; she reads the pages in it, or in English where there are none.
        number: which visitor it is; each has an address of their own, because the page limits how often one may ask.

    Raises:
        NotAnsweredError: the engine did not answer, so the catalogue did.
    """
    visitor = f"10.0.{number // 250}.{number % 250 + 1}"
    with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        page_of_results = reverse("search")
    response = Client(REMOTE_ADDR=visitor).get(page_of_results, {"q": text})
    if response.status_code != 200:
        raise NotAnsweredError(f"“{text}”: the search page answered {response.status_code}.")
    page = _Hits()
    page.feed(response.content.decode())
    if page.reduced:
        raise NotAnsweredError(f"“{text}”: the search engine did not answer.")
    return page.references
