"""The register of uses for readers: its page, and the form with which anybody tells of a use."""

import re

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import can_coordinate
from catalogue.kinds import MODEL_BY_KIND, REFERENCE
from catalogue.live_items import is_shared_with
from catalogue.models import CatalogueEntry
from catalogue.visibility import viewer_for

from ..models import Use
from ..selectors.uses import with_items
from ..services.uses import REPORTERS_KEPT, propose_use
from ..use_codes import usual_relation
from ..use_forms import UseReportForm

PAGE_SIZE = 30


@require_safe
def uses(request: HttpRequest) -> HttpResponse:
    """Show what the collection was used for, as far as the reader may know of it, what happened last first."""
    viewer = viewer_for(request.user)
    found = Use.objects.shown_to(viewer).order_by(F("date").desc(nulls_last=True), "-proposed_at", "-pk")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "uses": with_items(list(page), viewer), "can_coordinate": can_coordinate(request.user)}
    return render(request, "usage/uses.html", context)


# A cookie against forgery is a cookie for every visitor who opens this page; all that a forger could do is propose a use, which
# anybody may, and which shows nowhere until a coordinator has read it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_use(request: HttpRequest) -> HttpResponse:
    """Take what somebody tells of the use of an item; the item is named by its reference in the address."""
    entry = _entry_or_missing(request)
    form = UseReportForm(request.POST or None, instance=Use())
    if request.method == "POST" and form.is_valid():
        propose_use(
            use=form.instance,
            item_id=entry.item_id,
            relation=usual_relation(form.instance.kind),
            reporter=form.reporter(),
        )
        return redirect(f"{reverse('use_thanks')}?item={entry.reference}")
    context = {"form": form, "entry": entry, "days": REPORTERS_KEPT.days}
    return render(request, "usage/new_use.html", context)


def _entry_or_missing(request: HttpRequest) -> CatalogueEntry:
    """Return the entry of the item that the address names: the catalogue is asked, and then the item itself.

    Raises:
        Http404: it names none that this reader may see.
    """
    viewer = viewer_for(request.user)
    reference = request.GET.get("item", "")
    if not re.fullmatch(REFERENCE, reference):
        raise Http404
    entry = CatalogueEntry.objects.seen_by(viewer).filter(reference=reference.upper()).first()
    item = MODEL_BY_KIND[entry.kind].objects.filter(pk=entry.item_id).first() if entry else None
    if entry is None or item is None or not is_shared_with(item, viewer):
        raise Http404
    return entry


@require_safe
def use_thanks(request: HttpRequest) -> HttpResponse:
    """Thank somebody who told of a use, and lead back to where they came from."""
    reference = request.GET.get("item", "")
    back = reference.upper() if re.fullmatch(REFERENCE, reference) else ""
    return render(request, "usage/use_thanks.html", {"back": back})
