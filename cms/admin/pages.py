"""Wagtail's pages about pages, with ours in the place of some."""

from wagtail.admin.viewsets.pages import PageViewSet

from .copying import DraftCopyView
from .editing import FreshEditView, FreshRevertView, OnceCreateView
from .removing import DependentsView, NeverPublicDeleteView, WithdrawView


class SitePageViewSet(PageViewSet):
    """For pages of every type."""

    add_view_class = OnceCreateView
    edit_view_class = FreshEditView
    revisions_revert_view_class = FreshRevertView
    copy_view_class = DraftCopyView
    delete_view_class = NeverPublicDeleteView
    unpublish_view_class = WithdrawView
    usage_view_class = DependentsView
