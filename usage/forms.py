"""The forms of counting."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OptOutForm(forms.Form):
    """Whether the reader wants to be counted."""

    choice = forms.ChoiceField(choices=[("out", _("Do not count me")), ("in", _("Count me again"))])
