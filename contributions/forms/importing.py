"""The forms of an import: the file with what it is about, and the confirmation without which nothing is made."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from cases.codes.languages import LANGUAGE_CODES, language_choices
from files.refusals import refusal
from files.upload_handler import LostUpload

from ..importing.reading import MOST_BYTES
from ..models.draft import kind_choices
from ..permissions import organisations_of


class UploadForm(forms.Form):
    """Brings a file; who works for several organisations says for which."""

    kind = forms.ChoiceField(
        label=_("What is in it?"),
        choices=kind_choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what each row of your spreadsheet is.")},
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("For which organisation?"))
    language = forms.ChoiceField(
        label=_("In which language are the texts?"),
        choices=language_choices,
        help_text=_("Of the rows that name none in the column “language”."),
    )
    file = forms.FileField(
        label=_("Your spreadsheet"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("XLSX or CSV, up to 10 MB and 2,000 rows."),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )

    def __init__(self, user: User, data: Any = None, files: Any = None) -> None:
        reader = (get_language() or "en").split("-")[0]
        begin = {"language": reader if reader in LANGUAGE_CODES else "en"}
        super().__init__(data, files, initial=begin, use_required_attribute=False)
        organisations = Organisation.objects.filter(pk__in=organisations_of(user))
        self.only: Organisation | None = None
        if len(organisations) == 1:
            self.only = organisations[0]
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # of a ModelChoiceField

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read, and what there was no room for."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, LostUpload):
            raise refusal("no_room")
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Divide it and bring the parts one after the other.")
            )
        return upload

    @property
    def shared_by(self) -> Organisation:
        """The organisation for which the cases are shared."""
        chosen: Organisation = self.only or self.cleaned_data["organisation"]
        return chosen


class ConfirmForm(forms.Form):
    """The confirmation without which nothing is made."""

    confirmed = forms.BooleanField(
        label=_(
            "Nobody can be recognised in any of these cases, also not by people who know the person, and we may share them."
        ),
        error_messages={"required": _("Tick the box to confirm it, or change the file and bring it again.")},
    )
