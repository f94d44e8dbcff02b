"""What the site changes in Wagtail's admin as a whole."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin import action_menu, wagtail_hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry

from .admin.api import SitePagesAdminAPIViewSet
from .admin.pages import SitePageViewSet
from .admin.removing import NeverPublicDeleteBulkAction, WithdrawBulkAction
from .items.page import preview, what_came_of

# Our users withdraw; Wagtail has no other way to call a button of its own by another name.
action_menu.UnpublishMenuItem.label = wagtail_hooks.PageListingUnpublishButton.label = _("Withdraw")


@hooks.register("register_admin_viewset")
def page_views() -> PageViewSet:
    """Return our views of pages; the last that is registered for a type is used."""
    return SitePageViewSet()


@hooks.register("register_log_actions", order=10)
def log_labels(actions: LogActionRegistry) -> None:
    """Call a withdrawal by the name of its button in the history of a page."""
    actions.register_action("wagtail.unpublish", _("Withdraw"), _("Withdrawn"))


@hooks.register("insert_global_admin_js")
def admin_script() -> SafeString:
    """Return the script that starts calendars and choosers."""
    return format_html('<script src="{}" defer></script>', static("js/admin.js"))


hooks.register("show_item_draft", preview)
hooks.register("what_came_of_item", what_came_of)


@hooks.register("construct_admin_api")
def page_api(router: WagtailAPIRouter) -> None:
    """Put our interface to pages in the place of Wagtail's."""
    router.register_endpoint("pages", SitePagesAdminAPIViewSet)


for bulk_action in (NeverPublicDeleteBulkAction, WithdrawBulkAction):
    hooks.register("register_bulk_action", bulk_action, order=10)
