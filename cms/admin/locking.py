"""Holding a page while something is decided about it."""

from django.http import Http404

from wagtail.models import Page


def locked_page(page_id: int) -> Page:
    """Return the page as it is now; called in a transaction, before whose end nobody else changes it.

    On PostgreSQL the row is locked. On SQLite a transaction holds the whole database from its beginning.

    Raises:
        Http404: there is no such page, or no longer.
    """
    page = Page.objects.select_for_update().filter(pk=page_id).first()
    if page is None:
        raise Http404
    return page
