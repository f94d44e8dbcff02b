"""The results of a search as a table (CSV) and as references (RIS). The reader gets what they may read, and no more."""

import csv
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from catalogue.citation import ris_record
from catalogue.file_names import saved_as
from catalogue.models import CatalogueEntry
from catalogue.spreadsheets import HEADINGS, EntryRows
from catalogue.visibility import Viewer, viewer_for
from catalogue.vocabulary import get_vocabulary

from ..engines.base import SearchUnavailable
from ..forms import SearchForm
from ..results.finding import find

CHUNK = 500


class _Echo:
    """A file that gives back what is written to it, so that csv can write to a stream."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def search_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Return the results as a table, at most as many as can be paged through."""
    writer = csv.writer(_Echo())

    def lines(entries: Iterable[CatalogueEntry]) -> Iterator[str]:
        # Spreadsheets read UTF-8 only with this mark at the start.
        yield "\ufeff" + writer.writerow([str(heading) for heading in HEADINGS])
        rows = EntryRows(get_vocabulary())
        for entry in entries:
            yield writer.writerow(rows.of(entry))

    return _answer(request, lines, "text/csv; charset=utf-8", "csv")


def search_ris(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Return the results as references for a bibliography program."""
    return _answer(request, lambda entries: map(ris_record, entries), "application/x-research-info-systems", "ris")


Lines = Callable[[Iterable[CatalogueEntry]], Iterable[str]]


def _answer(request: HttpRequest, lines: Lines, media_type: str, ending: str) -> HttpResponse | StreamingHttpResponse:
    params = SearchForm(request.GET).params()
    params = params.but(page=1, page_size=settings.SEARCH_DEPTH, with_passages=False)
    viewer = viewer_for(request.user)
    try:
        results = find(params, viewer)
    except SearchUnavailable:
        context = {"form": SearchForm(request.GET), "params": params, "results": None}
        return render(request, "search/results.html", context, status=503)
    entries = _in_order([hit.entry_id for hit in results.hits], viewer)
    response = StreamingHttpResponse(lines(entries), content_type=media_type)
    response["Content-Disposition"] = saved_as(ending)
    return response


def _in_order(keys: list[int], viewer: Viewer) -> Iterator[CatalogueEntry]:
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        entries = CatalogueEntry.objects.seen_by(viewer).select_related("organisation").in_bulk(chunk)
        yield from (entries[key] for key in chunk if key in entries)
