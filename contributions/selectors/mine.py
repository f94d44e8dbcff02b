"""What the organisations of a person sent, as their list shows it."""

from django.core.paginator import Page, Paginator

from accounts.models import User

from ..models import Contribution
from ..permissions import organisations_of

PAGE_SIZE = 25


def contributions_of(user: User, page: str) -> "Page[Contribution]":
    """Return a page of what the person's organisations sent, what changed last first; a page that is not there is the nearest."""
    sent = Contribution.objects.of_organisations(organisations_of(user)).with_answer()
    rows = sent.select_related("page", "draft", "contributor")
    return Paginator(rows, PAGE_SIZE).get_page(page)
