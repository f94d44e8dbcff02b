"""The pages of cases and publications. The catalogue says whether there is one; nothing else is asked first."""

import logging
import re
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.permissions import Person
from cases.codes.sharing import Naming
from cases.models import SharedItem
from cases.models.public_record import public_record
from cases.translations import for_readers
from catalogue.citation import citation_text
from catalogue.kinds import MODEL_BY_KIND, REFERENCE
from catalogue.links import Link, topic_links
from catalogue.live_items import is_shared_with
from catalogue.models import CatalogueEntry
from catalogue.visibility import viewer_for
from catalogue.vocabulary import Vocabulary, get_vocabulary
from publications.codes import LICENCE_URLS
from publications.models import PublicationPage
from search.forms import words_of
from search.params import SearchParams
from search.query.language import Query
from search.results.finding import read_query
from search.results.similar import similar_keys, with_reasons
from usage.selectors.badges import badge_of, with_totals
from usage.selectors.uses import uses_of
from usage.serving import Served, mark_served

from .facts import facts_of
from .files import file_links
from .machine import meta_tags, schema_org
from .relations import MOST_SIMILAR, Relations, relations_of
from .sections import text_of
from .web_search import told_to_robots

_OWN_REFERENCE = re.compile(rf"^({REFERENCE})(?:-|$)")

logger = logging.getLogger(__name__)


class Gone(Exception):
    """The item was shared with everybody and is no longer: its address answers 410, and no more than the month and why."""

    def __init__(self, until: date | None, reason: str = "") -> None:
        super().__init__()
        self.until, self.reason = until, reason


def item_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show an item; an address with other words after the reference leads to the present one."""
    match = _OWN_REFERENCE.match(slug)
    entry, item = shared_item_or_missing(request, match[1] if match else "")
    if entry.kind != kind or entry.slug != slug:
        return _redirect(request, entry)
    response = render(request, item.kind.template, _context(request, item, entry))
    served = Served(item.pk, version=get_language() or "", own=_is_own(request.user, item))
    return mark_served(told_to_robots(response, entry.in_web_search), served)


def _is_own(user: Person, item: SharedItem) -> bool:
    """Whether the reader works for the organisation that shared the item: told with the item, in the same statement."""
    return user.is_authenticated and bool(item.of_own_organisation)


def permalink(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead from a reference to the item's address."""
    return _redirect(request, shared_item_or_missing(request, reference)[0])


def preview(request: HttpRequest, item: SharedItem) -> HttpResponse:
    """Show a draft to its editors as it would look; Wagtail's admin has checked that they may see it."""
    item = item.as_shown()
    return render(request, item.kind.template, _context(request, item, None))


def what_came_of(item: SharedItem, user: Person) -> dict[str, Any]:
    """Return how often an item was read and what it was used for, for those who shared it."""
    uses = uses_of(item.pk, viewer_for(user))
    counted = with_totals(type(item).objects.filter(pk=item.pk)).get()
    return {"usage": badge_of(counted, has_files=bool(file_links(item)), uses=len(uses)), "uses": uses}


def shared_item_or_missing(request: HttpRequest, reference: str) -> tuple[CatalogueEntry, SharedItem]:
    """Return the entry that the reader may see and its item, which has been asked as well.

    Raises:
        Gone: everybody could read it once, and this reader cannot now.
        Http404: there is none for this reader; whether there is one for others is not told.
    """
    viewer = viewer_for(request.user)
    entries = CatalogueEntry.objects.seen_by(viewer).select_related("organisation")
    entry = entries.filter(reference=reference.upper()).first()
    item = _item_of(entry, request.user) if entry else None
    if entry is None or item is None or not is_shared_with(item, viewer):
        if entry is not None:
            logger.error(
                "The catalogue is out of step with item %s; search_check --repair puts it right.", entry.item_id
            )
        if record := public_record(reference.upper()):
            raise Gone(record.ended, record.get_reason_display() if record.reason else "")
        raise Http404
    if item.organisation_naming != Naming.NAMED or item.organisation_id != entry.organisation_id:
        entry.organisation = None
    entry.in_web_search = entry.in_web_search and item.in_web_search
    return entry, item.as_shown()


