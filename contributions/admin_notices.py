"""What Wagtail's admin is told of contributions, so that nothing that was sent is published past its reviewers."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail.models import Page

from accounts.permissions import Person
from cases.models import SharedItem

from .models import Contribution
from .permissions import is_author
from .states import State


def may_publish_in_admin(page: Page, user: Person) -> bool:
    """Whether the admin may publish the page: what was sent is published on its review page, by who is not its author.

    What came through the review can be corrected by everybody who may publish, but for its author.
    """
    held = _contribution_of(page)
    return held is None or (held.state == State.PUBLISHED and not is_author(user, held))


def may_copy_in_admin(page: Page, user: Person) -> bool:
    """Whether the admin may copy the page: a copy would be published without a review, so only what is published is copied."""
    held = _contribution_of(page)
    return held is None or (held.state == State.PUBLISHED and page.live and not is_author(user, held))


def notice_for(page: Page, user: Person) -> SafeString | None:
    """Return what the form of the page says above it, with the way to the review page; None where there is nothing to say."""
    held = _contribution_of(page)
    if held is None or may_publish_in_admin(page, user):
        return None
    text = _("A member sent this; its state is “%(state)s”. It is published on its review page and not here.")
    link = format_html('<a href="{}">{}</a>', reverse("review", args=[held.reference]), _("Open the review page"))
    return format_html("{} {}", text % {"state": held.review_label}, link)


def _contribution_of(page: Page) -> Contribution | None:
    if not page.pk or not isinstance(page, SharedItem):
        return None
    return Contribution.objects.with_answer().filter(page=page.pk).first()
