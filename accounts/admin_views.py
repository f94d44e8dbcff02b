"""The admin's pages about people and organisations."""

from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.views import users

from .addresses import invite
from .admin_forms import NewPersonForm, OrganisationForm, PersonForm
from .models import Organisation, User
from .standing import manageable, may_manage


class AddPersonView(users.CreateView):
    """A new account."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who fills it in."""
        return {**super().get_form_kwargs(), "acting": self.request.user}


class OnlyFromAbove(View):
    """Refuses the account of a person who may do what the one who asks may not."""

    get_object: Callable[[], User]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, or refuse."""
        if not may_manage(request.user, self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EditPersonView(OnlyFromAbove, users.EditView):
    """An account."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who fills it in."""
        return {**super().get_form_kwargs(), "acting": self.request.user}


class DeletePersonView(OnlyFromAbove, users.DeleteView):
    """Deleting an account."""


class InvitePersonView(OnlyFromAbove, View):
    """Sends a person the link that sets a password and confirms the address."""

    def get_object(self) -> User:
        """Return the person."""
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Send it, and say so."""
        user = self.get_object()
        if not user.is_active:
            messages.error(request, _("This account is not active. Make it active first, then send the link."))
        else:
            invite(user=user)
            messages.success(request, _("A link to set a password is on its way to %(email)s.") % {"email": user.email})
        return redirect("wagtailusers_users:edit", pk)


class PeopleListView(users.IndexView):
    """The people. Who may do more than the one who asks is listed, and leads nowhere."""

    def get_table(self, object_list: Collection[User]) -> Table:
        """Ask once for all the people on the page who of them may be managed."""
        self._manageable = manageable(self.request.user, object_list)
        return super().get_table(object_list)

    def get_edit_url(self, instance: User) -> str | None:
        """Return the address of the account, if it may be changed."""
        return super().get_edit_url(instance) if instance.pk in self._manageable else None

    def get_delete_url(self, instance: User) -> str | None:
        """Return the address that deletes the account, if it may be changed."""
        return super().get_delete_url(instance) if instance.pk in self._manageable else None


class PeopleViewSet(users.UserViewSet):
    """Wagtail's pages about users with our forms. An account is not copied: what would the copy's address be?"""

    index_view_class = PeopleListView
    add_view_class = AddPersonView
    edit_view_class = EditPersonView
    delete_view_class = DeletePersonView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[NewPersonForm | PersonForm]:
        """Return the form for a new or a known person."""
        return PersonForm if for_update else NewPersonForm

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the address that sends a link."""
        invite_view = permission_required("accounts.change_user")(InvitePersonView.as_view())
        return [*super().get_urlpatterns(), path("invite/<int:pk>/", invite_view, name="invite")]


class OrganisationListView(IndexView):
    """The organisations with the number of their members."""

    def get_base_queryset(self) -> QuerySet[Organisation]:
        """Count in the same statement."""
        return Organisation.objects.annotate(member_count=Count("memberships"))


class OrganisationViewSet(ModelViewSet):
    """The pages about organisations. None is deleted: what it shared stays its own."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_name = "organisations"
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    ordering = "name"
    search_fields = ["name"]
    list_per_page = 50
    index_view_class = OrganisationListView
    list_display = [
        "name",
        Column("get_country_display", label=_("Country")),
        Column("member_count", label=_("Members")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[OrganisationForm]:
        """Return our form."""
        return OrganisationForm
