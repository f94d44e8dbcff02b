"""The admin's forms for people and organisations."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from .models import Organisation, User
from .roles import Role
from .services import set_organisations


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
    password_required = False
    error_messages = {
        "duplicate_username": _("Another person has this e-mail address."),
        "password_mismatch": _("The two passwords are not the same. Type the same password twice."),
    }

    def __init__(self, *args: Any, acting: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["organisations"] = self.instance.organisations.all()
        self.kept_groups = Group.objects.none()
        if not acting.is_superuser:
            self._limit_to_roles()

    def _limit_to_roles(self) -> None:
        """Let a coordinator give roles, and nothing beyond."""
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = _("Only an administrator can change this.")
        roles = Group.objects.filter(name__in=Role.values)
        groups = self.fields["groups"]
        assert isinstance(groups, forms.ModelMultipleChoiceField)  # noqa: S101  by the model's definition
        groups.queryset = roles
        if self.instance.pk:
            self.kept_groups = self.instance.groups.exclude(name__in=Role.values)

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
    """A new person. The password may be left to them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Leave empty: the person then sets one with “Forgot your password?” on the sign-in page."
        )

    def save(self, commit: bool = True) -> User:
        """Make an account without a password one that nobody can sign in to until a password is set."""
        if not self.cleaned_data["password1"]:
            self.instance.set_unusable_password()
        return super().save(commit=commit)


class PersonForm(PersonFields, UserEditForm):
    """A known person."""


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
