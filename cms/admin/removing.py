"""Taking pages away: what was once public is withdrawn, and only what never was can be deleted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, UnpublishBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.usage import UsageView
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

from accounts.permissions import can_coordinate
from cases.permissions import was_published

from .dependents import dependents_of, files_of
from .locking import locked_page


class NeverPublicDeleteView(DeleteView):
    """Deletes what was never published, after telling what depends on it; offers to withdraw everything else."""

    template_name = "cms_admin/confirm_delete.html"

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why a page is not deleted; nobody publishes it between the question and the answer."""
        try:
            page = locked_page(page_id) if request.method == "POST" else get_object_or_404(Page, pk=page_id)
        except Http404:
            if (answer := deleted_already(request, page_id)) is None:
                raise
            return answer
        rights = page.permissions_for_user(request.user)
        if not rights.can_edit():
            raise PermissionDenied
        if not rights.can_delete():
            context = {
                "page": page.specific,
                "was_published": was_published(page),
                "coordinator": can_coordinate(request.user),
                "can_withdraw": rights.can_unpublish(),
            }
            return self.response_class(request, ["cms_admin/not_deleted.html"], context, status=403)
        deleted: HttpResponse = super().dispatch(request, page_id, *args, **kwargs)
        return deleted

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what names the page, and its files."""
        found = dependents_of(self.page)
        return {**super().get_context_data(**kwargs), "dependents": found, "files": files_of(self.page)}


def deleted_already(request: HttpRequest, page_id: int) -> HttpResponse | None:
    """Lead a second click to the list in which a deleted page stood; None where none was, or the person may not know."""
    if Page.objects.filter(pk=page_id).exists():
        return None
    seen = PageLogEntry.objects.viewable_by_user(request.user)
    entry = seen.filter(page_id=page_id, deleted=True).select_related("content_type").first()
    model = entry and entry.content_type and entry.content_type.model_class()
    parent = model and Page.objects.type(*model.allowed_parent_page_models()).order_by("path").first()
    if parent is None:
        return None
    messages.info(request, _("This is deleted already."))
    next_url = get_valid_next_url_from_request(request)
    return redirect(next_url) if next_url else redirect("wagtailadmin_explore", parent.pk)


class NeverPublicDeleteBulkAction(DeleteBulkAction):
    """Deletes several pages that were never published; each is told apart from those that stay."""

    def get_actionable_objects(self) -> tuple[list[Page], dict[str, list[Page]]]:
        """Hold the pages while it is decided, so that none is published meanwhile."""
        if self.request.method == "POST":
            list(Page.objects.select_for_update().filter(pk__in=self._asked_for()).order_by("pk").values("pk"))
        found: tuple[list[Page], dict[str, list[Page]]] = super().get_actionable_objects()
        return found

    def _asked_for(self) -> list[int]:
        return [int(pk) for pk in self.request.GET.getlist("id") if pk.isdecimal()]


class WithdrawBulkAction(UnpublishBulkAction):
    """Wagtail's, under the name that our users know."""

    display_name = gettext_lazy("Withdraw")
    aria_label = gettext_lazy("Withdraw the selected pages")


class WithdrawView(UnpublishView):
    """Withdraws a page: its address answers 410 and tells nothing else."""

    page_title = gettext_lazy("Withdraw")
    template_name = "cms_admin/confirm_withdraw.html"
    success_message = gettext_lazy("“%(page_title)s” was withdrawn.")
    # Wagtail's; its type is not known to the checker.
    object: Page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it once: a second click finds that it was done."""
        if request.method == "POST":
            self.object = locked_page(self.object.pk).specific
        if not self.object.live and self.object.permissions_for_user(request.user).can_publish():
            messages.info(request, _("This is withdrawn already: nobody outside the team sees it."))
            return redirect("wagtailadmin_pages:edit", self.object.pk)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what names the page: it will name it no more."""
        return {**super().get_context_data(**kwargs), "dependents": dependents_of(self.object)}


class DependentsView(UsageView):
    """What names a page. Wagtail's own list would be empty, because it does not follow relations between items."""

    template_name = "cms_admin/dependents.html"
    results_template_name = "cms_admin/dependents.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list to whoever is shown the page in the admin's lists."""
        if not policy_registry.get_by_type(Page).explorable_instances(request.user).filter(pk=self.object.pk).exists():
            raise PermissionDenied
        return self.get(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        context = {"page": self.object, "dependents": dependents_of(self.object), "files": files_of(self.object)}
        return self.response_class(request, [self.template_name], context)
