"""Bringing a spreadsheet of cases: the file, what it would make, and the work on it piece by piece."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.page_access import PersonRequest

from ..access import for_contributors, sent
from ..forms.importing import ConfirmForm, UploadForm
from ..importing.template import template_as_csv, template_as_xlsx
from ..models import Import, RowState
from ..models.draft import MODEL_BY_CODE, kind_choices
from ..refusals import NotPossible
from ..selectors.imports import imports_of, shown_rows
from ..services import importing

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# After so long an answer shows how far it is.
_SECONDS = 4.0


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: PersonRequest) -> HttpResponse:
    """Offer the templates, take a file, and list what the person brought before."""
    form = UploadForm(request.user, *sent(request))
    if request.method == "POST" and form.is_valid():
        given, upload = form.cleaned_data, form.cleaned_data["file"]
        brought = importing.Brought(
            kind=given["kind"], language=given["language"], name=upload.name or "", content=upload.read()
        )
        try:
            held = importing.start_import(by=request.user, organisation=form.shared_by, brought=brought)
        except NotPossible as refused:
            form.add_error("file", refused.messages)
        else:
            return redirect("import", held.key)
    context = {"form": form, "kinds": kind_choices(), "imports": imports_of(request.user)}
    return render(request, "contributions/imports/upload.html", context)


@for_contributors
@require_safe
def template(_request: PersonRequest, kind: str, ending: str) -> HttpResponse:
    """Give the file to fill in for a kind of case."""
    if kind not in MODEL_BY_CODE:
        raise Http404
    content = template_as_xlsx(kind) if ending == "xlsx" else template_as_csv(kind)
    name = f'attachment; filename="{kind}.{ending}"'
    return HttpResponse(
        content,
        content_type=_XLSX if ending == "xlsx" else "text/csv; charset=utf-8",
        headers={"Content-Disposition": name},
    )


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: PersonRequest, key: UUID) -> HttpResponse:
    """Show how far an import is, what it would make, or what it made; take the confirmation."""
    held = _own_or_missing(request, key)
    form = ConfirmForm(*sent(request)[:1])
    if request.method == "POST" and form.is_valid():
        try:
            importing.confirm_import(held=held, by=request.user)
        except NotPossible as refused:
            messages.error(request, " ".join(refused.messages))
        return redirect("import", held.key)
    return _page(request, held, form)


@for_contributors
@require_POST
def go_on(request: PersonRequest, key: UUID) -> HttpResponse:
    """Do the next piece of the work: rows are checked, or cases made once that is confirmed."""
    held = _own_or_missing(request, key)
    if held.to_check().exists():
        importing.check_rows(held=held, seconds=_SECONDS)
    elif held.confirmed_at and not held.finished_at:
        importing.make_rows(held=held, by=request.user, seconds=_SECONDS)
    return redirect("import", held.key)


@for_contributors
@require_POST
def delete(request: PersonRequest, key: UUID) -> HttpResponse:
    """Delete what was read of a file; cases that were made of it stay."""
    importing.delete_import(held=_own_or_missing(request, key), by=request.user)
    messages.success(request, _("Deleted. Cases that were made of it stay."))
    return redirect("imports")


def _page(request: PersonRequest, held: Import, form: ConfirmForm) -> HttpResponse:
    counts = held.counts()
    total = sum(counts.values())
    to_make = 0 if held.finished_at else held.to_make().count()
    context = {"held": held, "counts": counts, "total": total, "to_make": to_make}
    if counts[RowState.UNCHECKED]:
        return render(request, "contributions/imports/working.html", {**context, "left": counts[RowState.UNCHECKED]})
    if held.confirmed_at and not held.finished_at:
        return render(request, "contributions/imports/working.html", {**context, "left": to_make})
    rows = shown_rows(held, request.GET.get("page", ""))
    return render(request, "contributions/imports/result.html", {**context, "form": form, "page": rows})


def _own_or_missing(request: PersonRequest, key: UUID) -> Import:
    """Return an import of the person; of others it is not told that they exist.

    Raises:
        Http404: there is none for this person.
    """
    held = Import.objects.select_related("organisation", "owner").filter(key=key, owner=request.user).first()
    if held is None:
        raise Http404
    return held