def _item_of(entry: CatalogueEntry, user: Person) -> SharedItem | None:
    items = with_totals(MODEL_BY_KIND[entry.kind].objects.filter(pk=entry.item_id)).select_related("organisation")
    if user.is_authenticated:
        memberships = Membership.objects.filter(user=user.pk, organisation=OuterRef("organisation"))
        items = items.annotate(of_own_organisation=Exists(memberships))
    return items.first()


def _redirect(request: HttpRequest, entry: CatalogueEntry) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{entry.get_absolute_url()}{'?' if query else ''}{query}")


def _context(request: HttpRequest, item: SharedItem, entry: CatalogueEntry | None) -> dict[str, Any]:
    """Return what the page of any kind shows; `entry` is None in a preview."""
    vocabulary = get_vocabulary()
    relations = _relations(request, item, entry)
    translation = for_readers(item.translated(), item.language)
    text = text_of(item, translation, _query(request, vocabulary))
    organisation = entry.organisation if entry else item.named_organisation
    topics = topic_links(entry.topics if entry else [topic.slug for topic in item.topics.all()], vocabulary)
    context: dict[str, Any] = {
        "page": item,
        "entry": entry,
        "preview": entry is None,
        "translation": translation,
        "translated_summary": text.translation,
        "facts": facts_of(item),
        "summary": text.summary,
        "sections": text.sections,
        "mentions": text.mentions,
        "words": words_of(request.GET),
        "topics": topics,
        "related": relations.related,
        "supports": relations.supports,
        "supported_by": relations.supported_by,
        "similar": with_reasons(entry, relations.similar, vocabulary) if entry else [],
        "organisation": organisation,
        "organisation_text": organisation.name if organisation else _("a member of the network"),
        "attachments": file_links(item),
    }
    if isinstance(item, PublicationPage):
        context |= _publication_context(item, entry, relations)
    if entry:
        context |= _citing(entry, item, topics, context, vocabulary)
        uses = uses_of(item.pk, viewer_for(request.user))
        context |= {
            "uses": uses,
            "use_address": f"{reverse('use_new')}?item={entry.reference}",
        }
        context["usage"] = badge_of(item, has_files=bool(context["attachments"]), uses=len(uses))
    return context


def _relations(request: HttpRequest, item: SharedItem, entry: CatalogueEntry | None) -> Relations:
    """Return what belongs with the item; some more similar ones are asked for, because tied ones are not shown twice."""
    viewer = viewer_for(request.user)
    return relations_of(item, viewer, similar_keys(entry, viewer, 3 * MOST_SIMILAR) if entry else ())


def _query(request: HttpRequest, vocabulary: Vocabulary) -> Query:
    return read_query(SearchParams(text=words_of(request.GET)), vocabulary)


def _publication_context(item: PublicationPage, entry: CatalogueEntry | None, relations: Relations) -> dict[str, Any]:
    cover = None
    if item.cover_id and entry:
        height = round(item.cover.height * COVER_WIDTH / item.cover.width)
        cover = {"url": reverse("cover", args=[entry.reference]), "width": COVER_WIDTH, "height": height}
    return {
        "newer_edition": relations.newer_edition,
        "older_edition": relations.older_edition,
        "licence": {"label": item.get_licence_display(), "url": LICENCE_URLS.get(item.licence)},
        "cover": cover,
    }


COVER_WIDTH = 240


def _citing(
    entry: CatalogueEntry, item: SharedItem, topics: list[Link], context: dict[str, Any], vocabulary: Vocabulary
) -> dict[str, Any]:
    cover = context.get("cover")
    pdf = next((file.url for file in context["attachments"] if file.media_type == "pdf"), "")
    formats = (("ris", "RIS"), ("bib", "BibTeX"), ("json", "CSL-JSON"))
    return {
        "citation": citation_text(entry),
        "cite_links": [Link(label, reverse("cite", args=[entry.reference, ending])) for ending, label in formats],
        "schema_org": schema_org(entry, item, [topic.label for topic in topics], vocabulary.organisations.values()),
        "meta": meta_tags(entry, pdf, cover["url"] if cover else ""),
    }
