"""What a person may do with a page: Wagtail's rules, and on top of them that nothing once public is deleted by accident.

Wagtail asks a page for these rights wherever it offers or does something: buttons, views, bulk actions, its admin's API.
Administrators are held by them too. What the law wants erased is erased by the command `erase_item`.
"""

from typing import Any

from wagtail import hooks
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from accounts.permissions import can_coordinate

from .page_forms import MarkedPageForm


def was_published(page: Page) -> bool:
    """Whether the page or one below it was ever published: it is withdrawn, never deleted."""
    if page.first_published_at or page.is_leaf():
        return bool(page.first_published_at)
    return bool(page.get_descendants().filter(first_published_at__isnull=False).exists())


class KeptPageRights(PagePermissionTester):
    """For pages of text: deleting is the coordinator's, and only of what was never published."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the person may delete the page with everything below it."""
        allowed = super().can_delete(ignore_bulk)
        return bool(allowed and can_coordinate(self.user) and not was_published(self.page))

    def can_view_revisions(self) -> bool:
        """Whether the person is offered the history of the page: who may edit it; Wagtail would offer and refuse it."""
        return bool(super().can_view_revisions() and self.can_edit())

    def can_move(self) -> bool:
        """Whether the person may move the page: Wagtail asks as for deleting, but nothing is lost by a move."""
        return bool(super().can_delete(ignore_bulk=True))


class ItemRights(KeptPageRights):
    """For cases and publications: each kind has one place, so there is nowhere to move an item."""

    def can_move(self) -> bool:
        """Whether the person may move the item: no."""
        return False

    def can_copy(self) -> bool:
        """Whether the person may copy it: what knows of reviewing answers a hook."""
        allowed = bool(super().can_copy())
        return allowed and all(may(self.page, self.user) for may in hooks.get_hooks("item_may_be_copied"))

    def can_publish(self) -> bool:
        """Whether the person may publish it, administrators included: what knows of reviewing answers a hook."""
        allowed = bool(super().can_publish())
        return allowed and all(may(self.page, self.user) for may in hooks.get_hooks("item_may_be_published"))


class FixedPageRights(ItemRights):
    """For the home page and the parents of items: there is one of each, and its children have no order."""

    def can_copy(self) -> bool:
        """Whether the person may copy the page: no."""
        return False


class ItemParentRights(FixedPageRights):
    """For the parents of items, whose order is the search's."""

    def can_reorder_children(self) -> bool:
        """Whether the person may put the items in another order: no."""
        return False


class KeptPage:
    """Gives a type of page its own rights and form. It stands before `Page` in the list of base classes."""

    base_form_class = MarkedPageForm
    rights: type[PagePermissionTester] = KeptPageRights

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Return what the user may do with this page."""
        return self.rights(user, self)
