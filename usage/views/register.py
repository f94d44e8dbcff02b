"""The register of uses for those who keep it: what waits, and the full form."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.page_access import open_to
from accounts.permissions import can_coordinate, can_review
from catalogue.visibility import viewer_for

from ..models import Use
from ..register_forms import UseEditor
from ..selectors.uses import with_items
from ..services.uses import ChangedMeanwhile, forget_reporter, refuse_use
from ..use_codes import UseState

PAGE_SIZE = 30


@require_safe
@open_to(can_coordinate)
def uses_kept(request: HttpRequest) -> HttpResponse:
    """Show the uses of a state, at first those that wait for a decision, the longest waiting first."""
    state = request.GET.get("state", "")
    state = state if state in UseState.values else UseState.PROPOSED.value
    found = Use.objects.waiting() if state == UseState.PROPOSED else Use.objects.filter(state=state)
    page = Paginator(found.select_related("reporter"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "uses": with_items(list(page), viewer_for(request.user)),
        "state": state,
        "states": UseState.choices,
    }
    return render(request, "usage/uses_kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(can_review)
def add_use(request: HttpRequest) -> HttpResponse:
    """Take a use with all that is known of it. What a coordinator writes is accepted, what a reviewer writes is proposed."""
    return _edit(request, Use(language=get_language() or "en"), accepted=can_coordinate(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(can_coordinate)
def edit_use(request: HttpRequest, key: int) -> HttpResponse:
    """Show a use with all that is known of it, and take what a coordinator corrects and decides."""
    use = get_object_or_404(Use.objects.select_related("reporter", "evidence_file"), pk=key)
    try:
        if request.POST.get("action") == "refuse":
            return _refuse(request, use)
        return _edit(request, use, accepted=request.POST.get("action") == "accept" or use.state == UseState.ACCEPTED)
    except Use.DoesNotExist as error:
        # Since it was read, the last of its items was erased.
        raise Http404 from error


def _edit(request: HttpRequest, use: Use, *, accepted: bool) -> HttpResponse:
    editor = UseEditor(use, by=request.user, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and editor.is_valid():
        try:
            editor.store(UseState.ACCEPTED if accepted else UseState.PROPOSED)
        except ChangedMeanwhile:
            editor.say_that_it_changed()
        else:
            messages.success(request, _("Accepted: it shows now.") if accepted else _("Saved; it shows nowhere yet."))
            return redirect("uses_kept" if can_coordinate(request.user) else "uses")
    return render(
        request, "usage/use_form.html", {"editor": editor, "use": use, "can_accept": can_coordinate(request.user)}
    )


def _refuse(request: HttpRequest, use: Use) -> HttpResponse:
    try:
        refuse_use(use=use, by=request.user, seen=request.POST.get("seen"))  # type: ignore[arg-type]  # a coordinator is signed in
    except ChangedMeanwhile:
        messages.warning(request, _("Not refused: somebody else has changed this meanwhile. Read what it says now."))
        return redirect("use_edit", use.pk)
    messages.success(request, _("Refused: it shows nowhere."))
    return redirect("uses_kept")


@require_POST
@open_to(can_coordinate)
def forget_who_told(request: HttpRequest, key: int) -> HttpResponse:
    """Delete who told of a use, as they may ask at any time."""
    forget_reporter(use=get_object_or_404(Use, pk=key))
    messages.success(request, _("Name and address of who told of it are deleted."))
    return redirect("use_edit", key)
