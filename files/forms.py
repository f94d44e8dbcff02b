"""The form with which staff add and replace files in Wagtail's admin."""

from typing import IO, Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from wagtail.documents.forms import BaseDocumentForm

from .inspection import FileFacts, inspect
from .models import RepositoryFile
from .services import store_text


class RepositoryFileForm(BaseDocumentForm):
    """Refuses a file that cannot be taken, at its field; stores the text with the file."""

    facts: FileFacts | None = None

    def clean_file(self) -> Any:
        """Inspect a new file."""
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            self.facts = inspect(cast(IO[bytes], file), file.name or "", file.size or 0)
            self.instance.media_type, self.instance.page_count = self.facts.media_type, self.facts.page_count
        elif not file:
            raise forms.ValidationError(self.fields["file"].error_messages["required"], code="required")
        return file

    @transaction.atomic
    def save(self, commit: bool = True) -> RepositoryFile:
        """Save, and extract the text of a new file."""
        stored: RepositoryFile = super().save(commit=commit)
        if self.facts is not None:
            if commit:
                store_text(stored)
            else:
                # Wagtail's upload of several files saves the file itself.
                stored.text_is_missing = True
        return stored
