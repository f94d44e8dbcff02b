"""The form with which staff add and replace files in Wagtail's admin."""

from typing import IO, Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail.documents.forms import BaseDocumentForm

from babel import Locale

from .inspection import inspect, put_in_place
from .models import MediaType, RepositoryFile
from .reading.answers import Answer
from .services import set_facts


def every_language() -> list[tuple[str, str]]:
    """Return (code, name) of every language with a code of two letters, by name."""
    names = Locale.parse(get_language() or "en", sep="-").languages
    found = [(code, str(name).capitalize()) for code, name in names.items() if len(code) == 2]
    return sorted(found, key=lambda choice: choice[1])


class RepositoryFileForm(BaseDocumentForm):
    """Refuses a file that cannot be taken, at its field; stores the cleaned file with its text.

    Wagtail uses it in three ways: with the file; without it, when a file's title is edited; and without it for a file that
    was sent before and is now put into the instance by Wagtail itself (`CreateFromUploadedDocumentView`).
    """

    answer: Answer | None = None
    # Wagtail's: the file that was there when the form was made.
    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # When many files are sent at once, Wagtail asks for their languages afterwards.
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=every_language, required=False)

    def clean_language(self) -> str:
        """Return the language, or the one that the file has if none is sent."""
        return self.cleaned_data["language"] or self.instance.language

    def clean_file(self) -> Any:
        """Have a new file read and cleaned, before any transaction."""
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            self.answer = inspect(cast(IO[bytes], file), file.name or "", file.size or 0)
            put_in_place(file, self.answer.content)
            self.instance.media_type, self.instance.page_count = MediaType(self.answer.kind), self.answer.pages
        elif not file:
            raise forms.ValidationError(self.fields["file"].error_messages["required"], code="required")
        return file

    def add_error(self, field: str | None, error: Any) -> None:
        """Leave out what the model says of a file that was refused already, or that Wagtail adds after the check."""
        if ("file" not in self.fields or "file" in self.errors) and "file" in getattr(error, "error_dict", {}):
            del error.error_dict["file"]
        super().add_error(field, error)

    def save(self, commit: bool = True) -> RepositoryFile:
        """Save with the text of a new file; the file that it replaces goes when all is stored."""
        if not self.instance.media_type:
            self._inspect_given()
        if self.answer is not None:
            self.instance.unsaved_texts = self.answer.texts
        # Wagtail would delete the old file before the new one is stored.
        old, self.original_file = self.original_file, None
        try:
            with transaction.atomic():
                stored: RepositoryFile = super().save(commit=commit)
        except BaseException:
            # The transaction forgets the row; the storage has to be told.
            if "file" in self.changed_data and self.instance.file and self.instance.file._committed:
                self.instance.file.storage.delete(self.instance.file.name)
            raise
        if commit and old and "file" in self.changed_data:
            storage, name = old.storage, old.name
            transaction.on_commit(lambda: storage.delete(name))
        return stored

    def _inspect_given(self) -> None:
        """Read a file that did not come through this form; it was cleaned when it was sent."""
        file = self.instance.file
        self.answer = inspect(cast(IO[bytes], file), file.name, file.size)
        set_facts(self.instance, self.answer)
