"""The admin's pages about people and organisations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.views import users

from .admin_forms import NewPersonForm, OrganisationForm, PersonForm
from .models import Organisation


class AddPersonView(users.CreateView):
    """A new account."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who fills it in."""
        return {**super().get_form_kwargs(), "acting": self.request.user}


class EditPersonView(users.EditView):
    """An account. An administrator's is for administrators: who sets its password can be that person."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else an administrator's account."""
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who fills it in."""
        return {**super().get_form_kwargs(), "acting": self.request.user}


class PeopleViewSet(users.UserViewSet):
    """Wagtail's pages about users with our forms."""

    add_view_class = AddPersonView
    edit_view_class = EditPersonView

    def get_form_class(self, for_update: bool = False) -> type[NewPersonForm | PersonForm]:
        """Return the form for a new or a known person."""
        return PersonForm if for_update else NewPersonForm


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
