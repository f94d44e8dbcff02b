"""A page of a report as a PDF file that screen readers can read (PDF/UA): made of the page's own HTML, and of nothing from elsewhere."""

from pathlib import Path
from typing import NoReturn

from django.conf import settings

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

_STYLES = Path(settings.BASE_DIR) / "static" / "css" / "report-print.css"


class FetchRefused(Exception):
    """A page named something to be fetched; a report needs nothing."""


class Nothing(URLFetcher):
    """Fetches nothing, from no machine and no file of this one."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> NoReturn:
        """Refuse; what is missing is left out of the file."""
        raise FetchRefused(url)


def as_pdf(page: str) -> bytes:
    """Return the page as a tagged PDF file."""
    styles = CSS(string=_STYLES.read_text(encoding="utf-8"), url_fetcher=Nothing())
    document = HTML(string=page, base_url=None, url_fetcher=Nothing())
    content: bytes = document.write_pdf(stylesheets=[styles], pdf_variant="pdf/ua-1")
    return content
