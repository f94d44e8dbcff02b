"""Reads of imports: what a person brought, and the rows that a page shows."""

from django.core.paginator import Page, Paginator

from accounts.models import User

from ..models import Import, ImportRow, RowState

_IMPORTS = 20
_ROWS = 50


def imports_of(user: User) -> list[Import]:
    """Return what a person brought last."""
    return list(Import.objects.filter(owner=user)[:_IMPORTS])


def shown_rows(held: Import, number: str) -> "Page[ImportRow]":
    """Return a page of the rows about which something is said: what is wrong, left out, or changed."""
    rows = held.rows.filter(state__in=[RowState.BAD, RowState.CLOSED, RowState.CHANGED]).defer("answers")
    return Paginator(rows.order_by("number"), _ROWS).get_page(number)
