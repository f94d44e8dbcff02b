"""The form with which a case is begun: what it is, and the text if there is one already."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from files.models import MediaType

from ..models.draft import MOST_ANSWER_CHARACTERS, kind_choices
from ..permissions import organisations_of


class StartForm(forms.Form):
    """Begins a draft. Only the kind is compulsory; who works for several organisations says for which."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What do you want to share?"), choices=kind_choices, widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("For which organisation?"))
    text = forms.CharField(
        label=_("Paste your text"),
        required=False,
        max_length=MOST_ANSWER_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("If you have written it already. You can change everything afterwards."),
    )
    file = forms.FileField(
        label=_("Or choose a file with the text"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in (*MediaType.values, "odt"))}),
        help_text=_(
            "PDF, Word or OpenDocument. We take the text out of it and do not keep the file; files can be added later."
        ),
    )

    def __init__(self, user: User, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"key": uuid4()}, use_required_attribute=False)
        organisations = Organisation.objects.filter(pk__in=organisations_of(user))
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]  # of a ModelChoiceField
        if len(organisations) == 1:
            self.only: Organisation | None = organisations[0]
            del self.fields["organisation"]
        else:
            self.only = None

    @property
    def shared_by(self) -> Organisation:
        """The organisation for which the case is shared."""
        chosen: Organisation = self.only or self.cleaned_data["organisation"]
        return chosen


class FileForm(forms.Form):
    """One more file of a draft."""

    file = forms.FileField(
        label=_("Add a file"),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in MediaType.values)}),
        error_messages={"required": _("Choose a file first.")},
    )


class SendForm(forms.Form):
    """The confirmation without which nothing is sent."""

    confirmed = forms.BooleanField(
        label=_(
            "Nobody can be recognised in this text and its files, also not by people who know the person, and we may share it."
        ),
        error_messages={"required": _("Tick the box to confirm it, or go back and change the text.")},
    )


class WordsForm(forms.Form):
    """A question, an answer or a reason; it is shown on the site and is in no e-mail."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write a sentence that says what it is about.")},
    )
