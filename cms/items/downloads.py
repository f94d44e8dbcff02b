"""Files, cover pictures and citations: each is given to whoever may read the item that it belongs to."""

import mimetypes
import posixpath
from dataclasses import dataclass

from django.db.models import Case, Exists, Q, Subquery, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from accounts.permissions import Person, can_review
from catalogue.citation import bibtex, csl_json, ris_record
from catalogue.file_names import name_by_reference
from catalogue.kinds import ITEM_MODELS
from catalogue.models import CatalogueEntry
from catalogue.visibility import viewer_for
from files.models import MediaType, RepositoryFile
from publications.models import PublicationPage
from usage.serving import Served, mark_served

from .page import COVER_WIDTH, shared_item_or_missing
from .streaming import StoredFile, send
from .web_search import told_to_robots

MEDIA_TYPES = {
    MediaType.PDF: "application/pdf",
    MediaType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PICTURE_FOLDERS = ("images/", "original_images/", "avatar_images/")
_CITATIONS = {
    "ris": (ris_record, "application/x-research-info-systems"),
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "json": (csl_json, "application/vnd.citationstyles.csl+json"),
}


@csrf_exempt
@require_safe
def file_page(request: HttpRequest, file_id: int, name: str) -> HttpResponseBase:
    """Send a file, inline for a PDF so that a link can open one of its pages."""
    file = get_object_or_404(RepositoryFile, pk=file_id)
    reading = reading_of_file(request.user, file_id)
    if not (reading.item_id or reading.as_reviewer):
        raise Http404
    shown_name = file.filename
    if reading.by_initials:
        shown_name = name_by_reference(shown_name, reading.by_initials, file.pk)
    if name != shown_name:
        return redirect("file", file.pk, shown_name)
    stored = StoredFile(
        storage=file.file.storage,
        name=file.file.name,
        media_type=MEDIA_TYPES[MediaType(file.media_type)],
        identity=f"{file.pk} {file.file_size} {file.file_hash}",
        shown_name=shown_name,
        saved=file.media_type != MediaType.PDF,
    )
    answer = told_to_robots(send(request, stored), reading.in_web_search)
    if reading.item_id is None:
        return answer
    return mark_served(answer, Served(reading.item_id, file_id, own=reading.own))


@dataclass(frozen=True, slots=True)
class Reading:
    """As what somebody may read a file: as that of an item, by whose own people or not, or as a reviewer."""

    item_id: int | None = None
    own: bool = False
    as_reviewer: bool = False
    # False where any item that the file belongs to is not for web search engines.
    in_web_search: bool = False
    # The reference of an item that the file belongs to and in which persons are named by initials.
    by_initials: str | None = None


def reading_of_file(user: Person, file_id: int) -> Reading:
    """Return by which item the user may read a file; reviewers see files before any item shows them.

    The catalogue is asked and the item itself, in one statement.
    """
    viewer = viewer_for(user)
    attached, own = Q(pk__in=[]), Q(pk__in=[])
    for model in ITEM_MODELS:
        items = model.objects.filter(viewer.condition(), live=True, alias_of__isnull=True)
        items = items.filter(**{model.file_relation: file_id})
        attached |= Q(item__in=items.values("pk"))
        if user.is_authenticated:
            own |= Q(item__in=items.filter(organisation__memberships__user=user.pk).values("pk"))
    entries = CatalogueEntry.objects.seen_by(viewer).filter(attached).order_by("pk")
    found = entries.annotate(of_own_organisation=Case(When(own, then=Value(True)), default=Value(False)))
    others = CatalogueEntry.objects.filter(attached)
    found = found.annotate(
        kept_out=Exists(others.filter(in_web_search=False)),
        without_names=Subquery(others.filter(by_initials=True).order_by("pk").values("reference")[:1]),
    )
    row = found.values_list("item_id", "of_own_organisation", "kept_out", "without_names").first()
    if row is None:
        return Reading(as_reviewer=can_review(user))
    item_id, is_own, kept_out, without_names = row
    return Reading(item_id, own=is_own, in_web_search=not kept_out, by_initials=without_names)


@csrf_exempt
@require_safe
def cover(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Send the cover picture of a publication, in the size that the page shows, sharp on dense screens."""
    entry, item = shared_item_or_missing(request, reference)
    if not isinstance(item, PublicationPage) or item.cover is None:
        raise Http404
    try:
        rendition = item.cover.get_rendition(f"width-{COVER_WIDTH * 2}|format-webp")
    except SourceImageIOError as error:
        raise Http404 from error
    name = rendition.file.name
    picture = StoredFile(rendition.file.storage, name, "image/webp", f"{rendition.pk} {name}", max_age=3600)
    return told_to_robots(send(request, picture), entry.in_web_search)


@csrf_exempt
@require_safe
def admin_image(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture to the admin. Pictures have no public address of their own: `cover` checks who may see one."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    # Compared as the storage will read it: "images/../documents/" begins like a picture.
    if posixpath.normpath(path) != path or not path.startswith(PICTURE_FOLDERS):
        raise Http404
    storage = get_image_model()._meta.get_field("file").storage
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return send(request, StoredFile(storage, path, media_type, identity=path, max_age=3600))


def cite(request: HttpRequest, reference: str, format: str) -> HttpResponse:
    """Send the citation of an item for a bibliography program."""
    entry, _item = shared_item_or_missing(request, reference)
    write, media_type = _CITATIONS[format]
    response = HttpResponse(write(entry), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{entry.reference}.{format}"'
    return told_to_robots(response, entry.in_web_search)
