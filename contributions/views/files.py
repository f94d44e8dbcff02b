"""The files of a draft."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.page_access import PersonRequest

from ..access import of_open_draft_or, sent
from ..forms.start import FileForm
from ..models import Draft
from ..questions import FILES
from ..services.draft_files import add_file, read_upload, remove_file
from .too_late import lead_on


@of_open_draft_or(lead_on)
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: PersonRequest, draft: Draft) -> HttpResponse:
    """List the files of a draft and take one more, also of who presses "continue"; a refusal says why and stays here."""
    goes_on = "continue" in request.POST
    if goes_on and "file" not in request.FILES:
        return redirect("draft_check", draft.key)
    form = FileForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            added = add_file(draft=draft, by=request.user, name=upload.name or "", answer=read_upload(upload))
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            messages.success(request, _("“%(name)s” is added.") % {"name": added.name})
            return redirect("draft_check" if goes_on else "draft_files", draft.key)
    context = {"draft": draft, "step": FILES, "form": form, "files": list(draft.files.all())}
    return render(request, "contributions/files.html", context)


@of_open_draft_or(lead_on)
@require_POST
def remove(request: PersonRequest, draft: Draft, file_id: int) -> HttpResponse:
    """Take a file out of a draft."""
    file = get_object_or_404(draft.files, pk=file_id)
    remove_file(file=file, by=request.user)
    messages.success(request, _("“%(name)s” is removed.") % {"name": file.name})
    return redirect("draft_files", draft.key)
