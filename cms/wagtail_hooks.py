"""What the site changes in Wagtail's admin as a whole."""

from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin import action_menu, wagtail_hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.api.v2.router import WagtailAPIRouter

from .admin.api import SitePagesAdminAPIViewSet
from .admin.pages import SitePageViewSet
from .admin.removing import NeverPublicDeleteBulkAction, WithdrawBulkAction

# Our users withdraw; Wagtail has no other way to call a button of its own by another name.
action_menu.UnpublishMenuItem.label = wagtail_hooks.PageListingUnpublishButton.label = _("Withdraw")


@hooks.register("register_admin_viewset")
def page_views() -> PageViewSet:
    """Return our views of pages; the last that is registered for a type is used."""
    return SitePageViewSet()


@hooks.register("construct_admin_api")
def page_api(router: WagtailAPIRouter) -> None:
    """Put our interface to pages in the place of Wagtail's."""
    router.register_endpoint("pages", SitePagesAdminAPIViewSet)


for bulk_action in (NeverPublicDeleteBulkAction, WithdrawBulkAction):
    hooks.register("register_bulk_action", bulk_action, order=10)
