"""The admin's forms for people and organisations."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from .addresses import invite, tell_of_new_address
from .models import Organisation, User
from .roles import Role
from .services import set_organisations
from .standing import givable_groups


class PersonFields(forms.ModelForm):
    """What the forms for a new and a known person share. Only administrators make administrators.

    Args:
        acting: the person who fills in the form.
    """

    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations"),
        queryset=Organisation.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The organisations that this person works for."),
    )
    error_messages = {"duplicate_username": _("Another person has this e-mail address.")}

    def __init__(self, *args: Any, acting: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["organisations"] = self.instance.organisations.all()
        self.kept_groups = Group.objects.none()
        if not acting.is_superuser:
            self._limit_to_roles(acting)

    def _limit_to_roles(self, acting: User) -> None:
        """Let a coordinator give roles, and nothing beyond."""
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = _("Only an administrator can change this.")
        roles = givable_groups(acting, Group.objects.filter(name__in=Role.values))
        groups = self.fields["groups"]
        assert isinstance(groups, forms.ModelMultipleChoiceField)  # noqa: S101  by the model's definition
        groups.queryset = roles
        if self.instance.pk:
            self.kept_groups = self.instance.groups.exclude(pk__in=roles)

    def clean_email(self) -> str:
        """Return the address in lower case, so that one person has one account."""
        return str(self.cleaned_data["email"]).strip().lower()

    def clean_groups(self) -> list[Group]:
        """Keep the groups that could not be chosen here."""
        return [*self.cleaned_data["groups"], *self.kept_groups]

    def save(self, commit: bool = True) -> User:
        """Save the person with their organisations."""
        user: User = super().save(commit=commit)
        if commit:
            set_organisations(user=user, organisations=self.cleaned_data["organisations"])
        return user


class NewPersonForm(PersonFields, UserCreationForm):
    """A new person, who gets an invitation by e-mail. Nobody sets the password of somebody else."""

    def save(self, commit: bool = True) -> User:
        """Make an account that nobody can sign in to until the link of the invitation was followed."""
        self.instance.set_unusable_password()
        user = super().save(commit=commit)
        if commit:
            invite(user=user)
        return user


class PersonForm(PersonFields, UserEditForm):
    """A known person. The own address is changed on the pages of the account, which ask for the password."""

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, editing_self=editing_self, **kwargs)
        self.address_before = self.instance.email
        if editing_self:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = format_html(
                '{} <a href="{}">{}</a>',
                _("Your own address is changed on the page of your account."),
                reverse("account_email"),
                _("Change it there"),
            )

    def save(self, commit: bool = True) -> User:
        """Tell both addresses where it was changed."""
        user = super().save(commit=commit)
        if commit and user.email != self.address_before:
            tell_of_new_address(user=user, old=self.address_before)
        return user


class OrganisationForm(WagtailAdminModelForm):
    """An organisation with its members. Its address never changes once it is there."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Organisation
        fields = ["name", "slug", "country", "website", "description", "members"]
        widgets = {"members": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].required = False
        if self.instance.pk:
            self.fields["slug"].disabled = True
