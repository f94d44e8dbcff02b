"""Reports: asked for in a form, frozen, and shown as often as somebody needs them, in every form from the same numbers."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.vocabulary import get_vocabulary

from ..forms import ReportForm
from ..models import Report
from ..periods import last_twelve_months
from ..permissions import can_see_all_usage, can_see_report, own_organisations, reports_of
from ..reports.counter import as_json, as_tsv
from ..reports.reading import ShownReport, shown_report
from ..reports.tables import as_csv, as_workbook
from ..services.reports import make_report
from ..small_numbers import in_words

MOST_LISTED = 50
_FORMATS: dict[str, tuple[Callable[[ShownReport], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
    "tsv": (as_tsv, "text/tab-separated-values; charset=utf-8"),
}
_PDF = "pdf"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Take what a report is to be about, and list those that were made.

    Raises:
        PermissionDenied: the reader neither coordinates nor works for an organisation of the network.
    """
    if not (can_see_all_usage(request.user) or own_organisations(request.user)):
        raise PermissionDenied
    usual = last_twelve_months()
    sent = request.POST if request.method == "POST" else None
    form = ReportForm(sent, user=request.user, vocabulary=get_vocabulary())
    form.initial = {"first": usual.first, "last": usual.last}
    if sent is not None and form.is_valid():
        return redirect(make_report(wanted=form.wanted()))
    made = reports_of(request.user)[:MOST_LISTED]
    return render(request, "usage/new_report.html", {"form": form, "reports": made})


@never_cache
def report_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show a report."""
    shown = _shown(request, number)
    return render(request, "usage/report.html", {**_context(shown), "formats": [_PDF, *_FORMATS]})


@never_cache
def report_file(request: HttpRequest, number: int, ending: str) -> HttpResponse:
    """Send a report in one of its forms.

    Raises:
        Http404: there is no such form.
    """
    if ending not in {_PDF, *_FORMATS}:
        raise Http404
    shown = _shown(request, number)
    if ending == _PDF:
        from ..reports.pdf import as_pdf  # noqa: PLC0415  WeasyPrint takes a second to load, and reads style sheets meanwhile

        context = {**_context(shown), "site_url": settings.SITE_URL}
        page = render_to_string("usage/report_printed.html", context, request)
        response = HttpResponse(as_pdf(page), content_type="application/pdf")
    else:
        write, media_type = _FORMATS[ending]
        response = HttpResponse(write(shown), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="usage-report-{number}.{ending}"'
    return response


def _shown(request: HttpRequest, number: int) -> ShownReport:
    """Return the report; whether there is one is told to nobody who may not see it."""
    report = get_object_or_404(Report.objects.select_related("organisation"), pk=number)
    if not can_see_report(request.user, report):
        raise Http404
    return shown_report(report, get_vocabulary())


def _context(shown: ShownReport) -> dict[str, object]:
    return {"shown": shown, "in_words": in_words}
