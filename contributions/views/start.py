"""The page on which a case is begun."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.page_access import PersonRequest

from ..access import for_contributors, sent
from ..forms.start import StartForm
from ..models import Draft
from ..models.draft import MOST_ANSWER_CHARACTERS
from ..proposals import begun_with
from ..services.draft_files import read_text
from ..services.drafts import start_draft


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PersonRequest) -> HttpResponse:
    """Say what sharing a case takes, and begin a draft, with a text that is pasted or taken out of a file."""
    form = StartForm(request.user, *sent(request))
    if request.method == "POST" and form.is_valid():
        text = _text_of(form)
        if text is not None:
            begun = begun_with(form.cleaned_data["kind"], text)
            draft = start_draft(key=form.cleaned_data["key"], by=request.user, organisation=form.shared_by, begun=begun)
            messages.success(request, _("Your draft is saved. You can come back to it at any time."))
            return redirect("draft", draft.key)
    context = {"form": form, "open": Draft.objects.open_of(request.user).count()}
    return render(request, "contributions/start.html", context)


def _text_of(form: StartForm) -> str | None:
    """Return the text that was pasted or is in the file; None, with the reason at the field, if the file cannot be read."""
    text: str = form.cleaned_data["text"]
    upload = form.cleaned_data["file"]
    if upload is None:
        return text
    try:
        found = read_text(upload)
    except ValidationError as error:
        form.add_error("file", error)
        return None
    if not found:
        form.add_error("file", _("There is no text in this file, only pictures. Paste the text instead."))
        return None
    whole = f"{text}\n\n{found}".strip()
    if len(whole) > MOST_ANSWER_CHARACTERS:
        form.add_error("file", _("This is more text than a case has. Choose a shorter file, or paste a part of it."))
        return None
    return whole
