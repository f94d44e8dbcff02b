"""Wagtail's pages about pages, with ours in the place of some."""

from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from .copying import DraftCopyView
from .editing import FreshEditView, FreshRevertView, OnceCreateView
from .removing import DependentsView, NeverPublicDeleteView, WithdrawView

# Whether there may be another page is the same for all parents but the first few.
SOME = 5


class PagesOfTypeView(ContentTypeUseView):
    """The pages of a type. Another one is offered only where there may be another one."""

    def get_add_url(self) -> str | None:
        """Return where a page of this type is added, if it can be."""
        parents = Page.objects.type(*self.model.allowed_parent_page_models()).specific()
        possible = any(self.model.can_create_at(parent) for parent in parents[:SOME])
        return str(super().get_add_url()) if possible else None


class SitePageViewSet(PageViewSet):
    """For pages of every type."""

    content_type_use_view_class = PagesOfTypeView
    add_view_class = OnceCreateView
    edit_view_class = FreshEditView
    revisions_revert_view_class = FreshRevertView
    copy_view_class = DraftCopyView
    delete_view_class = NeverPublicDeleteView
    unpublish_view_class = WithdrawView
    usage_view_class = DependentsView
