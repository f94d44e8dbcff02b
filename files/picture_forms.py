"""The form with which staff add and replace pictures in Wagtail's admin."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms.fields import FileField

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .inspection import put_in_place
from .reader import read_content


class PictureField(WagtailImageField):
    """Has a picture decoded and coded anew by the reading process, before Wagtail's own checks open it in this one."""

    def to_python(self, data: Any) -> Any:
        """Return the cleaned picture.

        Raises:
            UnusableFile: it cannot be taken.
        """
        if isinstance(data, UploadedFile):
            # Empty files, names that are too long.
            FileField.to_python(self, data)
            self.check_image_file_size(data)
            data.seek(0)
            put_in_place(data, read_content(data, "picture").content)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """Wagtail's form with a field that lets no picture pass unread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            ours = PictureField(label=theirs.label, required=theirs.required, widget=theirs.widget)
            ours.max_length = getattr(theirs, "max_length", None)
            self.fields["file"] = ours
