"""The form with which staff add and replace pictures in Wagtail's admin."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms.fields import FileField, ImageField
from django.template.defaultfilters import filesizeformat

from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .inspection import put_in_place
from .reader import read_content
from .refusals import refusal


def cleaned(upload: UploadedFile) -> UploadedFile:
    """Have a picture decoded and coded anew by the reading process, before anything opens it in this one.

    Raises:
        UnusableFile: it cannot be taken.
    """
    upload.seek(0)
    put_in_place(upload, read_content(upload, "picture").content)
    return upload


class PictureField(WagtailImageField):
    """Wagtail's field, for a cleaned picture."""

    def to_python(self, data: Any) -> Any:
        """Return the cleaned picture.

        Raises:
            UnusableFile: it cannot be taken.
        """
        if isinstance(data, UploadedFile):
            # Empty files, names that are too long.
            FileField.to_python(self, data)
            self.check_image_file_size(data)
            cleaned(data)
        return super().to_python(data)


class PortraitField(ImageField):
    """Django's field, for a cleaned picture: people give one of themselves for the admin's lists."""

    def to_python(self, data: Any) -> Any:
        """Return the cleaned picture.

        Raises:
            UnusableFile: it cannot be taken.
        """
        if isinstance(data, UploadedFile):
            FileField.to_python(self, data)
            if (data.size or 0) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
                raise refusal("picture_too_large", limit=filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE))
            cleaned(data)
        return super().to_python(data)


def use_portrait_field() -> None:
    """Put the field into Wagtail's form of a person's own account; no setting names another form."""
    theirs = AvatarPreferencesForm.base_fields["avatar"]
    AvatarPreferencesForm.base_fields["avatar"] = PortraitField(
        label=theirs.label, required=theirs.required, widget=theirs.widget
    )


class PictureForm(BaseImageForm):
    """Wagtail's form with a field that lets no picture pass unread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            ours = PictureField(label=theirs.label, required=theirs.required, widget=theirs.widget)
            ours.max_length = getattr(theirs, "max_length", None)
            self.fields["file"] = ours
